import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { isLocked } from './sqlite-trouble.ts';

/**
 * Who has a data folder open: any number of processes that use its database, or one that puts another in its place.
 * The lock is the operating system's, on an empty file of its own, taken by way of SQLite: it ends with its process,
 * however that ends.
 */
export interface FolderLock {
  release(): void;
}

/** How long a start waits for a restore that is under way. */
const WAIT_MS = 5000;

/** @throws SQLite's "locked", with 5 as `errcode`, while another process replaces the database. */
export const useFolder = (folder: string, waitMs = WAIT_MS): FolderLock =>
  lock(folder, waitMs, 'BEGIN; SELECT 1 FROM sqlite_schema');

/** Null while any other process, or this one, has the folder open. */
export const haveFolderAlone = (folder: string): FolderLock | null => {
  try {
    return lock(folder, 0, 'BEGIN EXCLUSIVE');
  } catch (error) {
    if (isLocked(error)) return null;
    throw error;
  }
};

const lock = (folder: string, timeout: number, take: string): FolderLock => {
  const file = new DatabaseSync(join(folder, 'moments.lock'), { timeout });
  try {
    // Nothing is ever written: so there is no journal either.
    file.exec('PRAGMA journal_mode = MEMORY');
    file.exec(take);
  } catch (error) {
    file.close();
    throw error;
  }
  return { release: () => file.close() };
};
