import './answer.css';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AnswerGiven } from '../../contract/desk-answer.ts';
import type { DeskMoment } from '../../contract/desk.ts';
import { say } from '../../words/manager-answer.ts';
import { say as sayInbox } from '../../words/manager-inbox.ts';
import type { DeskClient, Trouble } from '../desk-client.ts';
import { createDeskReading } from '../desk-reading.ts';
import { QuietLoading } from '../quiet-loading.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { ANSWER_BOX, AnswerBox } from './answer-box.tsx';
import type { Drafts } from './drafts.ts';
import { ThreadList } from './thread-list.tsx';
import { whoReads } from './who-reads.ts';

const isWrittenMeanwhile = (trouble: Trouble): boolean =>
  trouble.kind === 'refused' && trouble.code === 'written_meanwhile';

/** What goes to and fro about one moment, and the box to answer in. */
export const AnswerPart = (props: {
  client: DeskClient;
  moment: DeskMoment;
  drafts: Drafts;
  /** The box is open from the start, and has the focus. */
  isToAnswer: boolean;
  /** Grows whenever something may have arrived. */
  news: number;
  means: () => { now: number; newId: () => string };
  /** The moment itself is to be read again. */
  onChanged: () => void;
}) => {
  const { client, moment, drafts } = props;
  const { momentId } = moment;
  const thread = useMemo(
    () => createDeskReading(client, (desk) => desk.thread(momentId)),
    [client, momentId],
  );
  useEffect(() => void thread.load(), [thread, props.news]);
  const { found, trouble } = thread.state.value;

  const [wantsMore, setWantsMore] = useState(props.isToAnswer);
  /** Grows when words come back into the box, which is begun anew with them. */
  const [brought, setBrought] = useState(0);
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    if (wantsMore) part.current?.querySelector('textarea')?.focus();
  }, [wantsMore, found === null]);
  const [done, setDone] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // What asked for it is gone from the page.
    if (done !== '') status.current?.focus();
  }, [done]);
  const isAnswered =
    found?.entries.filter(({ takenBackAt }) => takenBackAt === null).at(-1)?.from === 'manager';
  const isToAnswer = found !== null && !isAnswered;
  /** What is open stays open until it was sent, though another manager was quicker. */
  const [isOpen, setOpen] = useState(drafts.has(momentId) || props.isToAnswer);
  useLayoutEffect(() => {
    if (isToAnswer) setOpen(true);
  }, [isToAnswer]);

  const sendToOthers = async (
    { words }: AnswerGiven,
    momentIds: readonly string[],
  ): Promise<string> => {
    const entryId = props.means().newId();
    const sent = await client.answerTogether({ momentIds: [...momentIds], entryId, words });
    if (!sent.ok) return sayInbox('similar.not-done');
    const count = sent.value.results.filter(({ done: became }) => became === 'done').length;
    return sayInbox('similar.done', { count });
  };
  const finish = (said: string): void => {
    setDone(said);
    props.onChanged();
  };
  const { now } = props.means();
  return (
    <section class="answer" ref={part} aria-labelledby="answer-title">
      {/* Where nothing was written yet, the box says it all. */}
      <h2 id="answer-title" class={found?.entries.length ? '' : 'unseen-label'}>
        {say('answer.title')}
      </h2>
      {trouble && (
        <TroubleNotice trouble={trouble} doing="reading" onAgain={() => void thread.load()} />
      )}
      {!found && !trouble && <QuietLoading />}
      {found && found.entries.length > 0 && (
        <ThreadList
          entries={found.entries}
          now={now}
          onTakeBack={async ({ entryId, words, isQuestion }) => {
            const answer = await thread.act((desk) => desk.takeBack(momentId, entryId));
            if (answer.ok) {
              // Most are taken back to be put better.
              if (!drafts.has(momentId)) drafts.set(momentId, { words, isQuestion });
              setBrought((before) => before + 1);
              setOpen(true);
              setWantsMore(true);
              finish(say('answer.taken-back.done'));
            }
            return answer;
          }}
        />
      )}
      <p class="desk-done" role="status" tabIndex={-1} ref={status} hidden={done === ''}>
        {done}
      </p>
      {found && isOpen && (
        <AnswerBox
          key={brought}
          moment={moment}
          client={client}
          entries={found.entries}
          isAsked={found.isAsked}
          drafts={drafts}
          means={props.means}
          onSend={async (answer, others) => {
            const sent = await thread.act((desk) => desk.answer(momentId, answer));
            if (sent.ok) {
              drafts.delete(momentId);
              setOpen(false);
              setWantsMore(false);
              const said = say(answer.isQuestion ? 'answer.asked.done' : 'answer.done');
              finish(others.length > 0 ? `${said} ${await sendToOthers(answer, others)}` : said);
            } else if (isWrittenMeanwhile(sent.trouble)) {
              // What was written stands above the box, then.
              await thread.load();
            }
            return sent;
          }}
        />
      )}
      {found && !isOpen && (
        <>
          <p class="answer-line">{whoReads(moment)}</p>
          <button
            class="button"
            type="button"
            name={ANSWER_BOX}
            onClick={() => {
              setDone('');
              setOpen(true);
              setWantsMore(true);
            }}
          >
            {say('answer.again')}
          </button>
        </>
      )}
    </section>
  );
};
