import { type OutboxDatabase, StorageError } from './database.ts';

/** Whether a write failed for want of room, and what was sent long ago has made some: then it is worth trying again. */
export const madeRoom = async (database: OutboxDatabase, error: unknown): Promise<boolean> =>
  error instanceof StorageError &&
  error.trouble === 'full' &&
  (await import('./make-room.ts').then(({ makeRoom }) => makeRoom(database)).catch(() => false));
