import type { Kysely } from 'kysely';

/** Passkeys, how long a desk is open, and people who left. Never change it: add the next file. */
const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('passkey')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('passkey_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('credential_id', 'text', (column) => column.notNull())
    .addColumn('public_key', 'text', (column) => column.notNull())
    .addColumn('counter', 'bigint', (column) => column.notNull())
    .addColumn('transports', 'text', (column) => column.notNull())
    .addColumn('is_carried', 'integer', (column) => column.notNull())
    .addColumn('made_on', 'text', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addColumn('last_used_at', 'text')
    .addPrimaryKeyConstraint('passkey_key', ['organisation_id', 'passkey_id'])
    .addUniqueConstraint('passkey_credential', ['organisation_id', 'credential_id'])
    .addForeignKeyConstraint('passkey_person', ['organisation_id', 'person_id'], 'person', [
      'organisation_id',
      'person_id',
    ])
    .execute();
  await db.schema
    .createIndex('passkey_of_person')
    .on('passkey')
    .columns(['organisation_id', 'person_id'])
    .execute();

  // What was signed once proves nothing a second time, whichever process asked for it.
  await db.schema
    .createTable('used_challenge')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('challenge', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('used_challenge_key', ['organisation_id', 'challenge'])
    .execute();

  await db.schema.alterTable('session').addColumn('proved_at', 'text').execute();
  await db.schema.alterTable('person').addColumn('removed_at', 'text').execute();

  // Until now managers did what administrators do: nobody may find a door locked that stood open.
  await db
    .updateTable('person')
    .set({ roles: '["practitioner","manager","administrator"]' })
    .where('roles', 'like', '%"manager"%')
    .execute();
};

export const doors = { up };
