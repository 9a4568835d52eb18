import { chmodSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFile, syncFolder } from './files.ts';
import { useFolder } from './folder-lock.ts';
import { openConnection } from './sqlite-connection.ts';
import { inspect } from './sqlite-inspect.ts';
import type { Inspected } from './sqlite-inspect.ts';
import { databaseIn } from './sqlite.ts';
import { CannotKeep } from './store.ts';

export interface BackedUp extends Inspected {
  path: string;
  bytes: number;
}

/** `moments-2026-11-23T120000Z.sqlite`: a name that says when, on every file system. */
export const stampOf = (now: Date): string =>
  now.toISOString().replace(/\.\d+/, '').replaceAll(':', '');

/**
 * Copies the database in `folder` into one file, while a server may be writing: everything that was committed before it
 * began is in it, and what comes meanwhile is in it or not, whole. The file gets its name when it was read again and
 * is on disk.
 *
 * @param path Where to; `<folder>/backups/moments-….sqlite` when null. Nothing is ever overwritten.
 * @throws CannotKeep; else what the engine or the file system throws.
 */
export const backUp = (folder: string, path: string | null, now: Date): BackedUp => {
  const source = databaseIn(folder);
  if (!existsSync(source)) throw new CannotKeep(`There is no database in ${folder} yet.`);
  const target = path ?? join(folder, 'backups', `moments-${stampOf(now)}.sqlite`);
  if (path === null) mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  refuseToOverwrite(target);
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    const before = copy(folder, source, partial);
    chmodSync(partial, 0o600);
    const inspected = inspect(partial);
    if (inspected.operations < before) {
      throw new CannotKeep(`${target} lacks some of what is in the database: try again.`);
    }
    syncFile(partial);
    giveName(partial, target);
    syncFolder(dirname(target));
    return { ...inspected, path: target, bytes: statSync(target).size };
  } finally {
    rmSync(partial, { force: true });
  }
};

/**
 * VACUUM INTO reads in one transaction, which no writer disturbs and which disturbs none; the engine's own backup would
 * begin again each time that another process writes. Returns how much had arrived before.
 */
const copy = (folder: string, source: string, partial: string): number => {
  const lock = useFolder(folder);
  try {
    const reader = openConnection(source);
    try {
      const before = reader.statement('select count(*) as count from operation').get();
      reader.statement('vacuum into ?').run(partial);
      return Number(before?.['count']);
    } finally {
      reader.close();
    }
  } finally {
    lock.release();
  }
};

const refuseToOverwrite = (target: string): void => {
  if (existsSync(target)) {
    throw new CannotKeep(`${target} is there already: a backup is never overwritten.`);
  }
};

const giveName = (partial: string, target: string): void => {
  try {
    linkSync(partial, target);
  } catch {
    refuseToOverwrite(target);
    // A stick may know no second name for a file.
    renameSync(partial, target);
  }
};
