import { StorageUnavailable } from './store.ts';

/** Numbers of sqlite.org/rescode.html; an extended code keeps its family in the lowest byte. */
const BUSY = 5;
const READ_ONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

const familyOf = (error: unknown): number | null => {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : null;
};

/** Full, read-only, or an error of the disk itself: nothing was stored, and trying later may help. */
export const isStorageTrouble = (error: unknown): boolean =>
  [READ_ONLY, IO_ERROR, FULL, CANNOT_OPEN].includes(familyOf(error) ?? 0);

/** The file is there, but no database, or a damaged one. */
export const isDamaged = (error: unknown): boolean =>
  [CORRUPT, NOT_A_DATABASE].includes(familyOf(error) ?? 0);

/** Another process has the database. */
export const isLocked = (error: unknown): boolean => familyOf(error) === BUSY;

/** The engine's error as the store's interface names it; any other error as it is. */
export const asStoreError = (error: unknown): unknown =>
  isStorageTrouble(error) ? new StorageUnavailable('not written', { cause: error }) : error;
