import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { TogetherDone } from '../../contract/desk-inbox.ts';
import { ANSWER_MAX } from '../../contract/limits.ts';
import { wellFormed } from '../../domain/moment.ts';
import { Mark } from '../../ui/mark.tsx';
import { TextBox } from '../../ui/text-box.tsx';
import { say as sayAnswer } from '../../words/manager-answer.ts';
import { say } from '../../words/manager-inbox.ts';
import { say as sayDesk } from '../../words/manager.ts';
import { apart } from '../../words/speech.ts';
import { Preview } from '../answer/preview.tsx';
import type { DeskClient, Trouble } from '../desk-client.ts';
import { onSendKey } from '../send-key.ts';
import { TroubleNotice } from '../trouble-notice.tsx';
import type { Several } from './use-several.ts';

type Doing = 'answer' | 'assign' | null;

/** What can be done with the chosen ones, at the foot of the list. */
export const SeveralBar = (props: {
  several: Several;
  client: DeskClient;
  means: () => { now: number; newId: () => string };
  /** The list is to be read again; what was done is said. */
  onDone: (said: string) => void;
}) => {
  const { several, client } = props;
  const [doing, setDoing] = useState<Doing>(null);
  const count = several.ids.size;
  const finish = (said: string): void => {
    setDoing(null);
    several.end();
    props.onDone(said);
  };
  return (
    <div class="several-bar" role="group" aria-label={say('several.bar')}>
      <div class="several-head">
        <p role="status">
          {say('several.count', { count })}
          {several.isFull && ` ${say('several.most')}`}
        </p>
        <button class="button button-quiet" type="button" onClick={several.end}>
          {say('several.end')}
        </button>
      </div>
      <button
        class="button button-main"
        type="button"
        aria-disabled={count === 0 ? 'true' : undefined}
        onClick={() => count > 0 && setDoing('answer')}
      >
        {say('several.answer')}
      </button>
      <button
        class="button"
        type="button"
        aria-disabled={count === 0 ? 'true' : undefined}
        onClick={() => count > 0 && setDoing('assign')}
      >
        {say('several.assign')}
      </button>
      {doing === 'answer' && (
        <AnswerSeveral
          ids={[...several.ids]}
          client={client}
          means={props.means}
          onDone={finish}
          onClose={() => setDoing(null)}
        />
      )}
      {doing === 'assign' && (
        <AssignSeveral
          ids={[...several.ids]}
          client={client}
          onDone={finish}
          onClose={() => setDoing(null)}
        />
      )}
    </div>
  );
};

const howMany = ({ results }: TogetherDone, done: TogetherDone['results'][number]['done']) =>
  results.filter((result) => result.done === done).length;

/** A dialog for what is done with several, so that nothing else of the list can be meant. */
const Together = (props: {
  title: string;
  onClose: () => void;
  children: preact.ComponentChildren;
}) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="card together" ref={dialog} aria-labelledby={id} onClose={props.onClose}>
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </dialog>
  );
};

const AnswerSeveral = (props: {
  ids: readonly string[];
  client: DeskClient;
  means: () => { now: number; newId: () => string };
  onDone: (said: string) => void;
  onClose: () => void;
}) => {
  const count = props.ids.length;
  const [words, setWords] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [isPreview, setPreview] = useState(false);
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const entryId = useRef('');
  const said = wellFormed(words.trim());
  const look = (): void => {
    const tooMany = said.length - ANSWER_MAX;
    if (said === '') setError(sayAnswer('answer.missing'));
    else if (tooMany > 0) setError(sayAnswer('answer.too-long', { count: tooMany }));
    else setPreview(true);
  };
  const send = async (): Promise<void> => {
    if (isSending) return;
    // One id however often it is sent: whoever has it already gets it once.
    entryId.current ||= props.means().newId();
    setSending(true);
    const answer = await props.client.answerTogether({
      momentIds: [...props.ids],
      entryId: entryId.current,
      words: said,
    });
    setSending(false);
    if (!answer.ok) return setTrouble(answer.trouble);
    const done = howMany(answer.value, 'done');
    const left = howMany(answer.value, 'was-answered');
    const gone = howMany(answer.value, 'gone');
    const parts = [say('several.answer.done', { count: done })];
    if (left > 0) parts.push(say('several.answer.left', { count: left }));
    if (gone > 0) parts.push(say('several.gone', { count: gone }));
    props.onDone(parts.join(' '));
  };
  return (
    <Together title={say('several.answer.title', { count })} onClose={props.onClose}>
      {isPreview ? (
        <Preview
          words={said}
          isQuestion={false}
          isRead
          send={say('several.answer.send', { count })}
          now={props.means().now}
          isSending={isSending}
          trouble={trouble}
          onSend={() => void send()}
          onChange={() => {
            setTrouble(null);
            setPreview(false);
          }}
        />
      ) : (
        <form
          class="answer-box"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            look();
          }}
          onKeyDown={onSendKey(look)}
        >
          <TextBox
            label={say('several.answer.label')}
            hint={say('several.answer.hint')}
            rows={4}
            value={words}
            error={error}
            onInput={(typed) => {
              setWords(typed);
              setError(undefined);
              entryId.current = '';
            }}
          />
          <div class="ways">
            <button class="button button-main" type="submit">
              {say('several.answer.look')}
            </button>
            <button class="button button-quiet" type="button" onClick={props.onClose}>
              {sayDesk('desk.cancel')}
            </button>
          </div>
        </form>
      )}
    </Together>
  );
};

const AssignSeveral = (props: {
  ids: readonly string[];
  client: DeskClient;
  onDone: (said: string) => void;
  onClose: () => void;
}) => {
  const count = props.ids.length;
  const [managers, setManagers] = useState<readonly { personId: string; name: string }[]>([]);
  const [personId, setPersonId] = useState('');
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const id = useId();
  useEffect(() => {
    let isShown = true;
    void props.client.handling(props.ids[0]!).then((answer) => {
      if (!isShown) return;
      if (answer.ok) setManagers(answer.value.managers);
      else setTrouble(answer.trouble);
    });
    return () => {
      isShown = false;
    };
  }, []);
  const give = async (): Promise<void> => {
    if (isSending) return;
    setSending(true);
    const answer = await props.client.assign(props.ids, personId || null);
    setSending(false);
    if (!answer.ok) return setTrouble(answer.trouble);
    const gone = howMany(answer.value, 'gone');
    const said = say('several.assign.done', { count: howMany(answer.value, 'done') });
    props.onDone(gone > 0 ? `${said} ${say('several.gone', { count: gone })}` : said);
  };
  return (
    <Together title={say('several.assign.title', { count })} onClose={props.onClose}>
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <div class="field">
        <label class="field-label" for={id}>
          {say('whose.label')}
        </label>
        <span class="filter-choice">
          <select
            class="filter-select"
            id={id}
            value={personId}
            onChange={(event) => setPersonId(event.currentTarget.value)}
          >
            <option value="">{say('whose.nobody')}</option>
            {managers.map((manager) => (
              <option key={manager.personId} value={manager.personId}>
                {apart(manager.name)}
              </option>
            ))}
          </select>
          <Mark name="chevron" />
        </span>
      </div>
      <div class="ways">
        <button class="button button-main" type="button" onClick={() => void give()}>
          {say('several.assign.give')}
        </button>
        <button class="button button-quiet" type="button" onClick={props.onClose}>
          {sayDesk('desk.cancel')}
        </button>
      </div>
    </Together>
  );
};
