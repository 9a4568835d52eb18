import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from './migrations/all.ts';
import { isDamaged } from './sqlite-trouble.ts';
import { CannotKeep } from './store.ts';

/** What a database file turns out to hold. */
export interface Inspected {
  epoch: string;
  /** That are not withdrawn. */
  moments: number;
  /** Everything that ever arrived. */
  operations: number;
  /** When the last of it did; null where nothing has. */
  lastReceivedAt: string | null;
}

/**
 * Reads the whole file at `path` and looks at whether it holds together, is one of ours, and is no newer than this
 * program.
 *
 * @throws CannotKeep, which names the file as `name`; else the engine's error.
 */
export const inspect = (path: string, name = path): Inspected => {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA trusted_schema = OFF');
    database.exec('PRAGMA cell_size_check = ON');
    const problem = problemOf(database);
    if (problem !== null) throw new CannotKeep(`${name} ${problem}`);
    const one = database.prepare(
      `select (select epoch from installation where id = 1) as epoch,
        (select count(*) from moment where withdrawn_at is null) as moments,
        (select count(*) from operation) as operations,
        (select max(received_at) from operation) as lastReceivedAt`,
    );
    return { ...one.get() } as unknown as Inspected;
  } catch (error) {
    if (isDamaged(error)) throw new CannotKeep(`${name} ${DAMAGED}`, { cause: error });
    throw error;
  } finally {
    database.close();
  }
};

const DAMAGED = 'is damaged, or is no database: use another backup.';
const FOREIGN = 'holds no moments: it is no backup of Moments.';
const NEWER = 'was written by a newer Moments: use that version, or a newer one.';

const problemOf = (database: DatabaseSync): string | null => {
  const [first, ...more] = database.prepare('PRAGMA integrity_check').all();
  if (first?.['integrity_check'] !== 'ok' || more.length > 0) return DAMAGED;
  const tables = namesIn(database, `select name from sqlite_schema where type = 'table'`);
  const needed = ['kysely_migration', 'installation', 'organisation', 'operation', 'moment'];
  if (!needed.every((table) => tables.includes(table))) return FOREIGN;
  const applied = namesIn(database, 'select name from kysely_migration');
  if (!applied.every((migration) => Object.hasOwn(MIGRATIONS, migration))) return NEWER;
  const epochs = namesIn(database, 'select epoch as name from installation where id = 1');
  return epochs.length === 1 ? null : FOREIGN;
};

const namesIn = (database: DatabaseSync, sql: string): string[] =>
  database
    .prepare(sql)
    .all()
    .map(({ name }) => String(name));
