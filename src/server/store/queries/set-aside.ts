import type { DeskSetAside } from '../../../contract/desk.ts';
import type { Engine } from '../engine.ts';
import type { KnownAside, NewAside } from '../store.ts';

export const keepAside = async (
  { insertAll }: Engine,
  organisationId: string,
  asides: readonly NewAside[],
): Promise<void> =>
  insertAll(
    'set_aside',
    asides.map(({ asideId, position, operationId, fingerprint }) => ({
      organisation_id: organisationId,
      aside_id: asideId,
      position,
      operation_id: operationId,
      fingerprint,
      looked_at: null,
      looked_by: null,
      taken_in_under: null,
    })),
  );

/** Those that were looked at or those that were not, newest first, by keyset. */
export const setAside = async (
  { db }: Engine,
  organisationId: string,
  isLookedAt: boolean,
  before: number | null,
  limit: number,
): Promise<{ position: number; item: DeskSetAside }[]> => {
  const rows = await shown(db, organisationId)
    .leftJoin('moment as m', (join) =>
      join
        .onRef('m.organisation_id', '=', 'o.organisation_id')
        .onRef('m.moment_id', '=', 'o.moment_id'),
    )
    .leftJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'o.organisation_id')
        .onRef('person.person_id', '=', 'o.person_id'),
    )
    .leftJoin('session', (join) =>
      join
        .onRef('session.organisation_id', '=', 'o.organisation_id')
        .onRef('session.session_id', '=', 'o.session_id'),
    )
    .leftJoin('person as looker', (join) =>
      join
        .onRef('looker.organisation_id', '=', 'a.organisation_id')
        .onRef('looker.person_id', '=', 'a.looked_by'),
    )
    .leftJoin('programme', (join) =>
      join
        .onRef('programme.organisation_id', '=', 'a.organisation_id')
        .onRef('programme.programme_id', '=', 'a.taken_in_under'),
    )
    .select(['a.position', 'a.looked_at', 'o.kind', 'o.received_at'])
    .select(['m.person_id as owner', 'person.name', 'session.device'])
    .select(['looker.name as looker', 'programme.name as programme'])
    .where('a.looked_at', isLookedAt ? 'is not' : 'is', null)
    .$if(before !== null, (query) => query.where('a.position', '<', before!))
    .orderBy('a.position', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    position: Number(row.position),
    item: {
      asideId: row.aside_id,
      momentId: row.moment_id,
      isMomentHere: row.owner !== null,
      code: row.code ?? 'rule_broken',
      kind: row.kind,
      isOfOther: row.owner !== null && row.owner !== row.person_id,
      body: row.body!,
      receivedAt: row.received_at,
      byName: row.name,
      device: row.device,
      lookedAt: row.looked_at,
      lookedBy: row.looker,
      takenInUnder: row.programme,
    },
  }));
};

export const countSetAside = async ({ db }: Engine, organisationId: string): Promise<number> => {
  const { count } = await shown(db, organisationId)
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('a.looked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Null when it is unknown, or its moment was withdrawn. */
export const aside = async (
  { db }: Engine,
  organisationId: string,
  asideId: string,
): Promise<KnownAside | null> => {
  const row = await shown(db, organisationId)
    .select(['o.revision', 'o.kind', 'o.schema', 'a.taken_in_under'])
    .where('a.aside_id', '=', asideId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    momentId: row.moment_id,
    revision: row.revision,
    kind: row.kind,
    schema: row.schema,
    body: row.body!,
    code: row.code,
    personId: row.person_id,
    takenInUnder: row.taken_in_under,
  };
};

/** Keeps the first time and person. */
export const markLooked = async (
  { db }: Engine,
  organisationId: string,
  asideId: string,
  { personId, now, takenInUnder }: { personId: string; now: string; takenInUnder: string | null },
): Promise<void> => {
  await db
    .updateTable('set_aside')
    .set(({ fn, val }) => ({
      looked_at: fn.coalesce('looked_at', val(now)),
      looked_by: fn.coalesce('looked_by', val(personId)),
      ...(takenInUnder === null ? {} : { taken_in_under: takenInUnder }),
    }))
    .where('organisation_id', '=', organisationId)
    .where('aside_id', '=', asideId)
    .execute();
};

/** Of a withdrawn moment the bodies are gone, and nothing of it is shown (X2). */
const shown = (db: Engine['db'], organisationId: string) =>
  db
    .selectFrom('set_aside as a')
    .innerJoin('operation as o', (join) =>
      join
        .onRef('o.organisation_id', '=', 'a.organisation_id')
        .onRef('o.operation_id', '=', 'a.operation_id')
        .onRef('o.fingerprint', '=', 'a.fingerprint'),
    )
    .select(['a.aside_id', 'o.moment_id', 'o.person_id', 'o.code', 'o.body'])
    .where('a.organisation_id', '=', organisationId)
    .where('o.body', 'is not', null);
