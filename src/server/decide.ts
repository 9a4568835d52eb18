import type { PushResult } from '../contract/push.ts';
import { settle, wellFormed } from '../domain/moment.ts';
import type { Saying, Standing } from '../domain/moment.ts';
import type { Examined } from './examine.ts';
import type { Flagged, KnownMoment, KnownOperation, NewOperation } from './store/store.ts';

/** Who sends, as the session says; never as the request says. */
export interface Sender {
  organisationId: string;
  personId: string;
  sessionId: string;
  /** How the words came in: `practitioner` for a signed-in phone. */
  channel: string;
}

/** What the database holds of the batch: everything that the decision may look at. */
export interface Known {
  operations: readonly KnownOperation[];
  moments: readonly KnownMoment[];
  /** All that was stored of those moments. */
  sayings: readonly KnownSaying[];
  programmeIds: ReadonlySet<string>;
}

export interface KnownSaying extends Saying {
  momentId: string;
}

export interface Decision {
  results: PushResult[];
  operations: NewOperation[];
  /** New and changed moments in the order of the batch. Their places are still to be taken. */
  moments: KnownMoment[];
  /** Moments that a withdrawal in this batch ended. */
  withdrawn: string[];
  /** Moments of which this batch says that someone may be at risk, flagged already or not (A7). */
  flagged: FlaggedMoment[];
}

type FlaggedMoment = Pick<Flagged, 'momentId' | 'programmeId'>;

type Kept = Extract<Examined, { keep: true }>;
type Status = Pick<NewOperation, 'status' | 'code'>;

const STORED: Status = { status: 'stored', code: null };
const quarantined = (code: string): Status => ({ status: 'quarantined', code });

/**
 * What becomes of a batch, given what is known: one result for each operation, in their order, and the rows to write.
 * Pure, so that every order and repetition can be tried. `now` is the server's clock.
 */
export const decide = (
  batch: readonly Examined[],
  known: Known,
  sender: Sender,
  now: string,
): Decision => {
  const receipts = new Map<string, KnownOperation[]>();
  const remember = (receipt: KnownOperation): void => {
    receipts.set(receipt.operationId, [...(receipts.get(receipt.operationId) ?? []), receipt]);
  };
  known.operations.forEach(remember);
  const moments = new Map(known.moments.map((moment) => [moment.momentId, moment]));
  const sayings = new Map<string, Saying[]>();
  const hear = (momentId: string, saying: Saying): Saying[] => {
    const all = [...(sayings.get(momentId) ?? []), saying];
    sayings.set(momentId, all);
    return all;
  };
  for (const { momentId, ...saying } of known.sayings) hear(momentId, saying);
  // What was withdrawn again after a backup came back has no operation here that says so (L3).
  for (const { momentId, standing } of known.moments) {
    if (standing.body === null) hear(momentId, { ...standing, kind: 'withdraw' });
  }
  const changed = new Set<string>();
  const withdrawn = new Set<string>();
  const flagged = new Map<string, FlaggedMoment>();
  const operations: NewOperation[] = [];

  const decideOne = (examined: Examined): PushResult => {
    const { operationId, digest } = examined.operation;
    if (!examined.keep) {
      return { operationId, digest, status: examined.status, code: examined.code };
    }
    const earlier = receipts.get(operationId) ?? [];
    const same = earlier.find(({ fingerprint }) => fingerprint === examined.fingerprint);
    if (same !== undefined) return receiptOf(same, digest, 'duplicate');

    const status =
      earlier.length > 0 ? quarantined('conflict') : judge(examined, moments, known, sender);
    const operation = newOperation(examined, status, sender, now);
    remember(operation);
    operations.push(operation);
    if (status === STORED) apply(examined);
    return receiptOf(operation, digest, 'stored');
  };

  const apply = ({ operation, said }: Kept): void => {
    const { momentId } = operation;
    // Whether it stands or not, and also of what was taken back: nothing that is said later says that all is well.
    if (said?.is === 'moment' && said.body.mayBeAtRisk && !flagged.has(momentId)) {
      flagged.set(momentId, { momentId, programmeId: said.body.programmeId });
    }
    const before = moments.get(momentId) ?? null;
    const standing = settle(hear(momentId, sayingOf(operation, said)));
    if (before !== null && isSame(standing, before.standing)) return;
    if (standing.body === null) withdrawn.add(momentId);
    moments.set(momentId, {
      ...(before ?? newMoment(momentId, sender, now)),
      programmeId: standing.body?.programmeId ?? tombstoneProgramme(said, before, known),
      standing,
      withdrawnAt: standing.body === null ? (before?.withdrawnAt ?? now) : null,
    });
    // Set again, so that the order is that of the last change.
    changed.delete(momentId);
    changed.add(momentId);
  };

  const results = batch.map(decideOne);
  return {
    results,
    operations: operations.map((operation) =>
      moments.get(operation.momentId)?.standing.body === null ? withoutWords(operation) : operation,
    ),
    moments: [...changed].map((momentId) => moments.get(momentId)!),
    withdrawn: [...withdrawn],
    flagged: [...flagged.values()],
  };
};

