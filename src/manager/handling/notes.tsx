import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskNote, NoteWritten } from '../../contract/desk-inbox.ts';
import { ANSWER_MAX } from '../../contract/limits.ts';
import { wellFormed } from '../../domain/moment.ts';
import { Mark } from '../../ui/mark.tsx';
import { TextBox } from '../../ui/text-box.tsx';
import { say } from '../../words/manager-inbox.ts';
import { say as sayDesk } from '../../words/manager.ts';
import { clockTime, dayInWords } from '../../words/time.ts';
import type { Answer, Trouble } from '../desk-client.ts';
import { TroubleNotice } from '../trouble-notice.tsx';

/** What managers write to each other about a moment. */
export const Notes = (props: {
  notes: readonly DeskNote[];
  means: () => { now: number; newId: () => string };
  onKeep: (note: NoteWritten) => Answer<unknown>;
}) => {
  const [isWriting, setWriting] = useState(false);
  const [done, setDone] = useState('');
  const add = useRef<HTMLButtonElement>(null);
  const wasWriting = useRef(false);
  useEffect(() => {
    if (wasWriting.current && !isWriting) add.current?.focus();
    wasWriting.current = isWriting;
  }, [isWriting]);
  const { now } = props.means();
  return (
    <section class="notes" aria-labelledby="notes-title">
      <h2 id="notes-title">{say('notes.title')}</h2>
      <p class="field-hint">{say('notes.says')}</p>
      {props.notes.length > 0 && (
        <ol class="notes-list" aria-label={say('notes.list')}>
          {props.notes.map((note) => (
            <li class="note" key={note.noteId}>
              <p class="note-words" dir="auto">
                {note.words}
              </p>
              <p class="field-hint">{writtenBy(note, now)}</p>
            </li>
          ))}
        </ol>
      )}
      <p class="desk-done" role="status" hidden={done === ''}>
        {done}
      </p>
      {isWriting ? (
        <NoteBox
          newId={() => props.means().newId()}
          onKeep={async (note) => {
            const answer = await props.onKeep(note);
            if (answer.ok) {
              setWriting(false);
              setDone(say('notes.done'));
            }
            return answer;
          }}
          onCancel={() => setWriting(false)}
        />
      ) : (
        <button
          class="button notes-add"
          type="button"
          ref={add}
          onClick={() => {
            setDone('');
            setWriting(true);
          }}
        >
          <Mark name="plus" />
          {say('notes.add')}
        </button>
      )}
    </section>
  );
};

const writtenBy = ({ writtenAt, byName }: DeskNote, now: number): string => {
  const at = { day: dayInWords(writtenAt, now), time: clockTime(writtenAt) };
  return byName === null ? say('notes.by.nobody', at) : say('notes.by', { ...at, name: byName });
};

const NoteBox = (props: {
  newId: () => string;
  onKeep: (note: NoteWritten) => Answer<unknown>;
  onCancel: () => void;
}) => {
  const [words, setWords] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  const noteId = useRef('');
  const keep = async (): Promise<void> => {
    const said = wellFormed(words.trim());
    const tooMany = said.length - ANSWER_MAX;
    if (said === '') return setError(say('notes.missing'));
    if (tooMany > 0) return setError(say('notes.too-long', { count: tooMany }));
    if (isSending) return;
    noteId.current ||= props.newId();
    setSending(true);
    const answer = await props.onKeep({ noteId: noteId.current, words: said });
    if (answer.ok) return;
    setSending(false);
    setTrouble(answer.trouble);
  };
  return (
    <form
      class="answer-box"
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        props.onCancel();
      }}
    >
      <TextBox
        label={say('notes.label')}
        hint={say('notes.says')}
        rows={3}
        value={words}
        error={error}
        onInput={(typed) => {
          setWords(typed);
          setError(undefined);
          noteId.current = '';
        }}
      />
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <div class="ways">
        <button
          class="button button-main"
          type="submit"
          aria-disabled={isSending ? 'true' : undefined}
        >
          {say('notes.keep')}
        </button>
        <button class="button button-quiet" type="button" onClick={props.onCancel}>
          {sayDesk('desk.cancel')}
        </button>
      </div>
    </form>
  );
};
