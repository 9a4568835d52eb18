import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ExportFile } from '../../contract/export.ts';
import type { PushResult } from '../../contract/push.ts';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/manager.ts';
import { dayInWords } from '../../words/time.ts';
import type { DeskClient, Trouble } from '../desk-client.ts';
import { SET_ASIDE } from '../set-aside/set-aside-link.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { type FileTrouble, readFile } from './read-file.ts';
import { Results } from './results.tsx';

type State =
  | { is: 'waiting' }
  | { is: 'wrong'; why: FileTrouble }
  | { is: 'read'; file: ExportFile; trouble: Trouble | null }
  | { is: 'done'; file: ExportFile; results: readonly PushResult[] };

/** Takes in a file that a phone saved because it could not send: chosen, looked at, taken in, told what became of it. */
export const HandIn = (props: { client: DeskClient; now: number }) => {
  const id = useId();
  const [state, setState] = useState<State>({ is: 'waiting' });
  const [isSending, setSending] = useState(false);
  /** The file that was chosen last: a slower one must not cover it. */
  const latest = useRef(0);
  const done = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (state.is === 'done') done.current?.focus();
  }, [state.is]);

  const choose = async (file: File | undefined): Promise<void> => {
    const mine = ++latest.current;
    if (file === undefined) return setState({ is: 'waiting' });
    const read = await readFile(file);
    if (mine !== latest.current) return;
    setState(
      read.ok
        ? { is: 'read', file: read.value, trouble: null }
        : { is: 'wrong', why: read.trouble },
    );
  };
  const takeIn = async (file: ExportFile): Promise<void> => {
    if (isSending) return;
    setSending(true);
    const mine = latest.current;
    const answer = await props.client.handIn(file);
    setSending(false);
    if (mine !== latest.current) return;
    setState(
      answer.ok
        ? { is: 'done', file, results: answer.value.results }
        : { is: 'read', file, trouble: answer.trouble },
    );
  };

  return (
    <section class="people-part hand-in" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('hand-in.title')}</h2>
      <p class="device-soft">{say('hand-in.says')}</p>
      <div class="field">
        <label class="field-label" for={`${id}-file`}>
          {say('hand-in.choose')}
        </label>
        <input
          class="field-input"
          id={`${id}-file`}
          type="file"
          accept=".json,.txt,application/json,text/plain"
          aria-invalid={state.is === 'wrong' ? true : undefined}
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
      </div>
      {state.is === 'wrong' && (
        <Notice tone="danger">
          <p>
            <strong>{say(`hand-in.${state.why}`)}</strong> {say(`hand-in.${state.why}.next`)}
          </p>
        </Notice>
      )}
      {state.is === 'read' && (
        <>
          <p role="status">{foundWords(state.file, props.now)}</p>
          {state.trouble && (
            <TroubleNotice
              trouble={state.trouble}
              doing="changing"
              onAgain={() => void takeIn(state.file)}
            />
          )}
          <button
            class="button button-main"
            type="button"
            aria-disabled={isSending ? 'true' : undefined}
            onClick={() => void takeIn(state.file)}
          >
            {say(isSending ? 'desk.loading' : 'hand-in.take')}
          </button>
        </>
      )}
      {state.is === 'done' && (
        <div class="hand-in-done">
          <h3 tabIndex={-1} ref={done}>
            {say('hand-in.done')}
          </h3>
          <Results operations={state.file.operations} results={state.results} />
          <p class="device-soft">{say('hand-in.done.says')}</p>
        </div>
      )}
      <a class="button button-quiet hand-in-aside" href={`/inbox/${SET_ASIDE}`}>
        {say('hand-in.aside')}
      </a>
    </section>
  );
};

/** The day is the phone's claim: one that has not come yet is left out (P10). */
const foundWords = ({ operations, personName, exportedAt }: ExportFile, now: number): string => {
  const values = { count: operations.length, name: personName };
  return Date.parse(exportedAt) > now + 3_600_000
    ? say('hand-in.found.undated', values)
    : say('hand-in.found', { ...values, day: dayInWords(exportedAt, now) });
};
