import { useState } from 'preact/hooks';
import {
  type ListFor,
  type ListedMoment,
  listFor,
  listedMoment,
  momentList,
} from '../../contract/desk-export.ts';
import type { InboxFilter } from '../../contract/desk-inbox.ts';
import { harmlessCell } from '../../domain/cell-text.ts';
import { Chips } from '../../ui/chips.tsx';
import { Notice } from '../../ui/notice.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { say } from '../../words/manager-table.ts';
import { askFile } from '../asking.ts';
import type { Fetch, Trouble } from '../endpoint.ts';
import { isFiltered, queryOf } from '../inbox/filter.ts';
import { TroubleNotice } from '../trouble-notice.tsx';
import type { Spreadsheets } from './spreadsheets.ts';

type Format = 'xlsx' | 'csv' | 'json';

/** More would not fit into what a phone has to make it in. */
const SHEET_MAX = 20_000;

type State =
  | { is: 'ready' | 'taking' | 'saved' | 'broken' }
  | { is: 'too-long'; count: number }
  | { is: 'trouble'; trouble: Trouble };

/** A list of moments as a file: all, or what the inbox showed. */
export const TakeOut = (props: {
  filter: InboxFilter;
  fetch: Fetch;
  spreadsheets: Spreadsheets;
  now: number;
}) => {
  const [readers, setReaders] = useState<ListFor>('team');
  const [format, setFormat] = useState<Format>('xlsx');
  const [state, setState] = useState<State>({ is: 'ready' });

  const take = async (): Promise<void> => {
    if (state.is === 'taking') return;
    setState({ is: 'taking' });
    const query = queryOf(props.filter);
    query.set('format', format === 'csv' ? 'csv' : 'json');
    query.set('for', readers);
    const answer = await askFile(props.fetch, `/v1/desk/export?${query.toString()}`);
    if (!answer.ok) return setState({ is: 'trouble', trouble: answer.trouble });
    const day = new Date(props.now).toISOString().slice(0, 10);
    const save = (file: Blob): void => {
      saveFile(file, `moments-${day}.${format}`);
      setState({ is: 'saved' });
    };
    if (format !== 'xlsx') return save(answer.value);
    const moments = await momentsIn(answer.value);
    if (moments === null) return setState({ is: 'trouble', trouble: { kind: 'no signal' } });
    if (moments.length > SHEET_MAX) return setState({ is: 'too-long', count: moments.length });
    const sheet = await props.spreadsheets.write(linesOf(moments));
    return sheet === null ? setState({ is: 'broken' }) : save(new Blob([sheet], { type: XLSX }));
  };
  const change = <Value,>(set: (value: Value) => void, value: Value): void => {
    set(value);
    setState({ is: 'ready' });
  };

  return (
    <section class="people-part" aria-labelledby="out-title">
      <h2 id="out-title">{say('out.title')}</h2>
      <p>{say(isFiltered(props.filter) ? 'out.says.filtered' : 'out.says')}</p>
      {isFiltered(props.filter) && (
        <a class="button button-quiet" href="/people/tables">
          {say('out.all')}
        </a>
      )}
      <Chips
        legend={say('out.for')}
        name="out-for"
        options={listFor.options.map((value) => ({ value, label: say(`out.for.${value}`) }))}
        value={readers}
        onChoose={(value) => change(setReaders, value)}
      />
      <p class="field-hint">{say(`out.for.${readers}.hint`)}</p>
      <Chips
        legend={say('out.as')}
        name="out-as"
        options={(['xlsx', 'csv', 'json'] as const).map((value) => ({
          value,
          label: say(`out.as.${value}`),
        }))}
        value={format}
        onChoose={(value) => change(setFormat, value)}
      />
      {state.is === 'trouble' && <TroubleNotice trouble={state.trouble} doing="reading" />}
      {(state.is === 'too-long' || state.is === 'broken') && (
        <Notice tone="danger">
          <p>{say(`out.${state.is}`, { count: state.is === 'too-long' ? state.count : 0 })}</p>
        </Notice>
      )}
      <button
        class="button button-main"
        type="button"
        aria-disabled={state.is === 'taking' ? 'true' : undefined}
        onClick={() => void take()}
      >
        {say(state.is === 'taking' ? 'out.taking' : 'out.take')}
      </button>
      <p role="status">{state.is === 'saved' && say('out.saved')}</p>
    </section>
  );
};

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Null where it is no whole list: it was cut off on its way. */
const momentsIn = async (file: Blob): Promise<ListedMoment[] | null> => {
  try {
    return momentList.parse(JSON.parse(await file.text())).moments;
  } catch {
    return null;
  }
};

const COLUMNS = Object.keys(listedMoment.shape) as (keyof ListedMoment)[];

/** Harmless as in a CSV file: somebody may save it as one. */
const linesOf = (moments: readonly ListedMoment[]): string[][] => [
  COLUMNS,
  ...moments.map((moment) => COLUMNS.map((column) => harmlessCell(moment[column] ?? ''))),
];
