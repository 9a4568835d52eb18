import { openOutbox, type OutboxDatabase } from '../device/database.ts';
import { type KnownDatabase, openKnown } from '../device/inbox.ts';

let known: Promise<KnownDatabase> | null = null;
let outbox: OutboxDatabase | null = null;

/** What this phone was told. Like the outbox it opens itself when it is used, and again after it was lost. */
export const knownHere = (): Promise<KnownDatabase> => (known ??= openKnown());

/** What this phone holds. */
export const outboxHere = (): OutboxDatabase => (outbox ??= openOutbox());

/** Lets go of both for good, so that they can be deleted: nothing on this page opens them again. */
export const closeDatabases = async (): Promise<void> => {
  outboxHere().close();
  (await knownHere()).close();
};
