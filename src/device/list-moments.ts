// All that waits or was sent, for the screens that show or count it whole. The first screen does not load this.
import type { KeptOperation, OutboxDatabase } from './database.ts';
import { queueOf, senderIn } from './outbox.ts';
import { type ShownMoment, shownOf } from './standing.ts';

/** How many operations wait on this phone, whoever's they are. */
export const countAllWaiting = (database: OutboxDatabase): Promise<number> =>
  database.read(['operations'], (tx) => tx.objectStore('operations').index('queue').count());

/** How many wait here for people other than this one: they see only that number (O5). */
export const countOthersWaiting = (database: OutboxDatabase, personId: string): Promise<number> =>
  database.read(['operations'], async (tx) => {
    const queue = tx.objectStore('operations').index('queue');
    return (await queue.count()) - (await queue.count(queueOf(personId)));
  });

/**
 * This person's moments on this phone, newest first, each with its one true state (O7). One that was taken back has
 * no body, and stays until the endpoint has heard of it.
 */
export const listMoments = (
  database: OutboxDatabase,
  personId: string,
  now: number,
): Promise<ShownMoment[]> =>
  database.read(['moments', 'operations', 'senders'], async (tx) => {
    const own = IDBKeyRange.bound([personId, -Infinity], [personId, Infinity]);
    const [moments, operations, sender] = await Promise.all([
      tx.objectStore('moments').index('person').getAll(own),
      tx.objectStore('operations').getAll(),
      senderIn(tx, personId),
    ]);
    const byMoment = new Map<string, KeptOperation[]>();
    for (const row of operations) {
      const rows = byMoment.get(row.momentId);
      if (rows === undefined) byMoment.set(row.momentId, [row]);
      else rows.push(row);
    }
    return moments
      .reverse()
      .map((moment) => shownOf(moment, byMoment.get(moment.momentId) ?? [], sender, now))
      .filter(({ body, state }) => body !== null || state !== 'sent');
  });
