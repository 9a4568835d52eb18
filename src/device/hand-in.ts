// What waits, as files that a manager can take in where this phone cannot send (S4, O6). Nothing leaves the outbox by
// it, and nothing counts as sent: when the phone can send again, the same operations get the receipts of the first.
import type { ExportFile } from '../contract/export.ts';
import { BATCH_MAX_BYTES, BATCH_MAX_OPERATIONS } from '../contract/limits.ts';
import type { Identity } from '../contract/pull.ts';
import { EXPORT_FORMAT } from '../contract/version.ts';
import type {
  KeptOperation,
  OutboxDatabase,
  OutboxReading,
  OutboxTransaction,
} from './database.ts';
import { queueOf, refusedOf, travelling } from './outbox.ts';

/** What stands around the operations. */
const ENVELOPE_BYTES = 1_024;

/**
 * All that this person has not sent, or that of one moment, as the texts of files, each no larger than one push. What
 * was refused comes in files of its own: should a manager's desk refuse it too, it takes nothing else with it.
 */
export const filesToHandIn = async (
  database: OutboxDatabase,
  { organisationId, personId, personName }: Identity,
  { momentId, now }: { momentId?: string; now: number },
): Promise<string[]> => {
  const wanted = await frozenRows(database, personId, momentId);
  const parts = [wanted.filter((row) => !isRefused(row)), wanted.filter(isRefused)].flatMap(
    inParts,
  );
  const exportedAt = new Date(now).toISOString();
  return parts.map((rows) => {
    const file: ExportFile = {
      format: EXPORT_FORMAT,
      organisationId,
      personId,
      personName,
      exportedAt,
      operations: rows.map(travelling),
    };
    return JSON.stringify(file);
  });
};

const isRefused = ({ queuedAt }: KeptOperation): boolean => queuedAt === undefined;

/**
 * A file may be handed in, so that its operations count as tried from here on: their bytes stay (O1), and taking one
 * back is an operation of its own (O4). A phone that cannot write any more can still give out what it holds.
 */
const frozenRows = async (
  database: OutboxDatabase,
  personId: string,
  momentId: string | undefined,
): Promise<KeptOperation[]> => {
  const wanted = async (tx: OutboxReading | OutboxTransaction): Promise<KeptOperation[]> =>
    (await unsentRows(tx, personId)).filter(
      (row) => momentId === undefined || row.momentId === momentId,
    );
  try {
    return await database.write(['operations'], async (tx) => {
      const rows = await wanted(tx);
      const store = tx.objectStore('operations');
      const fresh = rows.filter(({ attempts }) => attempts === 0);
      const refused = rows.filter((row) => isRefused(row) && !row.handedOut);
      await Promise.all([
        ...fresh.map((row) => store.put({ ...row, attempts: 1 })),
        ...refused.map((row) => store.put({ ...row, handedOut: true })),
      ]);
      return rows;
    });
  } catch {
    return await database.read(['operations'], wanted);
  }
};

const unsentRows = async (
  tx: OutboxReading | OutboxTransaction,
  personId: string,
): Promise<KeptOperation[]> => {
  const store = tx.objectStore('operations');
  const waiting = await store.index('queue').getAll(queueOf(personId));
  return [...waiting, ...(await store.index('attention').getAll(refusedOf(personId)))];
};

const inParts = (rows: KeptOperation[]): KeptOperation[][] => {
  const parts: KeptOperation[][] = [];
  let bytes = Infinity;
  for (const row of rows) {
    const size = new TextEncoder().encode(JSON.stringify(travelling(row))).length + 1;
    const last = parts.at(-1);
    const hasRoom = bytes + size <= BATCH_MAX_BYTES - ENVELOPE_BYTES;
    if (last === undefined || !hasRoom || last.length === BATCH_MAX_OPERATIONS) {
      parts.push([row]);
      bytes = size;
    } else {
      last.push(row);
      bytes += size;
    }
  }
  return parts;
};
