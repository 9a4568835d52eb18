import { StorageError, type StorageTrouble } from '../device/database.ts';

/** Why the phone could not keep something. What nobody foresaw counts as unavailable: the words stay either way. */
export const troubleOf = (error: unknown): StorageTrouble =>
  error instanceof StorageError ? error.trouble : 'unavailable';
