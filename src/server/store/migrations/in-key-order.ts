import { SqliteAdapter, sql } from 'kysely';
import type { CreateTableBuilder, Kysely } from 'kysely';

/**
 * SQLite numbers the rows of an ordinary table as they come: such a number would tell the order in which people spoke.
 * Without it, rows lie in the order of their random keys.
 */
export const inKeyOrder = <Columns extends string>(
  db: Kysely<any>,
  table: CreateTableBuilder<string, Columns>,
): CreateTableBuilder<string, Columns> =>
  db.getExecutor().adapter instanceof SqliteAdapter ? table.modifyEnd(sql`without rowid`) : table;
