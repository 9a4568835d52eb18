import { sql } from 'kysely';
import type { InboxFilter, MomentState, StateCounts } from '../../../contract/desk-inbox.ts';
import { termsOf } from '../../../domain/search.ts';
import type { Engine } from '../engine.ts';
import { narrowing } from './inbox-filter.ts';

/** Under any other filter than the tally's, so many of the newest are counted and no more. */
const COUNTED_MAX = 10_000;

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
  const states = await statesOf(engine, organisationId, filter);
  const counts = { ...NONE };
  for (const { state, count } of states) counts[state] += count;
  const areMore = states.reduce((sum, { count }) => sum + count, 0) > COUNTED_MAX;
  return { counts, areMore };
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

const statesOf = async (
  { db, search }: Engine,
  organisationId: string,
  filter: InboxFilter,
): Promise<{ state: MomentState; count: number }[]> => {
  const limit = COUNTED_MAX + 1;
  const narrow = narrowing(filter);
  if (filter.search !== undefined) {
    const terms = termsOf(filter.search);
    const within = { before: null, after: 0, narrow, limit };
    const found = await search.matching(organisationId, terms, within);
    return found.map(({ state }) => ({ state, count: 1 }));
  }
  const { rows } = await sql<{ state: MomentState; count: number | string }>`
    select state, count(*) as count from (
      select m.state from moment m
      where m.organisation_id = ${organisationId} and m.withdrawn_at is null and ${narrow}
      order by m.arrived_position desc limit ${limit}) as newest
    group by state`.execute(db);
  return rows.map(({ state, count }) => ({ state, count: Number(count) }));
};
