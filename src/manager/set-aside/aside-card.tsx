import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskSetAside } from '../../contract/desk.ts';
import type { Programme } from '../../contract/pull.ts';
import { say } from '../../words/manager.ts';
import { clockTime, dayInWords } from '../../words/time.ts';
import type { Answer, Trouble } from '../desk-client.ts';
import { TroubleNotice } from '../trouble-notice.tsx';
import type { AsideList } from './aside-list.ts';
import { ChooseProgramme } from './choose-programme.tsx';
import { RawWords, WholeBody } from './raw-words.tsx';
import { reasonOf } from './reason.ts';

/** One thing that was set aside: why, what it says, whose it is, and what a manager can do about it. */
export const AsideCard = (props: {
  item: DeskSetAside;
  list: AsideList;
  programmes: readonly Programme[];
  now: number;
  onDone: (what: string) => void;
}) => {
  const { item, list } = props;
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isSending, setSending] = useState(false);
  const isShown = useRef(true);
  useEffect(() => () => void (isShown.current = false), []);
  const { what, means } = reasonOf(item);

  const act = async (change: Parameters<AsideList['act']>[0], done: string): Answer<unknown> => {
    setSending(true);
    const answer = await list.act(change);
    if (answer.ok) props.onDone(done);
    if (isShown.current) {
      setSending(false);
      setTrouble(answer.ok ? null : answer.trouble);
    }
    return answer;
  };

  return (
    <article class="card aside" tabIndex={-1} data-aside={item.asideId}>
      <h2 class="aside-why">{what}</h2>
      {item.lookedAt === null && <p>{means}</p>}
      {item.kind !== 'create' && <p>{say(`aside.kind.${item.kind}`)}</p>}
      <RawWords body={item.body} />
      <p class="aside-line">
        <bdi>{item.byName ?? say('inbox.detail.by.nobody')}</bdi>
        {item.device !== null && (
          <>
            {' · '}
            <bdi>{item.device}</bdi>
          </>
        )}
        {' · '}
        {say('versions.received', at(item.receivedAt, props.now))}
      </p>
      {item.lookedAt !== null && <p class="aside-line">{lookedWords(item, props.now)}</p>}
      <WholeBody body={item.body} />
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <div class="ways">
        {item.lookedAt === null && (
          <button
            class="button"
            type="button"
            aria-disabled={isSending ? 'true' : undefined}
            onClick={() => {
              if (isSending) return;
              void act((client) => client.lookedAt(item.asideId), say('aside.looked.done'));
            }}
          >
            {say('aside.looked')}
          </button>
        )}
        {item.isMomentHere && (
          <a class="button button-quiet" href={`/inbox/${item.momentId}`}>
            {say('aside.open')}
          </a>
        )}
      </div>
      {item.code === 'unknown_programme' && item.takenInUnder === null && (
        <ChooseProgramme
          programmes={props.programmes}
          isSending={isSending}
          onChoose={({ programmeId, name }) => {
            const done = say('aside.take-in.done', { programme: name });
            void act((client) => client.takeIn(item.asideId, programmeId), done);
          }}
        />
      )}
    </article>
  );
};

const at = (time: string, now: number) => ({ day: dayInWords(time, now), time: clockTime(time) });

const lookedWords = ({ lookedAt, lookedBy, takenInUnder }: DeskSetAside, now: number): string => {
  const values = { ...at(lookedAt!, now), name: lookedBy ?? say('inbox.detail.by.nobody') };
  return takenInUnder === null
    ? say('aside.looked.by', values)
    : say('aside.taken-in.by', { ...values, programme: takenInUnder });
};
