import type { DeskMoment } from '../../../contract/desk.ts';
import type { Engine } from '../engine.ts';
import type { InboxFilter } from '../store.ts';
import { bodyOf } from './moments.ts';

/** The inbox, newest first, by keyset: a page costs the same however far back it lies. */
export const inbox = async (
  { db }: Engine,
  organisationId: string,
  { programmeId, kind }: InboxFilter,
  before: number | null,
  limit: number,
): Promise<{ position: number; moment: DeskMoment }[]> => {
  const rows = await shown(db, organisationId)
    .$if(programmeId !== undefined, (query) => query.where('m.programme_id', '=', programmeId!))
    .$if(kind !== undefined, (query) => query.where('m.kind', '=', kind!))
    .$if(before !== null, (query) => query.where('m.arrived_position', '<', before!))
    .orderBy('m.arrived_position', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ position: Number(row.arrived_position), moment: asRead(row) }));
};

export const countUnseen = async (
  { db }: Engine,
  organisationId: string,
  { programmeId, kind }: InboxFilter,
): Promise<number> => {
  const { unseen } = await db
    .selectFrom('moment')
    .select(({ fn }) => fn.countAll<number>().as('unseen'))
    .where('organisation_id', '=', organisationId)
    .where('withdrawn_at', 'is', null)
    .where('seen_at', 'is', null)
    .$if(programmeId !== undefined, (query) => query.where('programme_id', '=', programmeId!))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
    .executeTakeFirstOrThrow();
  return Number(unseen);
};

/** Null when it is unknown or withdrawn. */
export const moment = async (
  { db }: Engine,
  organisationId: string,
  momentId: string,
): Promise<DeskMoment | null> => {
  const row = await shown(db, organisationId)
    .where('m.moment_id', '=', momentId)
    .executeTakeFirst();
  return row === undefined ? null : asRead(row);
};

const shown = (db: Engine['db'], organisationId: string) =>
  db
    .selectFrom('moment as m')
    .leftJoin('programme', (join) =>
      join
        .onRef('programme.organisation_id', '=', 'm.organisation_id')
        .onRef('programme.programme_id', '=', 'm.programme_id'),
    )
    .leftJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'm.organisation_id')
        .onRef('person.person_id', '=', 'm.person_id'),
    )
    .selectAll('m')
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('operation')
          .select('operation.operation_id')
          .whereRef('operation.organisation_id', '=', 'm.organisation_id')
          .whereRef('operation.moment_id', '=', 'm.moment_id')
          .where('operation.code', '=', 'conflict'),
      ).as('came_twice'),
    )
    .select(({ exists, selectFrom }) => [
      exists(
        selectFrom('flag')
          .select('flag.moment_id')
          .whereRef('flag.organisation_id', '=', 'm.organisation_id')
          .whereRef('flag.moment_id', '=', 'm.moment_id'),
      ).as('is_flagged'),
      exists(
        selectFrom('receipt_code')
          .select('receipt_code.moment_id')
          .whereRef('receipt_code.organisation_id', '=', 'm.organisation_id')
          .whereRef('receipt_code.moment_id', '=', 'm.moment_id'),
      ).as('has_code'),
      selectFrom('thread')
        .select('thread.side')
        .whereRef('thread.organisation_id', '=', 'm.organisation_id')
        .whereRef('thread.moment_id', '=', 'm.moment_id')
        .where('thread.taken_back_at', 'is', null)
        .orderBy('thread.position', 'desc')
        .limit(1)
        .as('last_wrote'),
    ])
    .select(['programme.name as programme_name', 'person.name as person_name'])
    .where('m.organisation_id', '=', organisationId)
    .where('m.withdrawn_at', 'is', null);

type Shown = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number];

const asRead = (row: Shown): DeskMoment => ({
  momentId: row.moment_id,
  revision: row.revision,
  ...bodyOf(row)!,
  programmeName: row.programme_name ?? '',
  receivedAt: row.received_at,
  byName: row.person_name,
  channel: row.channel,
  isFlagged: Boolean(row.is_flagged),
  hasCode: Boolean(row.has_code),
  lastWrote: row.last_wrote,
  seenAt: row.seen_at,
  conflicted: row.conflicted === 1 || Boolean(row.came_twice),
});
