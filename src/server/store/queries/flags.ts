import type { Engine } from '../engine.ts';
import type { Flagged } from '../store.ts';

/** Those without an outcome, oldest first; or those with one, newest first. */
export const flagged = async (
  { db }: Engine,
  organisationId: string,
  isOpen: boolean,
): Promise<Flagged[]> => {
  const rows = await db
    .selectFrom('flag')
    .leftJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'flag.organisation_id')
        .onRef('person.person_id', '=', 'flag.outcome_by'),
    )
    .leftJoin('moment', (join) =>
      join
        .onRef('moment.organisation_id', '=', 'flag.organisation_id')
        .onRef('moment.moment_id', '=', 'flag.moment_id'),
    )
    .leftJoin('person as keeper', (join) =>
      join
        .onRef('keeper.organisation_id', '=', 'moment.organisation_id')
        .onRef('keeper.person_id', '=', 'moment.person_id'),
    )
    .selectAll('flag')
    .select(['person.name', 'keeper.name as keeper_name'])
    .where('flag.organisation_id', '=', organisationId)
    .where('flag.outcome', isOpen ? 'is' : 'is not', null)
    .orderBy(isOpen ? 'flag.arrived_at' : 'flag.outcome_at', isOpen ? 'asc' : 'desc')
    .orderBy('flag.moment_id')
    .execute();
  return rows.map((row) => ({
    momentId: row.moment_id,
    programmeId: row.programme_id,
    keptBy: row.keeper_name,
    arrivedAt: row.arrived_at,
    outcome: row.outcome,
    outcomeAt: row.outcome_at,
    outcomeBy: row.name,
  }));
};

/** False when it is flagged already, or was. */
export const flag = async (
  { db }: Engine,
  organisationId: string,
  {
    momentId,
    programmeId,
    arrivedAt,
  }: { momentId: string; programmeId: string; arrivedAt: string },
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('flag')
    .values({
      organisation_id: organisationId,
      moment_id: momentId,
      programme_id: programmeId,
      arrived_at: arrivedAt,
      outcome: null,
      outcome_at: null,
      outcome_by: null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'moment_id']).doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
};

export const recordOutcome = async (
  { db }: Engine,
  organisationId: string,
  momentId: string,
  { outcome, personId, now }: { outcome: string; personId: string; now: string },
): Promise<boolean> => {
  const open = await db
    .selectFrom('flag')
    .select('arrived_at')
    .where('organisation_id', '=', organisationId)
    .where('moment_id', '=', momentId)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  if (open === undefined) return false;
  await db
    .updateTable('flag')
    .set({
      outcome,
      outcome_at: now,
      outcome_by: personId,
      // Its hour was kept for the clock that runs until now (A4).
      arrived_at: `${open.arrived_at.slice(0, 10)}T00:00:00.000Z`,
    })
    .where('organisation_id', '=', organisationId)
    .where('moment_id', '=', momentId)
    .execute();
  return true;
};
