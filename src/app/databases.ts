import { openOutbox, type OutboxDatabase } from '../device/database.ts';
import { type KnownDatabase, openKnown } from '../device/inbox.ts';

let known: Promise<KnownDatabase> | null = null;
let outbox: OutboxDatabase | null = null;

/** What this phone was told; opened once, and again after a failure. */
export const knownHere = (): Promise<KnownDatabase> => {
  known ??= openKnown(() => (known = null)).catch((error: unknown) => {
    known = null;
    throw error;
  });
  return known;
};

/** What this phone holds; it opens itself when it is first used. */
export const outboxHere = (): OutboxDatabase => (outbox ??= openOutbox());

/** Lets go of both for good, so that they can be deleted: nothing on this page opens them again. */
export const closeDatabases = async (): Promise<void> => {
  outboxHere().close();
  const open = await known?.catch(() => null);
  known = Promise.reject(new Error('This phone was wiped'));
  known.catch(() => undefined);
  open?.close();
};
