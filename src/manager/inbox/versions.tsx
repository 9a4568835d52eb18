import { useEffect, useState } from 'preact/hooks';
import type { DeskMoment, DeskVersion } from '../../contract/desk.ts';
import { momentBody } from '../../contract/moment.ts';
import { say } from '../../words/manager.ts';
import { clockTime, dayInWords } from '../../words/time.ts';
import type { DeskClient, Trouble } from '../desk-client.ts';
import { QuietLoading } from '../quiet-loading.tsx';
import { RawWords } from '../set-aside/raw-words.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';

/** What two phones said of one moment, side by side: which one stands, and why. */
export const Versions = (props: {
  moment: DeskMoment;
  now: number;
  read: DeskClient['versions'];
}) => {
  const { moment } = props;
  const [versions, setVersions] = useState<readonly DeskVersion[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isShown = true;
    void props.read(moment.momentId).then((answer) => {
      if (!isShown) return;
      setTrouble(answer.ok ? null : answer.trouble);
      if (answer.ok) setVersions(answer.value);
    });
    return () => {
      isShown = false;
    };
  }, [moment, tries]);

  return (
    <section class="versions" aria-labelledby="versions-title">
      <h2 id="versions-title">{say('versions.title')}</h2>
      <p>{say('versions.says')}</p>
      {trouble && (
        <TroubleNotice
          trouble={trouble}
          doing="reading"
          onAgain={() => setTries((before) => before + 1)}
        />
      )}
      {versions.length === 0 && !trouble && <QuietLoading />}
      <ol class="versions-list">
        {versions.map((version, index) => (
          // The same number may have come twice: only the place tells them apart.
          <li class={`card version ${version.stands ? 'version-stands' : ''}`} key={index}>
            <h3>{say(headOf(version))}</h3>
            <RawWords body={version.body} />
            <p class="version-line">{whyOf(version, versions)}</p>
            <p class="version-line">
              <bdi>{version.byName ?? say('inbox.detail.by.nobody')}</bdi>
              {version.device !== null && (
                <>
                  {' · '}
                  <bdi>{version.device}</bdi>
                </>
              )}
              {' · '}
              {say('versions.received', {
                day: dayInWords(version.receivedAt, props.now),
                time: clockTime(version.receivedAt),
              })}
            </p>
            {audienceOf(version) !== null && (
              <p class="version-line">{say(`versions.wanted.${audienceOf(version)!}`)}</p>
            )}
          </li>
        ))}
      </ol>
      <p>{say(`versions.holds.${moment.audience}`)}</p>
    </section>
  );
};

const headOf = ({ stands, isSetAside }: DeskVersion) => {
  if (stands) return 'versions.stands';
  return isSetAside ? 'versions.aside' : 'versions.other';
};

const whyOf = (version: DeskVersion, all: readonly DeskVersion[]): string => {
  if (version.isSetAside) return say('versions.aside.why');
  const newest = all.find(({ stands }) => stands);
  const isTie = all.some(
    (other) => !other.isSetAside && other !== newest && other.revision === newest?.revision,
  );
  if (version.stands) {
    const others = all.filter(({ isSetAside }) => !isSetAside).length > 1;
    if (!others) return say('versions.stands.first');
    return say(isTie ? 'versions.stands.lot' : 'versions.stands.newest');
  }
  const isAsNew = version.revision === newest?.revision;
  return say(isAsNew ? 'versions.other.lot' : 'versions.other.older');
};

/** Who may see it, as this version alone says; null where that cannot be read. */
const audienceOf = ({ body }: DeskVersion): DeskMoment['audience'] | null => {
  try {
    return (
      momentBody.shape.audience.safeParse((JSON.parse(body) as { audience?: unknown }).audience)
        .data ?? null
    );
  } catch {
    return null;
  }
};
