import { useEffect, useState } from 'preact/hooks';
import type { DeskEntry } from '../../contract/desk-answer.ts';
import { TAKE_BACK_MS } from '../../domain/answer.ts';
import { AnswerShown } from '../../ui/answer-shown.tsx';
import { WordsOf } from '../../ui/words-of.tsx';
import { say } from '../../words/manager-answer.ts';
import { calendarDay, clockTime, dayInWords } from '../../words/time.ts';
import type { Answer, Trouble } from '../desk-client.ts';
import { dateAlone } from '../inbox/moment-words.ts';
import { TroubleNotice } from '../trouble-notice.tsx';

type TakeBack = (entry: DeskEntry) => Answer<unknown>;

/** What was written to and fro, oldest first. What the person wrote stands large, as their words do everywhere. */
export const ThreadList = (props: {
  entries: readonly DeskEntry[];
  now: number;
  onTakeBack: TakeBack;
}) => (
  <ol class="thread" aria-label={say('thread.list')}>
    {props.entries.map((entry) => (
      <li class={`thread-${entry.from}`} key={entry.entryId}>
        {entry.from === 'speaker' ? (
          <Theirs entry={entry} now={props.now} />
        ) : (
          <Ours entry={entry} now={props.now} onTakeBack={props.onTakeBack} />
        )}
      </li>
    ))}
  </ol>
);

const Theirs = ({ entry, now }: { entry: DeskEntry; now: number }) => (
  <>
    <p class="answer-line">
      {say('thread.wrote-back', { day: dayInWords(dateAlone(entry.writtenAt), now) })}
    </p>
    {entry.changed !== null && <p>{say(`thread.changed.${entry.changed}`)}</p>}
    {entry.words !== '' && <WordsOf words={entry.words} />}
  </>
);

const Ours = ({
  entry,
  now,
  onTakeBack,
}: {
  entry: DeskEntry;
  now: number;
  onTakeBack: TakeBack;
}) => {
  const { takenBackAt, takeBackMs } = entry;
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (takeBackMs === null) return undefined;
    const timer = setTimeout(() => setLate(true), takeBackMs);
    return () => clearTimeout(timer);
  }, [takeBackMs]);

  const takeBack = async (): Promise<void> => {
    if (isSending) return;
    setSending(true);
    const answer = await onTakeBack(entry);
    setSending(false);
    setTrouble(answer.ok ? null : answer.trouble);
  };
  const writtenAt = { day: dayInWords(entry.writtenAt, now), time: clockTime(entry.writtenAt) };
  return (
    <>
      <AnswerShown
        head={say(entry.isQuestion ? 'thread.asked' : 'thread.answered', {
          day: calendarDay(entry.writtenAt, now),
        })}
        words={entry.words}
      />
      <p class="answer-line">
        {entry.byName === null
          ? say('thread.written', writtenAt)
          : say('thread.written.by', { ...writtenAt, name: entry.byName })}
      </p>
      {takenBackAt !== null && (
        <p class="thread-taken-back">
          {say('thread.taken-back', {
            day: dayInWords(takenBackAt, now),
            time: clockTime(takenBackAt),
          })}
        </p>
      )}
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      {takeBackMs !== null && !isLate && (
        <div class="ways thread-ways">
          <button
            class="button"
            type="button"
            aria-disabled={isSending ? 'true' : undefined}
            onClick={() => void takeBack()}
          >
            {say('thread.take-back')}
          </button>
          <span class="answer-line">
            {say('thread.take-back.until', {
              time: clockTime(Date.parse(entry.writtenAt) + TAKE_BACK_MS),
            })}
          </span>
        </div>
      )}
    </>
  );
};
