// What this phone holds, as it is shown and counted. Nothing here writes.
import type { KeptMoment, KeptOperation, OutboxDatabase, Sender } from './database.ts';
import { REQUEST_LIMIT_MS, queueOf, refusedOf, senderIn } from './outbox.ts';

/** What a person is shown, and nothing else (O7). A `draft` is not a moment and stands in drafts.ts. */
export type MomentState = 'waiting' | 'sending' | 'sent' | 'sign-in needed' | 'needs attention';

export interface ShownMoment extends KeptMoment {
  state: MomentState;
  /** Something of it was tried to be sent and was not refused, so others may have read it. */
  mayBeRead: boolean;
  /** With `sent`: the server's clock, ISO 8601. */
  receivedAt?: string;
  /** With `needs attention`: a code of contract/refusal.ts. */
  attention?: string;
  /** With `waiting`: what the endpoint asked to wait for; a code of contract/refusal.ts. */
  waitsFor?: string;
}

/** How one person's moments stand on this phone, in numbers. */
export interface Standing {
  /** Still to leave this phone. */
  unsent: number;
  /** Somebody must look at them. */
  attention: number;
  isSignInNeeded: boolean;
  /** Requests in a row that brought no receipt. */
  failures: number;
}

/** With more operations waiting than this, each counts: reading them all would hold up what sends them. */
const TOLD_APART_MAX = 50;

/** Counts moments, not operations: one that was changed twice still waits once. Reads little, however much is kept. */
export const readStanding = (database: OutboxDatabase, personId: string): Promise<Standing> =>
  database.read(['operations', 'senders'], async (tx) => {
    const operations = tx.objectStore('operations');
    const [sender, waiting, refused] = await Promise.all([
      senderIn(tx, personId),
      operations.index('queue').count(queueOf(personId)),
      operations.index('attention').getAll(refusedOf(personId)),
    ]);
    const attention = new Set(refused.map(({ momentId }) => momentId));
    const standing = {
      unsent: waiting,
      attention: attention.size,
      isSignInNeeded: sender.signInNeeded,
      failures: sender.failures,
    };
    if (waiting === 0 || waiting > TOLD_APART_MAX) return standing;
    const rows = await operations.index('queue').getAll(queueOf(personId));
    const unsent = rows.filter(({ momentId }) => !attention.has(momentId));
    return { ...standing, unsent: new Set(unsent.map(({ momentId }) => momentId)).size };
  });

/** Whether this is still to leave the phone. */
export const isUnsent = ({ state }: Pick<ShownMoment, 'state'>): boolean =>
  state === 'waiting' || state === 'sending' || state === 'sign-in needed';

/** How many operations of this person wait to be sent, and since when. */
export const countWaiting = (
  database: OutboxDatabase,
  personId: string,
): Promise<{ moments: number; since: number | null }> =>
  database.read(['operations'], async (tx) => {
    const queue = tx.objectStore('operations').index('queue');
    const first = await queue.openCursor(queueOf(personId));
    return {
      moments: await queue.count(queueOf(personId)),
      since: first?.value.savedAt ?? null,
    };
  });

/** One of this person's moments as it stands; undefined where this phone has it no more. */
export const findMoment = (
  database: OutboxDatabase,
  momentId: string,
  now: number,
): Promise<ShownMoment | undefined> =>
  database.read(['moments', 'operations', 'senders'], async (tx) => {
    const moment = await tx.objectStore('moments').get(momentId);
    if (moment === undefined) return undefined;
    const [rows, sender] = await Promise.all([
      tx.objectStore('operations').index('moment').getAll(momentId),
      senderIn(tx, moment.personId),
    ]);
    return shownOf(moment, rows, sender, now);
  });

/** A moment with its one true state (O7), from the rows of its operations. */
export const shownOf = (
  moment: KeptMoment,
  rows: KeptOperation[],
  { signInNeeded }: Sender,
  now: number,
): ShownMoment => ({
  ...moment,
  ...stateOf(rows, signInNeeded, now),
  mayBeRead: rows.some((row) => row.attempts > 0 && row.attention === undefined),
});

/** The one true state of a moment, from the rows of its operations. */
export const stateOf = (
  rows: KeptOperation[],
  signInNeeded: boolean,
  now: number,
): Pick<ShownMoment, 'state' | 'receivedAt' | 'attention' | 'waitsFor'> => {
  const attention = rows.find((row) => row.attention !== undefined)?.attention;
  if (attention !== undefined) return { state: 'needs attention', attention };
  const waiting = rows.filter((row) => row.queuedAt !== undefined);
  if (waiting.length > 0) {
    const isUnderWay = waiting.some(
      ({ sendingUntil }) => sendingUntil > now && sendingUntil <= now + REQUEST_LIMIT_MS,
    );
    if (isUnderWay) return { state: 'sending' };
    if (signInNeeded) return { state: 'sign-in needed' };
    const waitsFor = waiting.find((row) => row.waitsFor !== undefined)?.waitsFor;
    return { state: 'waiting', ...(waitsFor === undefined ? {} : { waitsFor }) };
  }
  const last = rows.reduce(
    (newest, row) => (row.revision > newest.revision ? row : newest),
    rows[0]!,
  );
  return {
    state: 'sent',
    ...(last.receivedAt === undefined ? {} : { receivedAt: last.receivedAt }),
  };
};
