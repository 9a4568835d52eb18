import { randomUUID } from 'node:crypto';
import type { Operation, PushResult } from '../contract/push.ts';
import { hourOf } from '../domain/at-risk.ts';
import { decide } from './decide.ts';
import type { Known, KnownSaying, Sender } from './decide.ts';
import { examine } from './examine.ts';
import type { Examined } from './examine.ts';
import { readBody } from './operation-schemas.ts';
import type {
  KnownMoment,
  NewOperation,
  Pending,
  Store,
  StoredOperation,
  WriteTransaction,
} from './store/store.ts';

/**
 * The one way in. The same operation gets the same receipt however often and in whatever company it comes; the same
 * id with other bytes is kept beside the first and flagged (P3). Operations, their receipts, the moments that they
 * make and their places in the feed are committed together, and only then are the receipts returned (P4).
 *
 * @param now The server's clock as an ISO instant: what the receipts say, and nothing that a phone claims (P10).
 * @param pending What the phone says that it holds unsent, this batch included. What is left of it once it has read
 *   its receipts is noted in the same commit, so that managers see no phone that holds what has arrived.
 * @returns One result for each operation, in their order.
 * @throws StorageUnavailable: nothing of the batch was stored.
 */
export const accept = (
  store: Store,
  sender: Sender,
  operations: readonly Operation[],
  now: string,
  pending?: Pending,
): Promise<PushResult[]> => {
  const batch = operations.map(examine);
  return store.write(sender.organisationId, async (transaction) => {
    const results = await acceptIn(transaction, sender, batch, now);
    if (pending !== undefined) {
      const contact = { at: now, pending: leftOf(pending, results) };
      await transaction.noteContact(sender.sessionId, contact);
    }
    return results;
  });
};

/** The same within a write that does more than that: it is committed with the rest, and so is answered after it. */
export const acceptWithin = (
  transaction: WriteTransaction,
  sender: Sender,
  operations: readonly Operation[],
  now: string,
): Promise<PushResult[]> => acceptIn(transaction, sender, operations.map(examine), now);

const leftOf = ({ count, since }: Pending, results: readonly PushResult[]): Pending => {
  const receipts = results.filter(({ receivedAt }) => receivedAt !== undefined).length;
  const left = Math.max(0, count - receipts);
  return { count: left, since: left === 0 ? null : since };
};

const acceptIn = async (
  transaction: WriteTransaction,
  sender: Sender,
  batch: readonly Examined[],
  now: string,
): Promise<PushResult[]> => {
  const kept = batch.filter(({ keep }) => keep).map(({ operation }) => operation);
  if (kept.length === 0) return decide(batch, NOTHING_KNOWN, sender, now).results;
  const known = await whatIsKnown(transaction, kept);
  const { results, operations, moments, withdrawn, flagged } = decide(batch, known, sender, now);
  if (operations.length > 0) await transaction.keepOperations(operations);
  const aside = operations.filter(({ status }) => status === 'quarantined');
  if (aside.length > 0) await listAside(transaction, aside);
  if (moments.length > 0) {
    const first = await transaction.takePositions(moments.length);
    await transaction.putMoments(moments.map((moment, index) => placed(moment, first + index)));
  }
  if (withdrawn.length > 0) await transaction.eraseBodies(withdrawn);
  for (const each of flagged) await transaction.flag({ ...each, arrivedAt: hourOf(now) });
  return results;
};

const NOTHING_KNOWN: Known = {
  operations: [],
  moments: [],
  sayings: [],
  programmeIds: new Set<string>(),
};

const whatIsKnown = async (
  transaction: WriteTransaction,
  kept: readonly Operation[],
): Promise<Known> => {
  const operations = await transaction.operationsById(kept.map(({ operationId }) => operationId));
  const moments = await transaction.momentsById([...new Set(kept.map(({ momentId }) => momentId))]);
  // What is all new, as most is, or offered again, costs nothing more.
  const told = new Set(operations.map(({ operationId }) => operationId));
  const fresh = new Set(kept.flatMap((each) => (told.has(each.operationId) ? [] : each.momentId)));
  const changing = moments.flatMap(({ momentId }) => (fresh.has(momentId) ? [momentId] : []));
  const stored = changing.length > 0 ? await transaction.storedOf(changing) : [];
  return {
    operations,
    moments,
    sayings: stored.map(asSaying),
    programmeIds: await transaction.programmeIds(),
  };
};

/** What a stored operation says, read by the rules of its own schema number. */
const asSaying = ({ body, schema, ...stored }: StoredOperation): KnownSaying => {
  const said = body === null ? null : readBody({ schema, kind: stored.kind, body });
  return { ...stored, body: said?.is === 'moment' ? said.body : null };
};

const listAside = async (
  transaction: WriteTransaction,
  aside: readonly NewOperation[],
): Promise<void> => {
  const first = await transaction.takePositions(aside.length, 'set-aside');
  await transaction.keepAside(
    aside.map(({ operationId, fingerprint }, index) => ({
      asideId: randomUUID(),
      position: first + index,
      operationId,
      fingerprint,
    })),
  );
};

const placed = (moment: KnownMoment, position: number): KnownMoment => ({
  ...moment,
  arrivedPosition: moment.arrivedPosition || position,
  changedPosition: position,
});
