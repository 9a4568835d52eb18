import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { AnswerGiven, DeskEntry } from '../../contract/desk-answer.ts';
import type { DeskMoment } from '../../contract/desk.ts';
import { ANSWER_MAX } from '../../contract/limits.ts';
import { wellFormed } from '../../domain/moment.ts';
import { Chips } from '../../ui/chips.tsx';
import { TextBox } from '../../ui/text-box.tsx';
import { say } from '../../words/manager-answer.ts';
import type { Answer, DeskClient, Trouble } from '../desk-client.ts';
import { onSendKey } from '../send-key.ts';
import type { Drafts } from './drafts.ts';
import { Meanwhile } from './meanwhile.tsx';
import { Preview } from './preview.tsx';
import { Similar } from './similar.tsx';
import { whoReads } from './who-reads.ts';

/** The name of the box, for the key that leads there. */
export const ANSWER_BOX = 'answer';

/** A plain box for an answer or one question, and before it is sent exactly what the person will see. */
export const AnswerBox = (props: {
  moment: DeskMoment;
  /** What stands in the thread. */
  entries: readonly DeskEntry[];
  /** A question stands already. */
  isAsked: boolean;
  client: Pick<DeskClient, 'similar'>;
  drafts: Drafts;
  means: () => { now: number; newId: () => string };
  /** `others`: those that are to have the same answer, too. */
  onSend: (answer: AnswerGiven, others: readonly string[]) => Answer<unknown>;
}) => {
  const { moment, drafts } = props;
  const { momentId } = moment;
  const [draft, setDraft] = useState(drafts.get(momentId) ?? { words: '', isQuestion: false });
  const [error, setError] = useState<string | undefined>();
  const [isPreview, setPreview] = useState(false);
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set());
  /** The last entry that whoever writes here has read. */
  const last = props.entries.at(-1)?.entryId ?? null;
  const [read, setRead] = useState(last);
  const unread = props.entries.slice(
    props.entries.findIndex(({ entryId }) => entryId === read) + 1,
  );
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  /** One id for one answer, however often it is sent. */
  const entryId = useRef('');
  const wasPreview = useRef(false);
  useEffect(() => {
    if (wasPreview.current && !isPreview) {
      form.current?.querySelector('textarea')?.focus();
    }
    wasPreview.current = isPreview;
  }, [isPreview]);
  const change = (part: Partial<typeof draft>): void => {
    const changed = { ...draft, ...part };
    setDraft(changed);
    setError(undefined);
    entryId.current = '';
    if (changed.words === '') drafts.delete(momentId);
    else drafts.set(momentId, changed);
  };
  // Only who has a code can write back.
  const canAsk = moment.hasCode && !props.isAsked;
  const isQuestion = canAsk && draft.isQuestion;
  const words = wellFormed(draft.words.trim());

  const look = (): void => {
    const tooMany = words.length - ANSWER_MAX;
    if (words === '') setError(say(isQuestion ? 'answer.missing.question' : 'answer.missing'));
    else if (tooMany > 0) setError(say('answer.too-long', { count: tooMany }));
    else setPreview(true);
  };
  const send = async (): Promise<void> => {
    if (isSending) return;
    entryId.current ||= props.means().newId();
    setSending(true);
    setTrouble(null);
    const answer = await props.onSend(
      { entryId: entryId.current, words, isQuestion, after: read },
      isQuestion ? [] : [...others],
    );
    setSending(false);
    if (!answer.ok) setTrouble(answer.trouble);
  };

  const meanwhile = unread.length > 0 && (
    <Meanwhile
      entries={unread}
      onRead={() => {
        setRead(last);
        setTrouble(null);
      }}
    />
  );
  if (isPreview) {
    return (
      <Preview
        words={words}
        isQuestion={isQuestion}
        isRead={moment.hasCode}
        now={props.means().now}
        isSending={isSending}
        trouble={trouble}
        onSend={() => void send()}
        onChange={() => {
          setTrouble(null);
          setPreview(false);
        }}
      >
        {meanwhile}
        {!isQuestion && (
          <Similar
            client={props.client}
            momentId={momentId}
            chosen={others}
            now={props.means().now}
            onChoose={setOthers}
          />
        )}
      </Preview>
    );
  }
  return (
    <form
      class="answer-box"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        look();
      }}
      onKeyDown={onSendKey(look)}
    >
      {meanwhile}
      {canAsk && (
        <Chips<'answer' | 'question'>
          legend={say('answer.what')}
          name={`${id}-what`}
          options={[
            { value: 'answer', label: say('answer.what.answer') },
            { value: 'question', label: say('answer.what.question') },
          ]}
          value={isQuestion ? 'question' : 'answer'}
          onChoose={(what) => change({ isQuestion: what === 'question' })}
        />
      )}
      <TextBox
        label={say(isQuestion ? 'answer.label.question' : 'answer.label')}
        hint={isQuestion ? say('answer.question.says') : whoReads(moment)}
        name={ANSWER_BOX}
        rows={4}
        value={draft.words}
        error={error}
        onInput={(typed) => change({ words: typed })}
      />
      <div class="ways">
        <button class="button button-main" type="submit">
          {say(moment.hasCode ? 'answer.look' : 'answer.look.kept')}
        </button>
      </div>
    </form>
  );
};
