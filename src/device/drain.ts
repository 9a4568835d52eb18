// Sends what one person's outbox holds, batch after batch. Correctness does not rest on who calls it or how often:
// operations are idempotent, and nothing leaves the outbox before its receipt was applied (O2). The lock only saves
// traffic, when two tabs would send the same.
import { BATCH_MAX_BYTES, BATCH_MAX_OPERATIONS } from '../contract/limits.ts';
import { PROTOCOL } from '../contract/version.ts';
import type { OutboxDatabase } from './database.ts';
import {
  type Batch,
  readSender,
  returnBatch,
  settleResults,
  takeBatch,
  updateSender,
} from './outbox.ts';
import { retryDelayMs } from './retry.ts';
import type { Push, PushOutcome } from './transport.ts';

const FIRST_BATCH = 20;
/** The envelope around the operations: marker, sender, what is pending. */
const BATCH_BYTES = BATCH_MAX_BYTES - 1_024;

export interface DrainMeans {
  database: OutboxDatabase;
  push: Push;
  personId: string;
  now: () => number;
  /** In [0, 1). */
  random: () => number;
  /** Runs one drain at a time on this phone, where the browser can; else just runs it. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** When a push may leave, in ms: what was said without a name keeps apart from it (A3). */
  mayPushAt?: () => Promise<number>;
}

export type DrainOutcome =
  /** Nothing can be sent now. Something becomes free at `nextAt`, in ms; Infinity where nothing waits. */
  | { kind: 'rested'; nextAt: number }
  | { kind: 'sign-in needed' }
  | { kind: 'phone lost'; wipe: string };

/**
 * Sends all that may be sent now. With `urgent` (a person's action, coming online, becoming visible) at once,
 * else not before the time that the last failure set.
 */
export const drain = (means: DrainMeans, { urgent }: { urgent: boolean }): Promise<DrainOutcome> =>
  means.alone(() => drainAlone(means, urgent));

const drainAlone = async (means: DrainMeans, urgent: boolean): Promise<DrainOutcome> => {
  const { database, push, personId, now } = means;
  const sender = await readSender(database, personId);
  if (sender.signInNeeded) return { kind: 'sign-in needed' };
  if (!urgent && isSet(sender.retryAt, now())) return { kind: 'rested', nextAt: sender.retryAt };
  const mayPushAt = (await means.mayPushAt?.()) ?? 0;
  if (mayPushAt > now()) return { kind: 'rested', nextAt: mayPushAt };

  let limit = sender.batch ?? FIRST_BATCH;
  for (;;) {
    const batch = await takeBatch(
      database,
      personId,
      { operations: limit, bytes: BATCH_BYTES },
      now(),
    );
    if (batch.operations.length === 0) return { kind: 'rested', nextAt: batch.nextAt };
    const outcome = await push({
      protocol: PROTOCOL,
      sender: personId,
      pending: batch.pending,
      operations: batch.operations,
    });
    switch (outcome.kind) {
      case 'answered':
        await applyAnswer(means, batch, outcome);
        limit = Math.min(limit * 2, BATCH_MAX_OPERATIONS);
        break;
      case 'refused':
        limit = await applyRefusal(means, batch, outcome.code);
        break;
      case 'unknown':
      case 'other version':
        return { kind: 'rested', nextAt: await backOff(means, batch, outcome) };
      case 'sign-in needed':
        await returnBatch(database, idsOf(batch));
        await updateSender(database, personId, { signInNeeded: true, blockedBy: outcome.code });
        return { kind: 'sign-in needed' };
      case 'phone lost':
        await returnBatch(database, idsOf(batch));
        return outcome;
    }
  }
};

/** What comes after a batch that failed or was refused (P5): a slow line or a small limit may let half of it through. */
const halfOf = ({ operations }: Batch): number => Math.ceil(operations.length / 2);

const idsOf = (batch: Batch): string[] => batch.operations.map(({ operationId }) => operationId);

/** A time to wait for counts only while it is ahead, and no more than an hour: clocks jump (P10). */
const isSet = (time: number, now: number): boolean => time > now && time <= now + 3_600_000;

/** Operations that the answer left out had no word: they step back for a while, so that they hold up no other. */
const applyAnswer = async (
  { database, personId, now, random }: DrainMeans,
  batch: Batch,
  { results, epoch }: Extract<PushOutcome, { kind: 'answered' }>,
): Promise<void> => {
  const answered = new Set(results.map(({ operationId }) => operationId));
  const silent = batch.operations
    .filter(({ operationId }) => !answered.has(operationId))
    .map(({ operationId, digest }) => ({ operationId, digest, status: 'retry' as const }));
  const waitMs = retryDelayMs(6, 0, random());
  const waitUntil = now() + Math.max(waitMs, 1_000);
  await settleResults(database, personId, [...results, ...silent], waitUntil, epoch);
};

/** A whole batch was refused: halve it until the one that is at fault stands alone, and show that one (P5, O6). */
const applyRefusal = async (
  { database, personId, now }: DrainMeans,
  batch: Batch,
  code: string,
): Promise<number> => {
  const [only] = batch.operations;
  if (batch.operations.length > 1 || only === undefined) {
    await returnBatch(database, idsOf(batch));
    return halfOf(batch);
  }
  const { operationId, digest } = only;
  await settleResults(
    database,
    personId,
    [{ operationId, digest, status: 'rejected', code }],
    now(),
  );
  return 1;
};

const backOff = async (
  { database, personId, now, random }: DrainMeans,
  batch: Batch,
  outcome: Extract<PushOutcome, { retryAfterMs: number }>,
): Promise<number> => {
  const failures = (await readSender(database, personId)).failures + 1;
  const retryAt = now() + retryDelayMs(failures, outcome.retryAfterMs, random());
  await returnBatch(database, idsOf(batch));
  // Kept on the phone: the page may be gone before the next try.
  const blocked = outcome.kind === 'other version' ? { blockedBy: outcome.code } : {};
  await updateSender(database, personId, {
    failures,
    retryAt,
    batch: halfOf(batch),
    isForeign: outcome.kind === 'unknown' && outcome.isForeign === true,
    ...blocked,
  });
  return retryAt;
};
