import { sql } from 'kysely';
import type { InboxFilter, MomentState, StateCounts } from '../../../contract/desk-inbox.ts';
import { termsOf } from '../../../domain/search.ts';
import type { Engine } from '../engine.ts';
import { narrowing } from './inbox-filter.ts';
import { newestPlace } from './inbox-places.ts';

/** Under any other filter than the tally's, so many of the newest places are counted and no more. */
const COUNTED = 5_000;

/** What the tally can be asked for. */
const TALLIED: ReadonlySet<string> = new Set(['programme', 'kind']);

const NONE: StateCounts = { new: 0, 'to-answer': 0, answered: 0, promised: 0, 'told-back': 0 };

/** How many there are in each state under a filter, whatever state it asks for. */
export const countStates = async (
  engine: Engine,
  organisationId: string,
  { state: _any, ...filter }: InboxFilter,
): Promise<{ counts: StateCounts; areMore: boolean }> => {
  if (Object.keys(filter).every((name) => TALLIED.has(name))) {
    return { counts: await tallied(engine, organisationId, filter), areMore: false };
  }
  const after = Math.max(0, (await newestPlace(engine, organisationId)) - COUNTED);
  const counts = { ...NONE };
  for (const { state, count } of await statesOf(engine, organisationId, filter, after)) {
    counts[state] += Number(count);
  }
  return { counts, areMore: after > 0 };
};

const tallied = async (
  { db }: Engine,
  organisationId: string,
  { programme, kind }: InboxFilter,
): Promise<StateCounts> => {
  const rows = await db
    .selectFrom('tally')
    .select(['state', ({ fn }) => fn.sum<number>('count').as('count')])
    .where('organisation_id', '=', organisationId)
    .$if(programme !== undefined, (query) => query.where('programme_id', '=', programme!))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
    .groupBy('state')
    .execute();
  return { ...NONE, ...Object.fromEntries(rows.map((row) => [row.state, Number(row.count)])) };
};

/** By state, in one row or more. */
const statesOf = async (
  { db, search }: Engine,
  organisationId: string,
  filter: InboxFilter,
  after: number,
): Promise<{ state: MomentState; count: number | string }[]> => {
  const narrow = narrowing(filter);
  if (filter.search !== undefined) {
    const within = { before: null, after, narrow, limit: COUNTED };
    const found = await search.matching(organisationId, termsOf(filter.search), within);
    return found.map(({ state }) => ({ state, count: 1 }));
  }
  const { rows } = await sql<{ state: MomentState; count: number | string }>`
    select m.state, count(*) as count from moment m
    where m.organisation_id = ${organisationId} and m.withdrawn_at is null
      and m.arrived_position > ${after} and ${narrow}
    group by m.state`.execute(db);
  return rows;
};
