// What the page asks of its worker for the time when no page is open. A bonus: only some browsers have it.
import type { OutboxDatabase } from './database.ts';
import { countWaiting } from './standing.ts';
import { WAKE_TAG } from './wake-tag.ts';

interface MayWake {
  sync?: { register: (tag: string) => Promise<void> };
}

/** Asks the browser to wake the worker once there is signal, where something of this person waits. Never throws. */
export const wakeForWaiting = async (database: OutboxDatabase, personId: string): Promise<void> => {
  try {
    const { moments } = await countWaiting(database, personId);
    if (moments === 0) return;
    const registration = await navigator.serviceWorker.getRegistration();
    await (registration as MayWake | undefined)?.sync?.register(WAKE_TAG);
  } catch {
    // No worker, or the person does not allow it: the open page sends.
  }
};
