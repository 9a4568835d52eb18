import type { Engine } from '../engine.ts';
import type { Handled } from '../store.ts';

/** Who opened a moment first, and what phones sent of it after the first time. */
export const handled = async (
  { db }: Engine,
  organisationId: string,
  momentId: string,
): Promise<Handled> => {
  const row = await db
    .selectFrom('moment as m')
    .leftJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'm.organisation_id')
        .onRef('person.person_id', '=', 'm.seen_by'),
    )
    .select(['m.seen_at', 'm.told_on', 'person.name'])
    .where('m.organisation_id', '=', organisationId)
    .where('m.moment_id', '=', momentId)
    .executeTakeFirst();
  const operations = await db
    .selectFrom('operation as o')
    .leftJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'o.organisation_id')
        .onRef('person.person_id', '=', 'o.person_id'),
    )
    .select(['o.received_at', 'person.name'])
    .where('o.organisation_id', '=', organisationId)
    .where('o.moment_id', '=', momentId)
    .where('o.status', '=', 'stored')
    .orderBy('o.received_at')
    .orderBy('o.revision')
    .execute();
  return {
    seen: row?.seen_at ? { at: row.seen_at, byName: row.name } : null,
    toldOn: row?.told_on ?? null,
    changes: operations
      .slice(1)
      .map(({ received_at, name }) => ({ at: received_at, byName: name })),
  };
};
