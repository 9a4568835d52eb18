import type { InboxFilter } from '../../../contract/desk-inbox.ts';
import type { DeskMoment } from '../../../contract/desk.ts';
import type { Engine } from '../engine.ts';
import { placesOf } from './inbox-places.ts';
import { bodyOf } from './moments.ts';

/** The inbox, newest first, by keyset: a page costs the same however far back it lies. */
export const inbox = async (
  engine: Engine,
  organisationId: string,
  filter: InboxFilter,
  before: number | null,
  limit: number,
): Promise<{ position: number; moment: DeskMoment }[]> => {
  // Where they stand first: all that is told of each is read for these alone.
  const places = await placesOf(engine, organisationId, filter, before, limit);
  return at(engine, organisationId, places);
};

/** What stands at these places, newest first. */
export const at = async (
  { db }: Engine,
  organisationId: string,
  places: readonly number[],
): Promise<{ position: number; moment: DeskMoment }[]> => {
  if (places.length === 0) return [];
  const rows = await shown(db, organisationId)
    .where('m.arrived_position', 'in', places)
    .orderBy('m.arrived_position', 'desc')
    .execute();
  return rows.map(asFound);
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
    .leftJoin('person as assigned', (join) =>
      join
        .onRef('assigned.organisation_id', '=', 'm.organisation_id')
        .onRef('assigned.person_id', '=', 'm.assigned_to'),
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
    .select([
      'programme.name as programme_name',
      'person.name as person_name',
      'assigned.name as assigned_name',
    ])
    .where('m.organisation_id', '=', organisationId)
    .where('m.withdrawn_at', 'is', null);

type Shown = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number];

const asFound = (row: Shown): { position: number; moment: DeskMoment } => ({
  position: Number(row.arrived_position),
  moment: asRead(row),
});

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
  state: row.state!,
  assignedTo:
    row.assigned_to === null ? null : { personId: row.assigned_to, name: row.assigned_name ?? '' },
  conflicted: row.conflicted === 1 || Boolean(row.came_twice),
});
