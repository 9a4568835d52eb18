import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { catchUp } from './catch-up.ts';
import { syncFile, syncFolder } from './files.ts';
import { haveFolderAlone } from './folder-lock.ts';
import { migrate } from './migrations/migrate.ts';
import { stampOf } from './sqlite-backup.ts';
import { openConnection } from './sqlite-connection.ts';
import { sqliteEngine } from './sqlite-engine.ts';
import { inspect } from './sqlite-inspect.ts';
import type { Inspected } from './sqlite-inspect.ts';
import { isDamaged, isLocked } from './sqlite-trouble.ts';
import { BESIDE, databaseIn, inTransaction, removeDatabase, restoringIn } from './sqlite.ts';
import { CannotKeep } from './store.ts';
import { readWithdrawn, withdrawnFileIn } from './withdrawn-file.ts';

/** Between any two of them the process may be killed: before `replaced` the old database serves, then the new one. */
export type RestorePoint = 'copied' | 'ready' | 'closed' | 'kept' | 'replaced';

export interface RestoreOptions {
  now?: Date;
  /** For fault tests: awaited at each point. */
  at?: (point: RestorePoint) => Promise<void>;
}

export interface Restored extends Inspected {
  /** Where the database is now that stood there before; null where there was none. */
  keptAs: string | null;
  withdrawnAgain: number;
}

/**
 * Puts the backup at `file` in the place of the database in `folder`. It is made ready under another name first, with
 * everything withdrawn that `withdrawn.jsonl` names and a new epoch (L3), and takes its place by one renaming: whatever
 * ends this in the middle, either the old database is there or the new one is complete.
 *
 * @throws CannotKeep; else what the engine or the file system throws.
 */
export const restore = (
  folder: string,
  file: string,
  { now = new Date(), at = async () => {} }: RestoreOptions = {},
): Promise<Restored> =>
  alone(folder, async () => {
    const path = databaseIn(folder);
    const ready = restoringIn(folder);
    refuseUnfit(file, path);
    removeDatabase(ready);
    try {
      copy(file, ready);
      await at('copied');
      inspect(ready, file);
      const withdrawnAgain = await makeReady(ready, folder, now);
      const inspected = inspect(ready, file);
      syncFile(ready);
      await at('ready');
      closeOld(path);
      await at('closed');
      const keptAs = keep(path, join(folder, `moments-replaced-${stampOf(now)}`));
      syncFolder(folder);
      await at('kept');
      renameSync(ready, path);
      syncFolder(folder);
      await at('replaced');
      return { ...inspected, keptAs, withdrawnAgain };
    } finally {
      removeDatabase(ready);
    }
  });

/**
 * The same for the database that is in `folder` already, whoever put it there.
 *
 * @returns How many moments were withdrawn again.
 * @throws CannotKeep; else what the engine or the file system throws.
 */
export const catchUpSqlite = (folder: string, now = new Date()): Promise<number> =>
  alone(folder, async () => {
    const path = databaseIn(folder);
    if (!existsSync(path)) throw new CannotKeep(`There is no database in ${folder}.`);
    return makeReady(path, folder, now);
  });

const alone = async <Value>(folder: string, work: () => Promise<Value>): Promise<Value> => {
  const lock = haveFolderAlone(folder);
  if (lock === null) throw inUse(folder);
  try {
    return await work();
  } finally {
    lock.release();
  }
};

const inUse = (folder: string): CannotKeep =>
  new CannotKeep(`Moments is running on ${folder}: stop it first, then run this again.`);

/** What was copied by hand may have its log beside it. */
const copy = (from: string, to: string): void => {
  for (const end of ['', '-wal'].filter((each) => existsSync(from + each))) {
    copyFileSync(from + end, to + end, constants.COPYFILE_FICLONE);
    chmodSync(to + end, 0o600);
  }
};

const refuseUnfit = (file: string, path: string): void => {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new CannotKeep(`There is no file ${file}.`);
  if (!found.isFile() || !isReadable(file)) {
    throw new CannotKeep(`${file} is no file that this user may read.`);
  }
  const old = statSync(path, { throwIfNoEntry: false });
  if (old?.ino === found.ino && old.dev === found.dev) {
    throw new CannotKeep(
      `${file} is the database that Moments uses. For a new epoch on it: npm run restore -- --new-epoch`,
    );
  }
};

const isReadable = (file: string): boolean => {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
};

/** What was withdrawn is overwritten in the file, and stands in no log beside it (X2). */
const makeReady = async (path: string, folder: string, now: Date): Promise<number> => {
  const { ids } = readWithdrawn(withdrawnFileIn(folder));
  const writer = openConnection(path);
  try {
    const writing = sqliteEngine(writer);
    await migrate(writing.db);
    const count = await inTransaction(writer, () => catchUp(writing, ids, now.toISOString()));
    writer.exec('PRAGMA journal_mode = DELETE');
    return count;
  } finally {
    writer.close();
  }
};

/**
 * Brings all that was acknowledged from the log into the old database, which then is one file: a log that was left
 * would be read into the new one. A damaged database is kept with its log.
 */
const closeOld = (path: string): void => {
  if (!existsSync(path)) return;
  try {
    const old = openConnection(path);
    try {
      old.exec('PRAGMA journal_mode = DELETE');
    } finally {
      old.close();
    }
  } catch (error) {
    // A program that does not know of the folder's lock.
    if (isLocked(error)) throw new CannotKeep(`Another program has ${path} open: stop it first.`);
    if (!isDamaged(error)) throw error;
  }
};

/** The old database gets a second name, and loses its first one when the new one takes it. */
const keep = (path: string, name: string): string | null => {
  if (!existsSync(path)) return null;
  let as = `${name}.sqlite`;
  for (let count = 2; existsSync(as); count += 1) as = `${name}-${count}.sqlite`;
  for (const end of BESIDE) {
    if (existsSync(path + end)) linkSync(path + end, as + end);
  }
  for (const end of BESIDE.slice(1)) rmSync(path + end, { force: true });
  return as;
};
