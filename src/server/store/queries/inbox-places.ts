import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { InboxFilter } from '../../../contract/desk-inbox.ts';
import { termsOf } from '../../../domain/search.ts';
import type { Engine } from '../engine.ts';
import { narrowing } from './inbox-filter.ts';

/**
 * So many places are looked through in one statement. SQLite works in this very process: whatever is asked for, others
 * get their turn in between.
 */
const AT_ONCE = 20_000;

/** Each has an index of its own, in the order of the inbox: alone, it costs the same however many there are. */
const INDEXED: ReadonlySet<string> = new Set([
  'state',
  'programme',
  'group',
  'kind',
  'stage',
  'assigned',
  'search',
]);

/** Where the moments stand that a filter asks for, newest first: those below `before`. */
export const placesOf = async (
  engine: Engine,
  organisationId: string,
  filter: InboxFilter,
  before: number | null,
  limit: number,
): Promise<number[]> => {
  const find = finder(engine, organisationId, filter);
  const asked = Object.keys(filter);
  const isQuick = asked.length < 2 && asked.every((name) => INDEXED.has(name));
  if (isQuick && filter.assigned !== 'nobody') return find(before, 0, limit);
  const found: number[] = [];
  let above = before ?? (await newestPlace(engine, organisationId)) + 1;
  while (found.length < limit && above > 1) {
    const after = Math.max(0, above - 1 - AT_ONCE);
    found.push(...(await find(above, after, limit - found.length)));
    above = after + 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return found;
};

type Find = (before: number | null, after: number, limit: number) => Promise<number[]>;

const finder = ({ db, search }: Engine, organisationId: string, filter: InboxFilter): Find => {
  const narrow: RawBuilder<unknown> = narrowing(filter);
  if (filter.search !== undefined) {
    const terms = termsOf(filter.search);
    return async (before, after, limit) => {
      const within = { before, after, narrow, limit };
      const found = await search.matching(organisationId, terms, within);
      return found.map(({ position }) => position);
    };
  }
  return async (before, after, limit) => {
    const rows = await db
      .selectFrom('moment as m')
      .select('m.arrived_position')
      .where('m.organisation_id', '=', organisationId)
      .where('m.withdrawn_at', 'is', null)
      .where(sql<boolean>`${narrow}`)
      .$if(before !== null, (query) => query.where('m.arrived_position', '<', before!))
      .$if(after > 0, (query) => query.where('m.arrived_position', '>', after))
      .orderBy('m.arrived_position', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ arrived_position }) => Number(arrived_position));
  };
};

/** 0 where there is none. */
export const newestPlace = async ({ db }: Engine, organisationId: string): Promise<number> => {
  const row = await db
    .selectFrom('moment')
    .select('arrived_position')
    .where('organisation_id', '=', organisationId)
    .where('withdrawn_at', 'is', null)
    .orderBy('arrived_position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return Number(row?.arrived_position ?? 0);
};
