import type { OutboxDatabase } from './database.ts';
import { KEPT_AFTER_SENDING_MS, operationsOf } from './outbox.ts';

/**
 * Deletes what was sent more than 30 days ago, and the moment with its last operation. Nothing else is ever deleted. While
 * something of a moment has no receipt all of it stays: what was sent of it must be known when it is taken back (O4).
 * `serverNow` is the server's clock, in ms: by this phone's own, were it to leap ahead, all would be long ago (P10).
 */
export const forgetLongSent = (database: OutboxDatabase, serverNow: number): Promise<void> =>
  database.write(['moments', 'operations'], async (tx) => {
    const before = IDBKeyRange.upperBound(
      new Date(serverNow - KEPT_AFTER_SENDING_MS).toISOString(),
    );
    let cursor = await tx.objectStore('operations').index('received').openCursor(before);
    while (cursor) {
      const { momentId } = cursor.value;
      const rows = await operationsOf(tx, momentId);
      if (rows.every(({ receivedAt }) => receivedAt !== undefined)) {
        await cursor.delete();
        if (rows.length === 1) await tx.objectStore('moments').delete(momentId);
      }
      cursor = await cursor.continue();
    }
  });