/** Nothing changed: the feed need not tell of it again. */
const isSame = (one: Standing, other: Standing): boolean =>
  one.operationId === other.operationId &&
  one.conflicted === other.conflicted &&
  one.body?.audience === other.body?.audience;

/** Whether a new operation is stored, or kept aside for managers and why (P8). */
const judge = (
  { operation, said }: Kept,
  moments: ReadonlyMap<string, KnownMoment>,
  { programmeIds }: Known,
  { personId }: Sender,
): Status => {
  if (said === null) return quarantined('rule_broken');
  const owner = moments.get(operation.momentId)?.personId ?? personId;
  if (owner !== personId) return quarantined('rule_broken');
  // A withdrawal takes effect whatever it says of the programme: the words must go.
  if (said.is === 'moment' && !programmeIds.has(said.body.programmeId)) {
    return quarantined('unknown_programme');
  }
  return STORED;
};

const receiptOf = (
  { operationId, status, code, receivedAt }: KnownOperation,
  digest: string,
  whenStored: 'stored' | 'duplicate',
): PushResult =>
  status === 'stored'
    ? { operationId, digest, status: whenStored, receivedAt }
    : { operationId, digest, status, code: code ?? 'rule_broken', receivedAt };

const sayingOf = (
  { operationId, revision, kind }: Kept['operation'],
  said: Kept['said'],
): Saying => ({
  operationId,
  revision,
  kind,
  body: said?.is === 'moment' ? said.body : null,
});

const newOperation = (
  { operation, fingerprint }: Kept,
  { status, code }: Status,
  { personId, sessionId }: Sender,
  receivedAt: string,
): NewOperation => ({
  operationId: operation.operationId,
  fingerprint,
  momentId: operation.momentId,
  revision: operation.revision,
  kind: operation.kind,
  schema: operation.schema,
  digest: operation.digest,
  // What was kept aside may hold what neither engine can keep as text.
  body: status === 'stored' ? operation.body : wellFormed(operation.body),
  status,
  code,
  personId,
  sessionId,
  receivedAt,
});

const newMoment = (momentId: string, sender: Sender, now: string) => ({
  momentId,
  personId: sender.personId,
  channel: sender.channel,
  receivedAt: now,
  arrivedPosition: 0,
  changedPosition: 0,
});

/** Where a withdrawn moment counts: what its words said, else what the withdrawal claims, if that exists. */
const tombstoneProgramme = (
  said: Kept['said'],
  before: KnownMoment | null,
  { programmeIds }: Known,
): string | null => {
  const claimed = said?.body.programmeId ?? '';
  return before?.programmeId ?? (programmeIds.has(claimed) ? claimed : null);
};

/** Once a moment is withdrawn, nothing that was said of it is kept (X2); a withdrawal itself holds no words. */
const withoutWords = (operation: NewOperation): NewOperation =>
  operation.kind === 'withdraw' && operation.status === 'stored'
    ? operation
    : { ...operation, body: null };
