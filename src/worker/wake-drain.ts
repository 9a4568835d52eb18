// Sends what waits when no page is open, where the browser wakes the worker for it: the very same drain as the page's.
// A script of its own: the worker loads it only for this, and only where there is Background Sync.
import { openOutbox } from '../device/database.ts';
import { drain } from '../device/drain.ts';
import { openKnown, readSignedIn } from '../device/inbox.ts';
import { mayPushAt, noted } from '../device/push-apart.ts';
import { pushBy } from '../device/transport.ts';
import { wipeStorage } from '../device/wipe-storage.ts';

declare const self: ServiceWorkerGlobalScope;

/**
 * Sends for the person who is signed in here, and for nobody else (O5): the endpoint refuses the operations of one under
 * the session of another. Rejects where something still waits, so that the browser wakes the worker again.
 */
export const wakeDrain = async (): Promise<void> => {
  const known = await openKnown();
  const here = await readSignedIn(known).finally(() => known.close());
  if (here === undefined) return;
  const outbox = openOutbox();
  try {
    const means = {
      database: outbox,
      push: noted(pushBy((url, init) => fetch(url, init))),
      mayPushAt,
      personId: here.identity.personId,
      now: Date.now,
      random: Math.random,
      alone: unlessAPageSends,
    };
    // There is signal now: what failed without it says nothing any more.
    const outcome = await drain(means, { urgent: true });
    if (outcome.kind === 'phone lost' && outcome.wipe === here.wipe) {
      outbox.close();
      await wipeStorage();
      await self.registration.unregister();
    }
    if (outcome.kind === 'rested' && outcome.nextAt < Infinity) throw new Error('Some still wait');
  } finally {
    outbox.close();
  }
};

/** The lock of sending.ts. A page that holds it sends by itself; the worker looks again later. */
const unlessAPageSends = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks.request('moments-drain', { ifAvailable: true }, (lock) => {
    if (lock === null) throw new Error('A page is sending');
    return work();
  });
