import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What was kept aside becomes a list that managers look through. Never change it: add the next file. */
const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('set_aside')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('aside_id', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('operation_id', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('looked_at', 'text')
    .addColumn('looked_by', 'text')
    .addColumn('taken_in_under', 'text')
    .addPrimaryKeyConstraint('set_aside_key', ['organisation_id', 'aside_id'])
    .addForeignKeyConstraint(
      'set_aside_operation',
      ['organisation_id', 'operation_id', 'fingerprint'],
      'operation',
      ['organisation_id', 'operation_id', 'fingerprint'],
    )
    .execute();
  await db.schema
    .createIndex('set_aside_open')
    .on('set_aside')
    .columns(['organisation_id', 'position'])
    .where(sql.ref('looked_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('set_aside_looked')
    .on('set_aside')
    .columns(['organisation_id', 'position'])
    .where(sql.ref('looked_at'), 'is not', null)
    .execute();
  await listWhatIsThere(db);
};

/** Until now they only lay in the table of operations. */
const listWhatIsThere = async (db: Kysely<any>): Promise<void> => {
  const found: { organisation_id: string; operation_id: string; fingerprint: string }[] = await db
    .selectFrom('operation')
    .select(['organisation_id', 'operation_id', 'fingerprint'])
    .where('status', '=', 'quarantined')
    .orderBy('received_at')
    .orderBy('operation_id')
    .orderBy('fingerprint')
    .execute();
  const last = new Map<string, number>();
  for (const operation of found) {
    const position = (last.get(operation.organisation_id) ?? 0) + 1;
    last.set(operation.organisation_id, position);
    await db
      .insertInto('set_aside')
      .values({ ...operation, aside_id: randomUUID(), position })
      .execute();
  }
  for (const [organisation_id, value] of last) {
    await db.insertInto('counter').values({ organisation_id, name: 'set-aside', value }).execute();
  }
};

export const setAside = { up };
