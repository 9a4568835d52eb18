import type { Change } from '../../../contract/pull.ts';
import type { Engine } from '../engine.ts';
import { bodyOf } from './moments.ts';

/** `feed`: places of moments. `set-aside`: of what was kept aside. */
export type Counter = 'feed' | 'set-aside';

/**
 * Takes `count` numbers in a row from one of the organisation's counters. The row stays locked until the transaction ends,
 * so that places become visible in their order and a puller never passes over one that came late (L1).
 */
export const takePositions = async (
  { db }: Engine,
  organisationId: string,
  count: number,
  name: Counter = 'feed',
): Promise<number> => {
  const { value } = await db
    .insertInto('counter')
    .values({ organisation_id: organisationId, name, value: count })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'name'])
        .doUpdateSet(({ eb, ref }) => ({ value: eb('counter.value', '+', ref('excluded.value')) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return Number(value) - count + 1;
};

/** One person's own moments that changed after `after`, oldest change first. */
export const changes = async (
  { db }: Engine,
  organisationId: string,
  personId: string,
  after: number,
  limit: number,
): Promise<{ position: number; change: Change }[]> => {
  const rows = await db
    .selectFrom('moment')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('changed_position', '>', after)
    .orderBy('changed_position')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    position: Number(row.changed_position),
    change: {
      momentId: row.moment_id,
      revision: row.revision,
      receivedAt: row.received_at,
      moment: bodyOf(row),
    },
  }));
};
