import { openOutbox, type OutboxDatabase } from '../device/database.ts';
import { type KnownDatabase, openKnown } from '../device/inbox.ts';

let known: Promise<KnownDatabase> | null = null;
let outbox: OutboxDatabase | null = null;

/** What this phone was told; opened once, and again after a failure. */
export const knownHere = (): Promise<KnownDatabase> => {
  known ??= openKnown().catch((error: unknown) => {
    known = null;
    throw error;
  });
  return known;
};

/** What this phone holds; it opens itself when it is first used. */
export const outboxHere = (): OutboxDatabase => (outbox ??= openOutbox());

/** Lets go of both, so that they can be deleted. */
export const closeDatabases = async (): Promise<void> => {
  outbox?.close();
  outbox = null;
  (await known?.catch(() => null))?.close();
  known = null;
};
