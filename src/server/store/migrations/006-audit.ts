import { SqliteAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What staff did, row after row (X3). Never change it: add the next file. */
const up = async (db: Kysely<any>): Promise<void> => {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const trail = db.schema
    .createTable('audit')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text')
    .addColumn('session_id', 'text')
    .addColumn('about', 'text')
    .addColumn('count', 'integer')
    .addColumn('hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('audit_key', ['organisation_id', 'position']);
  await (isSqlite ? trail.modifyEnd(sql`without rowid`) : trail).execute();
  for (const column of ['person_id', 'about']) {
    await db.schema
      .createIndex(`audit_by_${column}`)
      .on('audit')
      .columns(['organisation_id', column, 'position'])
      .where(sql.ref(column), 'is not', null)
      .execute();
  }
  await db.schema
    .createTable('audit_head')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('cut_position', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('cut_hash', 'text', (column) => column.notNull().defaultTo(''))
    .addPrimaryKeyConstraint('audit_head_key', ['organisation_id'])
    .execute();
  await (isSqlite ? guardSqlite(db) : guardPostgres(db));
};

/** A row is never changed, and goes only where the head says first that the trail begins later. */
const guardSqlite = async (db: Kysely<any>): Promise<void> => {
  await sql`create trigger audit_unchanged before update on audit
    begin select raise(abort, 'the audit trail is only added to'); end`.execute(db);
  await sql`create trigger audit_undeleted before delete on audit
    when old.position > coalesce((select cut_position from audit_head
      where organisation_id = old.organisation_id), 0)
    begin select raise(abort, 'the audit trail is only added to'); end`.execute(db);
};

const guardPostgres = async (db: Kysely<any>): Promise<void> => {
  await sql`create function audit_guard() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' and old.position <= coalesce((select cut_position from audit_head
        where organisation_id = old.organisation_id), 0) then return old; end if;
      raise exception 'the audit trail is only added to';
    end $$`.execute(db);
  await sql`create trigger audit_unchanged before update or delete on audit
    for each row execute function audit_guard()`.execute(db);
};

export const audit = { up };
