import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The first released schema. Never change it: add the next file. */
const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('installation')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('epoch', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('setup_link')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('used_at', 'text')
    .execute();

  await db.schema
    .createTable('organisation')
    .addColumn('organisation_id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('counter')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('value', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('counter_key', ['organisation_id', 'name'])
    .execute();

  await db.schema
    .createTable('programme')
    .addColumn('organisation_id', 'text', (column) =>
      column.notNull().references('organisation.organisation_id'),
    )
    .addColumn('programme_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('programme_key', ['organisation_id', 'programme_id'])
    .addUniqueConstraint('programme_name', ['organisation_id', 'name_key'])
    .execute();

  await db.schema
    .createTable('person')
    .addColumn('organisation_id', 'text', (column) =>
      column.notNull().references('organisation.organisation_id'),
    )
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('roles', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('person_key', ['organisation_id', 'person_id'])
    .execute();

  await db.schema
    .createTable('invitation')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('invitation_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull())
    .addColumn('code_hash', 'text', (column) => column.notNull())
    .addColumn('code_expires_at', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('used_at', 'text')
    .addColumn('void_at', 'text')
    .addPrimaryKeyConstraint('invitation_key', ['organisation_id', 'invitation_id'])
    .addForeignKeyConstraint('invitation_person', ['organisation_id', 'person_id'], 'person', [
      'organisation_id',
      'person_id',
    ])
    .execute();
  // A link or code names no organisation: these two are looked up by the secret alone.
  await db.schema
    .createIndex('invitation_token')
    .on('invitation')
    .columns(['token_hash'])
    .execute();
  await db.schema.createIndex('invitation_code').on('invitation').columns(['code_hash']).execute();
  await db.schema
    .createIndex('invitation_of_person')
    .on('invitation')
    .columns(['organisation_id', 'person_id'])
    .execute();

  await db.schema
    .createTable('session')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('session_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('secret_hash', 'text', (column) => column.notNull())
    .addColumn('device', 'text', (column) => column.notNull())
    .addColumn('signed_in_at', 'text', (column) => column.notNull())
    .addColumn('last_contact_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('lost_at', 'text')
    .addColumn('wiped_at', 'text')
    .addColumn('pending_count', 'integer', (column) => column.notNull())
    .addColumn('pending_since', 'text')
    .addPrimaryKeyConstraint('session_key', ['organisation_id', 'session_id'])
    .addForeignKeyConstraint('session_person', ['organisation_id', 'person_id'], 'person', [
      'organisation_id',
      'person_id',
    ])
    .execute();
  await db.schema
    .createIndex('session_of_person')
    .on('session')
    .columns(['organisation_id', 'person_id'])
    .execute();

  await db.schema
    .createTable('operation')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('operation_id', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('moment_id', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('schema', 'integer', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('body', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('code', 'text')
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('session_id', 'text', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('operation_key', ['organisation_id', 'operation_id', 'fingerprint'])
    .execute();
  await db.schema
    .createIndex('operation_of_moment')
    .on('operation')
    .columns(['organisation_id', 'moment_id'])
    .execute();

  await db.schema
    .createTable('moment')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('moment_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('programme_id', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('operation_id', 'text', (column) => column.notNull())
    .addColumn('conflicted', 'integer', (column) => column.notNull())
    .addColumn('words', 'text')
    .addColumn('kind', 'text')
    .addColumn('audience', 'text')
    .addColumn('whose', 'text')
    .addColumn('group_name', 'text')
    .addColumn('about', 'text')
    .addColumn('stage', 'text')
    .addColumn('principles', 'text')
    .addColumn('said_at', 'text')
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('withdrawn_at', 'text')
    .addColumn('arrived_position', 'bigint', (column) => column.notNull())
    .addColumn('changed_position', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'text')
    .addColumn('seen_by', 'text')
    .addPrimaryKeyConstraint('moment_key', ['organisation_id', 'moment_id'])
    .execute();
  // What a phone pulls.
  await db.schema
    .createIndex('moment_feed')
    .on('moment')
    .columns(['organisation_id', 'person_id', 'changed_position'])
    .execute();
  // The inbox, newest first: all, one programme's, one kind's.
  await db.schema
    .createIndex('moment_inbox')
    .on('moment')
    .columns(['organisation_id', 'arrived_position'])
    .where(sql.ref('withdrawn_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('moment_inbox_programme')
    .on('moment')
    .columns(['organisation_id', 'programme_id', 'arrived_position'])
    .where(sql.ref('withdrawn_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('moment_inbox_kind')
    .on('moment')
    .columns(['organisation_id', 'kind', 'arrived_position'])
    .where(sql.ref('withdrawn_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('moment_unseen')
    .on('moment')
    .columns(['organisation_id', 'programme_id', 'kind'])
    .where(sql.ref('withdrawn_at'), 'is', null)
    .where(sql.ref('seen_at'), 'is', null)
    .execute();
};

export const begin = { up };
