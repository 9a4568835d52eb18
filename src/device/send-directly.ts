// Words that this phone cannot keep go straight from the screen to the endpoint: one push with one operation, minted
// once. Pressed again, or kept after all and sent from the outbox, it is the same operation and never doubles (P3).
import { PROTOCOL } from '../contract/version.ts';
import type { OutboxDatabase } from './database.ts';
import { type Minted, travelling } from './outbox.ts';
import { countWaiting } from './standing.ts';
import type { Push } from './transport.ts';

export type SentDirectly =
  /** With its receipt: it is on the server's disk. `receivedAt` is the server's clock. */
  | { kind: 'sent'; receivedAt: string }
  /** No word came back. It may be there: the same one is sent again. */
  | { kind: 'no answer' }
  | { kind: 'sign-in needed' }
  | { kind: 'refused'; code: string };

/** Pushes this one operation now, whatever the outbox holds. Never throws. */
export const sendDirectly = async (
  push: Push,
  outbox: OutboxDatabase,
  { operation, moment }: Minted,
): Promise<SentDirectly> => {
  // What else waits is said if the phone can tell; this one waits in any case.
  const waiting = await countWaiting(outbox, moment.personId).catch(() => null);
  // From here on it may be there: if it is kept after all, it is kept as one that was tried (O1, O4).
  operation.attempts += 1;
  const since = Math.min(waiting?.since ?? Infinity, moment.savedAt);
  const outcome = await push({
    protocol: PROTOCOL,
    sender: moment.personId,
    pending: { count: (waiting?.moments ?? 0) + 1, since: new Date(since).toISOString() },
    operations: [travelling(operation)],
  });
  if (outcome.kind === 'sign-in needed' || outcome.kind === 'phone lost') {
    return { kind: 'sign-in needed' };
  }
  if (outcome.kind === 'refused') return outcome;
  const result = outcome.kind === 'answered' ? outcome.results[0] : undefined;
  if (result === undefined || result.status === 'retry') return { kind: 'no answer' };
  if (result.status === 'rejected') return { kind: 'refused', code: result.code ?? 'rejected' };
  return { kind: 'sent', receivedAt: result.receivedAt ?? '' };
};
