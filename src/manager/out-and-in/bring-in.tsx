import { useEffect, useRef, useState } from 'preact/hooks';
import type { Programme } from '../../contract/pull.ts';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/manager-table.ts';
import type { Fetch } from '../endpoint.ts';
import { Columns } from './columns-form.tsx';
import type { Mapping } from './lines-of.ts';
import { linesOf } from './lines-of.ts';
import { Looked, type Look } from './looked.tsx';
import type { Spreadsheets } from './spreadsheets.ts';
import type { Table, TableTrouble } from './table.ts';

type State =
  | { is: 'waiting' | 'reading' }
  | { is: 'wrong'; why: TableTrouble }
  | { is: 'read'; table: Table; look: Look | null };

/** A table that a team kept: chosen, its columns named, looked at, and then taken in. */
export const BringIn = (props: {
  programmes: readonly Programme[];
  fetch: Fetch;
  spreadsheets: Spreadsheets;
  now: number;
}) => {
  const [state, setState] = useState<State>({ is: 'waiting' });
  /** There is nothing to be said of its columns any more. */
  const [isIn, setIn] = useState(false);
  /** The file that was chosen last: a slower one must not cover it. */
  const latest = useRef(0);
  const input = useRef<HTMLInputElement>(null);

  const choose = async (file: File | undefined): Promise<void> => {
    const mine = ++latest.current;
    setIn(false);
    if (file === undefined) return setState({ is: 'waiting' });
    setState({ is: 'reading' });
    const read = await props.spreadsheets.read(file);
    if (mine !== latest.current) return;
    setState(
      read.ok ? { is: 'read', table: read.value, look: null } : { is: 'wrong', why: read.trouble },
    );
  };
  const look = async (table: Table, mapping: Mapping): Promise<void> => {
    const mine = latest.current;
    const read = await linesOf(table, mapping, props.now);
    if (mine === latest.current) setState({ is: 'read', table, look: { ...read, mapping } });
  };
  const again = (): void => {
    latest.current += 1;
    setIn(false);
    if (input.current) input.current.value = '';
    setState({ is: 'waiting' });
    input.current?.focus();
  };

  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (state.is === 'read' && state.look === null) title.current?.focus();
  }, [state]);

  return (
    <section class="people-part" aria-labelledby="in-title">
      <h2 id="in-title">{say('in.title')}</h2>
      <p>{say('in.says')}</p>
      <div class="field">
        <label class="field-label" for="in-file">
          {say('in.choose')}
        </label>
        <input
          class="field-input"
          id="in-file"
          type="file"
          ref={input}
          accept=".xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-invalid={state.is === 'wrong' ? true : undefined}
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
      </div>
      <p role="status">{state.is === 'reading' && say('in.reading')}</p>
      {state.is === 'wrong' && (
        <Notice tone="danger">
          <p>
            <strong>{say(`in.${state.why}`)}</strong> {say(`in.${state.why}.next`)}
          </p>
        </Notice>
      )}
      {state.is === 'read' && (
        <>
          <h3 tabIndex={-1} ref={title}>
            {say('in.found', {
              count: state.table.rows.length,
              columns: state.table.header.length,
            })}
          </h3>
          {!isIn && (
            <Columns
              table={state.table}
              programmes={props.programmes}
              onChange={() => setState({ ...state, look: null })}
              onLook={(mapping) => look(state.table, mapping)}
            />
          )}
          {state.look && (
            <Looked
              look={state.look}
              fetch={props.fetch}
              now={props.now}
              onIn={() => setIn(true)}
              onAgain={again}
            />
          )}
        </>
      )}
    </section>
  );
};
