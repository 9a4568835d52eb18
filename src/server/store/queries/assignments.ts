import type { Engine } from '../engine.ts';
import type { KnownAssignment } from '../store.ts';

/** Whose a moment was to answer, oldest first. */
export const assignments = async (
  { db }: Engine,
  organisationId: string,
  momentId: string,
): Promise<KnownAssignment[]> => {
  const rows = await db
    .selectFrom('assignment as a')
    .leftJoin('person as by', (join) =>
      join
        .onRef('by.organisation_id', '=', 'a.organisation_id')
        .onRef('by.person_id', '=', 'a.assigned_by'),
    )
    .leftJoin('person as to', (join) =>
      join
        .onRef('to.organisation_id', '=', 'a.organisation_id')
        .onRef('to.person_id', '=', 'a.person_id'),
    )
    .select(['a.person_id', 'a.assigned_at', 'by.name as by_name', 'to.name as to_name'])
    .where('a.organisation_id', '=', organisationId)
    .where('a.moment_id', '=', momentId)
    .orderBy('a.position')
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    at: row.assigned_at,
    byName: row.by_name,
    toName: row.to_name,
  }));
};

/** False when the moment is unknown or withdrawn. To whoever has it already, nothing changes. */
export const assign = async (
  { db }: Engine,
  organisationId: string,
  momentId: string,
  { to, by, now }: { to: string | null; by: string; now: string },
): Promise<boolean> => {
  const before = await db
    .selectFrom('moment')
    .select('assigned_to')
    .where('organisation_id', '=', organisationId)
    .where('moment_id', '=', momentId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (before === undefined) return false;
  if (before.assigned_to === to) return true;
  await db
    .updateTable('moment')
    .set({ assigned_to: to })
    .where('organisation_id', '=', organisationId)
    .where('moment_id', '=', momentId)
    .execute();
  const { count } = await db
    .selectFrom('assignment')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organisation_id', '=', organisationId)
    .where('moment_id', '=', momentId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('assignment')
    .values({
      organisation_id: organisationId,
      moment_id: momentId,
      position: Number(count) + 1,
      person_id: to,
      assigned_at: now,
      assigned_by: by,
    })
    .execute();
  return true;
};
