import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { inKeyOrder } from './in-key-order.ts';

/** What people say without a name, and what is answered to them. Never change it: add the next file. */
const up = async (db: Kysely<any>): Promise<void> => {
  await alterWhatIsThere(db);

  // One row for a programme that was set up for it; none stands for the defaults.
  await db.schema
    .createTable('voice')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('programme_id', 'text', (column) => column.notNull())
    .addColumn('secret', 'text')
    .addColumn('lead_person_id', 'text')
    .addColumn('lead_hours', 'text')
    .addColumn('lead_emergency', 'text')
    .addColumn('release_hours', 'integer', (column) => column.notNull().defaultTo(24))
    .addColumn('looked_at', 'text')
    .addColumn('waiting_since', 'text')
    .addPrimaryKeyConstraint('voice_key', ['organisation_id', 'programme_id'])
    .addForeignKeyConstraint('voice_programme', ['organisation_id', 'programme_id'], 'programme', [
      'organisation_id',
      'programme_id',
    ])
    .execute();
  // A link names no organisation: it is looked up by its secret alone.
  await db.schema.createIndex('voice_secret').on('voice').columns(['secret']).execute();
  await db.schema
    .createIndex('programme_alone')
    .on('programme')
    .columns(['programme_id'])
    .execute();

  await inKeyOrder(db, db.schema.createTable('held'))
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('moment_id', 'text', (column) => column.notNull())
    .addColumn('programme_id', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('audience', 'text', (column) => column.notNull())
    .addColumn('received_on', 'text', (column) => column.notNull())
    .addColumn('code_hash', 'text')
    .addColumn('code_expires_on', 'text')
    .addPrimaryKeyConstraint('held_key', ['organisation_id', 'moment_id'])
    .execute();
  // A code names no organisation: it is looked up alone.
  await db.schema.createIndex('held_code').on('held').columns(['code_hash']).execute();

  await inKeyOrder(db, db.schema.createTable('receipt_code'))
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('code_hash', 'text', (column) => column.notNull())
    .addColumn('moment_id', 'text', (column) => column.notNull())
    .addColumn('expires_on', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('receipt_code_key', ['organisation_id', 'code_hash', 'moment_id'])
    .execute();
  await db.schema
    .createIndex('receipt_code_alone')
    .on('receipt_code')
    .columns(['code_hash'])
    .execute();
  await db.schema
    .createIndex('receipt_code_of_moment')
    .on('receipt_code')
    .columns(['organisation_id', 'moment_id'])
    .execute();

  await inKeyOrder(db, db.schema.createTable('thread'))
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('moment_id', 'text', (column) => column.notNull())
    .addColumn('entry_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('side', 'text', (column) => column.notNull())
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('is_question', 'integer', (column) => column.notNull())
    .addColumn('changed', 'text')
    .addColumn('written_at', 'text', (column) => column.notNull())
    .addColumn('written_by', 'text')
    .addColumn('taken_back_at', 'text')
    .addPrimaryKeyConstraint('thread_key', ['organisation_id', 'moment_id', 'entry_id'])
    .execute();

  await inKeyOrder(db, db.schema.createTable('flag'))
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('moment_id', 'text', (column) => column.notNull())
    .addColumn('programme_id', 'text', (column) => column.notNull())
    .addColumn('arrived_at', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .addColumn('outcome_at', 'text')
    .addColumn('outcome_by', 'text')
    .addPrimaryKeyConstraint('flag_key', ['organisation_id', 'moment_id'])
    .execute();
};

const alterWhatIsThere = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .alterTable('organisation')
    .addColumn('keep_after_told', 'integer', (column) => column.notNull().defaultTo(12))
    .execute();
  await db.schema
    .alterTable('organisation')
    .addColumn('keep_after_arrival', 'integer', (column) => column.notNull().defaultTo(24))
    .execute();
  await db.schema.alterTable('moment').addColumn('narrowed_to', 'text').execute();
  await db.schema.alterTable('moment').addColumn('told_on', 'text').execute();
  // What the job of retention looks for.
  await db.schema
    .createIndex('moment_by_age')
    .on('moment')
    .columns(['organisation_id', 'received_at'])
    .where(sql.ref('withdrawn_at'), 'is', null)
    .execute();
};

export const voice = { up };
