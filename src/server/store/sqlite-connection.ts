import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Statements kept prepared. The shared queries make about fifty; beyond this the oldest is dropped. */
const STATEMENTS_MAX = 200;

/**
 * The log is carried over into the database every 16 MB and not every 4: that costs two fsyncs and writes all over the
 * file, and a city's moments touch many of its pages.
 */
const CHECKPOINT_AFTER_PAGES = 4_000;

/** How long a connection waits for a lock that another process holds. */
export const BUSY_TIMEOUT_MS = 5000;

/** One connection, in the shape that Kysely's dialect asks for, with its statements kept prepared. */
export interface SqliteConnection extends SqliteDatabase {
  exec(sql: string): void;
  statement(sql: string): StatementSync;
  isInTransaction(): boolean;
}

/**
 * Opens one connection to the file at `path`: write-ahead log, every commit fsynced (P4), what is deleted or
 * overwritten zeroed in the file (X2).
 *
 * @throws the engine's error, with its number as `errcode`, when the file cannot be opened or is no database.
 */
export const openConnection = (path: string): SqliteConnection => {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    database.exec('PRAGMA secure_delete = ON');
    database.exec('PRAGMA foreign_keys = ON');
    database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_AFTER_PAGES}`);
    database.exec('PRAGMA temp_store = MEMORY');
    database.exec('PRAGMA trusted_schema = OFF');
  } catch (error) {
    database.close();
    throw error;
  }
  const kept = new Map<string, SqliteStatement & { raw: StatementSync }>();
  const prepare = (sql: string) => {
    const known = kept.get(sql);
    if (known !== undefined) return known;
    const made = asStatement(database.prepare(sql));
    if (kept.size >= STATEMENTS_MAX) kept.delete(kept.keys().next().value!);
    kept.set(sql, made);
    return made;
  };
  return {
    // Kysely's own transactions (the migrations) write: taking the lock at once spares them a late refusal.
    prepare: (sql) => prepare(sql === 'begin' ? 'begin immediate' : sql),
    statement: (sql) => prepare(sql).raw,
    exec: (sql) => database.exec(sql),
    isInTransaction: () => database.isTransaction,
    close: () => {
      kept.clear();
      if (database.isOpen) database.close();
    },
  };
};

const asStatement = (raw: StatementSync): SqliteStatement & { raw: StatementSync } => ({
  raw,
  reader: raw.columns().length > 0,
  all: (parameters) => raw.all(...(parameters as SQLInputValue[])),
  run: (parameters) => raw.run(...(parameters as SQLInputValue[])),
  iterate: (parameters) => raw.iterate(...(parameters as SQLInputValue[])),
});
