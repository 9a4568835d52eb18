import { announceChange } from './changes.ts';
import type { KeptOperation, OutboxDatabase } from './database.ts';

/**
 * Makes room for words that exist nowhere else: forgets the older half of the moments of which all has its receipt, and
 * nothing else (S4). They are on the server's disk; only after a restored backup they can no longer be offered again.
 * Whether there was anything to forget.
 */
export const makeRoom = async (database: OutboxDatabase): Promise<boolean> => {
  const forgotten = await database.write(['moments', 'operations'], async (tx) => {
    const operations = tx.objectStore('operations');
    const byMoment = new Map<string, KeptOperation[]>();
    for (const row of await operations.getAll()) {
      byMoment.set(row.momentId, [...(byMoment.get(row.momentId) ?? []), row]);
    }
    const sent = [...byMoment.values()]
      .filter((rows) => rows.every(hasReceipt))
      .sort((one, other) => (lastReceipt(one) < lastReceipt(other) ? -1 : 1));
    const older = sent.slice(0, Math.ceil(sent.length / 2));
    for (const rows of older) {
      for (const { operationId } of rows) await operations.delete(operationId);
      await tx.objectStore('moments').delete(rows[0]!.momentId);
    }
    return older.length;
  });
  if (forgotten > 0) announceChange();
  return forgotten > 0;
};

const hasReceipt = ({ receivedAt, queuedAt, attention }: KeptOperation): boolean =>
  receivedAt !== undefined && queuedAt === undefined && attention === undefined;

const lastReceipt = (rows: KeptOperation[]): string =>
  rows
    .map(({ receivedAt }) => receivedAt ?? '')
    .sort()
    .at(-1)!;
