import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { makeSearch } from './004-search.ts';
import { inKeyOrder } from './in-key-order.ts';

/** How far each moment is, whose it is, what managers note of it, and search. Never change it: add the next file. */
const up = async (db: Kysely<any>): Promise<void> => {
  await alterMoments(db);

  // How many moments there are of each sort, so that no list counts a million.
  await db.schema
    .createTable('tally')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('programme_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('tally_key', ['organisation_id', 'programme_id', 'kind', 'state'])
    .execute();

  await inKeyOrder(db, db.schema.createTable('note'))
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('moment_id', 'text', (column) => column.notNull())
    .addColumn('note_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('written_at', 'text', (column) => column.notNull())
    .addColumn('written_by', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('note_key', ['organisation_id', 'moment_id', 'note_id'])
    .execute();

  await inKeyOrder(db, db.schema.createTable('assignment'))
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('moment_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('person_id', 'text')
    .addColumn('assigned_at', 'text', (column) => column.notNull())
    .addColumn('assigned_by', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('assignment_key', ['organisation_id', 'moment_id', 'position'])
    .execute();

  await makeSearch(db);
  await takeUpWhatIsThere(db);
};

const alterMoments = async (db: Kysely<any>): Promise<void> => {
  // Null once it was withdrawn.
  await db.schema.alterTable('moment').addColumn('state', 'text').execute();
  await db.schema.alterTable('moment').addColumn('assigned_to', 'text').execute();
  // A new one is one of a state; it is counted in the tally.
  await db.schema.dropIndex('moment_unseen').execute();
  const lists: [name: string, columns: string[], ifSet: string][] = [
    ['moment_inbox_state', ['state'], 'state'],
    ['moment_inbox_group', ['group_name'], 'group_name'],
    ['moment_inbox_stage', ['stage'], 'stage'],
    ['moment_inbox_assigned', ['assigned_to'], 'assigned_to'],
  ];
  for (const [name, columns, ifSet] of lists) {
    await db.schema
      .createIndex(name)
      .on('moment')
      .columns(['organisation_id', ...columns, 'arrived_position'])
      .where(sql.ref(ifSet), 'is not', null)
      .where(sql.ref('withdrawn_at'), 'is', null)
      .execute();
  }
};

const takeUpWhatIsThere = async (db: Kysely<any>): Promise<void> => {
  const lastOf = (side: string, only: string) => sql`coalesce((select max(position) from thread
    where thread.organisation_id = moment.organisation_id and thread.moment_id = moment.moment_id
    and thread.side = ${sql.lit(side)} and ${sql.raw(only)}), 0)`;
  const answer = lastOf('manager', 'is_question = 0 and taken_back_at is null');
  const writtenBack = lastOf('speaker', `words <> ''`);
  await sql`update moment set state = case
      when kind = 'celebrate' and ${answer} > ${writtenBack}
        then case when told_on is null then 'answered' else 'told-back' end
      when seen_at is not null or ${answer} > ${writtenBack} then 'to-answer'
      else 'new' end
    where withdrawn_at is null`.execute(db);
  await sql`insert into tally (organisation_id, programme_id, kind, state, count)
    select organisation_id, coalesce(programme_id, ''), kind, state, count(*) from moment
    where withdrawn_at is null group by 1, 2, 3, 4`.execute(db);
};

export const desk = { up };
