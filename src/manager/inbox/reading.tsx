import type { ComponentChildren } from 'preact';
import type { DeskMoment } from '../../contract/desk.ts';
import { KindOf } from '../../ui/kind.tsx';
import { WordsOf } from '../../ui/words-of.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/manager.ts';
import { clockTime, dayInWords, daysAgo } from '../../words/time.ts';
import type { DeskClient } from '../desk-client.ts';
import { QuietLoading } from '../quiet-loading.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { principleName, saidAtOf, stageName } from './moment-words.ts';
import type { Opened } from './opened.ts';
import { Versions } from './versions.tsx';
import { Where } from './where.tsx';

/** The opened moment, or why it cannot be shown. */
export const Reading = (props: {
  opened: Opened;
  now: number;
  readVersions: DeskClient['versions'];
  onAgain: () => void;
}) => {
  const { moment, gone, trouble } = props.opened;
  if (gone !== null) {
    return (
      <div class="reading-gone" role="status">
        <p class="words words-alone">{say(gone.wasShown ? 'inbox.gone' : 'inbox.missing')}</p>
        <p>{say(gone.wasShown ? 'inbox.gone.next' : 'inbox.missing.next')}</p>
      </div>
    );
  }
  if (moment !== null) {
    return (
      <>
        <MomentAlone moment={moment} now={props.now} />
        {moment.conflicted && (
          <Versions moment={moment} now={props.now} read={props.readVersions} />
        )}
      </>
    );
  }
  if (trouble !== null) {
    return <TroubleNotice trouble={trouble} doing="reading" onAgain={props.onAgain} />;
  }
  return <QuietLoading />;
};

const MomentAlone = ({ moment, now }: { moment: DeskMoment; now: number }) => {
  const at = (time: string) => ({ day: dayInWords(time, now), time: clockTime(time) });
  const said = say('inbox.said', at(saidAtOf(moment)));
  const arrived = say('inbox.arrived-at', at(moment.receivedAt));
  const isLater = daysAgo(saidAtOf(moment), now) !== daysAgo(moment.receivedAt, now);
  return (
    <>
      <p class="reading-line">
        <KindOf kind={moment.kind} label={sayApp(`kind.${moment.kind}`)} />
        <Where moment={moment} />
        <span>{said}</span>
        {isLater && <span>{arrived}</span>}
        <span>{say(`inbox.audience.${moment.audience}`)}</span>
      </p>
      <WordsOf words={moment.words} alone />
      <dl class="reading-details">
        <Detail name={say('inbox.detail.by')}>
          {moment.byName === null ? say('inbox.detail.by.nobody') : <bdi>{moment.byName}</bdi>}
        </Detail>
        <Detail name={say('inbox.detail.whose')}>{say(`inbox.whose.${moment.whose}`)}</Detail>
        {moment.about !== null && (
          <Detail name={say('inbox.detail.about')}>{sayApp(`about.${moment.about}`)}</Detail>
        )}
        {moment.stage !== null && (
          <Detail name={say('inbox.detail.stage')}>{stageName(moment.stage)}</Detail>
        )}
        {moment.principles.length > 0 && (
          <Detail name={say('inbox.detail.principles')}>
            {moment.principles.map(principleName).join(', ')}
          </Detail>
        )}
      </dl>
    </>
  );
};

const Detail = (props: { name: string; children: ComponentChildren }) => (
  <div class="reading-detail">
    <dt>{props.name}</dt>
    <dd>{props.children}</dd>
  </div>
);
