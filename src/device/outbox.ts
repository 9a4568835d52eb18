// The outbox. Once "Saved" was said, a moment is here until the endpoint's receipt was applied:
// a crash at any await loses nothing and doubles nothing (O3). Only this file, repair.ts,
// forget.ts and make-room.ts write moments and operations.
import type { MomentBody } from '../contract/moment.ts';
import type { Operation, PushResult } from '../contract/push.ts';
import { OPERATION_SCHEMA } from '../contract/version.ts';
import { wellFormed } from '../domain/moment.ts';
import { announceChange } from './changes.ts';
import type {
  KeptMoment,
  KeptOperation,
  OutboxDatabase,
  OutboxTransaction,
  Sender,
} from './database.ts';

/** How long an open details card may hold its moment back (O4). */
export const HOLD_MS = 20_000;
/** The longest that one request is under way (P5). */
export const REQUEST_LIMIT_MS = 30_000;
/** How long what was sent stays on the phone, to be shown and to be offered again after a restored backup (L3). */
export const KEPT_AFTER_SENDING_MS = 30 * 24 * 3_600_000;

/** What the outbox takes from outside, so that a test can hold it. */
export interface Means {
  now: number;
  newId: () => string;
}

type Frozen = Pick<Operation, 'body' | 'digest' | 'schema'>;

const encoder = new TextEncoder();

/** SHA-256 of the text's UTF-8 bytes, as lower-case hex. */
export const digestOf = async (text: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', encoder.encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** The digest is worked out before the transaction opens: IndexedDB would close it while we wait (S3). */
export const freeze = async (content: object): Promise<Frozen> => {
  const body = JSON.stringify(content);
  return { schema: OPERATION_SCHEMA, body, digest: await digestOf(body) };
};

export const newRow = (
  frozen: Frozen,
  personId: string,
  momentId: string,
  at: Pick<Operation, 'kind' | 'revision'>,
  heldUntil: number,
  { now, newId }: Means,
): KeptOperation => ({
  operationId: newId(),
  momentId,
  revision: at.revision,
  kind: at.kind,
  ...frozen,
  personId,
  savedAt: now,
  queuedAt: now,
  heldUntil,
  attempts: 0,
  sendingUntil: 0,
  waitUntil: 0,
});

/** A new moment and its operation, minted once: kept or sent however often, it is the same one. */
export interface Minted {
  moment: KeptMoment;
  operation: KeptOperation;
}

/** Mints a new moment. Nothing is kept yet. */
export const mintMoment = async (
  { personId, body }: { personId: string; body: MomentBody },
  means: Means,
): Promise<Minted> => {
  const kept = { ...body, words: wellFormed(body.words) };
  const frozen = await freeze(kept);
  const moment: KeptMoment = {
    momentId: means.newId(),
    personId,
    body: kept,
    savedAt: means.now,
  };
  const at = { kind: 'create' as const, revision: 1 };
  return { moment, operation: newRow(frozen, personId, moment.momentId, at, 0, means) };
};

/**
 * Keeps a new moment: the moment, its operation and the end of its draft in one strict transaction (S1, S3).
 * It is held back for its details for `HOLD_MS`. Throws StorageError; then nothing was kept, or, where the phone did
 * not answer, perhaps all of it: whoever asks again does so with the same one. What is here by then stays as it is: it
 * may have left the phone since.
 */
export const keepMoment = async (
  database: OutboxDatabase,
  { moment, operation }: Minted,
  draftId: string,
  now: number,
): Promise<KeptMoment> => {
  await database.write(['drafts', 'moments', 'operations'], async (tx) => {
    const [hereAlready] = await Promise.all([
      tx.objectStore('moments').getKey(moment.momentId),
      tx.objectStore('drafts').delete(draftId),
    ]);
    if (hereAlready !== undefined) return;
    await Promise.all([
      tx.objectStore('moments').put(moment),
      tx.objectStore('operations').put({ ...operation, heldUntil: now + HOLD_MS }),
    ]);
  });
  announceChange();
  return moment;
};

/** Mints a new moment and keeps it. */
export const saveMoment = async (
  database: OutboxDatabase,
  { draftId, ...what }: { personId: string; body: MomentBody; draftId: string },
  means: Means,
): Promise<KeptMoment> =>
  await keepMoment(database, await mintMoment(what, means), draftId, means.now);

export const operationsOf = (tx: OutboxTransaction, momentId: string): Promise<KeptOperation[]> =>
  tx.objectStore('operations').index('moment').getAll(momentId);

/**
 * Changes a moment's words or details; false where it is gone and nothing was kept. Before the first attempt the operation is replaced, with a new id and the
 * same revision; after it the change is an operation of its own (O1, O4).
 */
export const changeMoment = async (
  database: OutboxDatabase,
  { momentId, body, draftId }: { momentId: string; body: MomentBody; draftId?: string },
  means: Means,
): Promise<boolean> => {
  const kept = { ...body, words: wellFormed(body.words) };
  const frozen = await freeze(kept);
  // Minted before: a write that is tried once more is the same change (S5).
  const changeId = means.newId();
  const isKept = await database.write(['drafts', 'moments', 'operations'], async (tx) => {
    const moment = await tx.objectStore('moments').get(momentId);
    if (moment === undefined || moment.body === null) return false;
    const earlier = await operationsOf(tx, momentId);
    // The first try was kept and not heard of; it may be on its way already.
    if (earlier.some((row) => row.operationId === changeId)) return true;
    const unsent = earlier.find(({ attempts }) => attempts === 0);
    const row = newRow(
      frozen,
      moment.personId,
      momentId,
      unsent ?? { kind: 'amend', revision: lastRevision(earlier) + 1 },
      unsent?.heldUntil ?? 0,
      { now: means.now, newId: () => changeId },
    );
    if (unsent !== undefined) {
      row.queuedAt = unsent.queuedAt ?? means.now;
      await tx.objectStore('operations').delete(unsent.operationId);
    }
    if (earlier.some(({ handedOut }) => handedOut)) row.handedOut = true;
    // What the endpoint refused is replaced by this one, which carries the whole moment (O6).
    for (const { operationId, attention } of earlier) {
      if (attention !== undefined) await tx.objectStore('operations').delete(operationId);
    }
    await tx.objectStore('operations').put(row);
    await tx.objectStore('moments').put({ ...moment, body: kept });
    if (draftId !== undefined) await tx.objectStore('drafts').delete(draftId);
    return true;
  });
  announceChange();
  return isKept;
};

/**
 * Takes a moment back. What never left the phone is deleted and leaves nothing anywhere; else a withdrawal follows
 * what was sent, which the endpoint keeps as a tombstone (O4). One that this phone has forgotten meanwhile was sent:
 * with `personId`, whose it is, the withdrawal follows all the same.
 */
export const withdrawMoment = async (
  database: OutboxDatabase,
  { momentId, programmeId, personId }: { momentId: string; programmeId: string; personId?: string },
  means: Means,
): Promise<void> => {
  const frozen = await freeze({
    programmeId,
    withdrawnAt: new Date(means.now).toISOString(),
  });
  const operationId = means.newId();
  await database.write(['drafts', 'moments', 'operations'], async (tx) => {
    const here = await tx.objectStore('moments').get(momentId);
    const moment = here ?? (personId && { momentId, personId, savedAt: means.now });
    if (!moment || here?.body === null) return;
    const earlier = await operationsOf(tx, momentId);
    // What the endpoint refused it does not have: that goes like what never left.
    const attempted = earlier.filter((row) => row.attempts > 0 && row.attention === undefined);
    for (const row of earlier) {
      if (!attempted.includes(row)) await tx.objectStore('operations').delete(row.operationId);
    }
    await tx.objectStore('drafts').delete(`${moment.personId}/${momentId}`);
    // By a file it may come there all the same: the tombstone is to win over it (O4).
    const left = earlier.some(({ handedOut }) => handedOut) ? earlier : attempted;
    if (here && left.length === 0) {
      await tx.objectStore('moments').delete(momentId);
      return;
    }
    const at = { kind: 'withdraw' as const, revision: lastRevision(left) + 1 };
    await tx.objectStore('operations').put(
      newRow(frozen, moment.personId, momentId, at, 0, {
        now: means.now,
        newId: () => operationId,
      }),
    );
    await tx.objectStore('moments').put({ ...moment, body: null });
  });
  announceChange();
};

const lastRevision = (operations: KeptOperation[]): number =>
  Math.max(1, ...operations.map(({ revision }) => revision));

/** Ends the hold of a moment, or of every moment: its card was closed, or the app was hidden (O4). */
export const endHold = (
  database: OutboxDatabase,
  personId: string,
  momentId?: string,
): Promise<void> =>
  database.write(['operations'], async (tx) => {
    const store = tx.objectStore('operations');
    // One moment's few rows: the next save waits for this, however many others are in the queue.
    const rows =
      momentId === undefined
        ? await store.index('queue').getAll(queueOf(personId))
        : await store.index('moment').getAll(momentId);
    const held = rows.filter((row) => row.queuedAt !== undefined && row.heldUntil > 0);
    await Promise.all(held.map((row) => store.put({ ...row, heldUntil: 0 })));
  });

export const queueOf = (personId: string): IDBKeyRange =>
  IDBKeyRange.bound([personId, -Infinity], [personId, Infinity]);

export const refusedOf = (personId: string): IDBKeyRange =>
  IDBKeyRange.bound([personId, ''], [personId, '\uFFFF']);

/** A hold that ends more than 20 s ahead was written by a clock that has jumped: it counts as past (O4). */
const isHeld = ({ heldUntil }: KeptOperation, now: number): boolean =>
  heldUntil > now && heldUntil <= now + HOLD_MS;

/** Likewise no wait for one operation can stand more than an hour ahead (P6, P10). */
const mustWait = ({ waitUntil }: KeptOperation, now: number): boolean =>
  waitUntil > now && waitUntil <= now + 3_600_000;

export interface Batch {
  operations: Operation[];
  pending: { count: number; since: string | null };
  /** When something that is held or waits becomes free, in ms; Infinity where nothing does. */
  nextAt: number;
}

/** So many are looked at, at least, to find one that was tried less often. */
const LOOKED_AT_MIN = 100;

/** What was tried more often than this lets the others go first. */
const OFTEN = 5;
const inVain = ({ attempts }: KeptOperation): number => Math.max(attempts - OFTEN, 0);

/**
 * Takes the next operations of this person to be sent, oldest first, and records the attempt in the same strict
 * transaction, before any request leaves: from here on their bytes are frozen (O1, O4). One to which nobody ever has an
 * answer, as where a filter stops its words, holds up no other.
 */
export const takeBatch = async (
  database: OutboxDatabase,
  personId: string,
  most: { operations: number; bytes: number },
  now: number,
): Promise<Batch> => {
  const taken = await database.write(['operations'], async (tx) => {
    const store = tx.objectStore('operations');
    const queue = store.index('queue');
    const count = await queue.count(queueOf(personId));
    // Read at once, row by row would take seconds; more of them where some are held or wait.
    let length = Math.max(most.operations + 1, LOOKED_AT_MIN);
    let rows = await queue.getAll(queueOf(personId), length);
    let chosen = choose(rows, most, now);
    while (!chosen.isFull && rows.length === length) {
      length *= 4;
      rows = await queue.getAll(queueOf(personId), length);
      chosen = choose(rows, most, now);
    }
    await Promise.all(
      chosen.rows.map((row) =>
        store.put({
          ...row,
          attempts: row.attempts + 1,
          sendingUntil: now + REQUEST_LIMIT_MS,
        }),
      ),
    );
    // What was refused is here, too, and nowhere else.
    const refused = await store.index('attention').getAll(refusedOf(personId));
    const saved = [...rows.slice(0, 1), ...refused].map(({ savedAt }) => savedAt);
    const since = saved.length === 0 ? null : new Date(Math.min(...saved)).toISOString();
    const { operations, nextAt } = chosen;
    return { operations, nextAt, pending: { count: count + refused.length, since } };
  });
  if (taken.operations.length > 0) announceChange();
  return taken;
};

/** Which of these rows go next; `isFull` when the next one found no room. */
const choose = (
  rows: KeptOperation[],
  most: { operations: number; bytes: number },
  now: number,
): { rows: KeptOperation[]; operations: Operation[]; nextAt: number; isFull: boolean } => {
  const chosen: KeptOperation[] = [];
  const operations: Operation[] = [];
  let nextAt = Infinity;
  let bytes = 0;
  for (const row of [...rows].sort((one, other) => inVain(one) - inVain(other))) {
    if (isHeld(row, now) || mustWait(row, now)) {
      nextAt = Math.min(nextAt, isHeld(row, now) ? row.heldUntil : row.waitUntil);
      continue;
    }
    const operation = travelling(row);
    bytes += encoder.encode(JSON.stringify(operation)).length + 1;
    const isFull = operations.length === most.operations || bytes > most.bytes;
    if (isFull && operations.length > 0) return { rows: chosen, operations, nextAt, isFull };
    chosen.push(row);
    operations.push(operation);
  }
  return { rows: chosen, operations, nextAt, isFull: false };
};

/** The part of a row that travels. */
export const travelling = (row: KeptOperation): Operation => ({
  operationId: row.operationId,
  momentId: row.momentId,
  revision: row.revision,
  kind: row.kind,
  schema: row.schema,
  body: row.body,
  digest: row.digest,
});

/**
 * Applies the endpoint's word on operations, in one strict transaction (O2). A receipt takes the operation out of
 * the queue, a rejection shows it to the person, and what has to wait stays where it is until `waitUntil`. `epoch`
 * names the database that gave the receipts: what another one has is first offered again (L3).
 */
export const settleResults = async (
  database: OutboxDatabase,
  personId: string,
  results: PushResult[],
  waitUntil: number,
  epoch?: string,
): Promise<void> => {
  await database.write(['operations', 'senders'], async (tx) => {
    await noteAnswer(tx, personId, epoch);
    const store = tx.objectStore('operations');
    const found = await Promise.all(results.map(({ operationId }) => store.get(operationId)));
    // By id: the first word on an operation counts, should there be two.
    const rows = new Map(found.flatMap((row) => (row ? [[row.operationId, row]] : [])));
    const settled = new Set<KeptOperation>();
    for (const { operationId, digest, status, code, receivedAt } of results) {
      const row = rows.get(operationId);
      if (row === undefined || row.digest !== digest || row.queuedAt === undefined) continue;
      row.sendingUntil = 0;
      if (status === 'retry') {
        row.waitUntil = waitUntil;
        if (code !== undefined) row.waitsFor = code;
      } else {
        delete row.queuedAt;
        delete row.waitsFor;
        if (status === 'rejected') row.attention = code ?? 'rejected';
        else row.receivedAt = receivedAt ?? '';
      }
      settled.add(row);
    }
    await Promise.all([...settled].map((row) => store.put(row)));
  });
  announceChange();
};

/** It has answered: what failed before is over, and its receipts are of the database that it named. */
const noteAnswer = async (
  tx: OutboxTransaction,
  personId: string,
  epoch?: string,
): Promise<void> => {
  const before = await senderIn(tx, personId);
  const after = { ...before, failures: 0, retryAt: 0 };
  delete after.batch;
  delete after.blockedBy;
  delete after.isForeign;
  if (epoch !== undefined) await enterEpoch(tx, after, epoch);
  if (JSON.stringify(after) !== JSON.stringify(before)) await tx.objectStore('senders').put(after);
};

/**
 * Notes which database gives this person's receipts from now on. Another one than before was restored from a backup
 * and may lack what was sent since: all that this person sent in the last 30 days waits again, in its old order and
 * with its old bytes (L3). What is older is not on the phone any more. Only a withdrawal goes before what it ends: else
 * words that were taken back would stand on the server again until it comes.
 */
const enterEpoch = async (tx: OutboxTransaction, sender: Sender, epoch: string): Promise<void> => {
  const before = sender.epoch;
  sender.epoch = epoch;
  if (before === undefined || before === epoch) return;
  const store = tx.objectStore('operations');
  const sent = await store.index('received').getAll();
  const own = sent.filter(({ personId }) => personId === sender.personId);
  const begun = new Map<string, number>();
  for (const { momentId, savedAt } of own) {
    begun.set(momentId, Math.min(savedAt, begun.get(momentId) ?? savedAt));
  }
  for (const row of own) {
    delete row.receivedAt;
    row.queuedAt = row.kind === 'withdraw' ? begun.get(row.momentId)! - 0.5 : row.savedAt;
    // As tried as any other: what was tried less goes first.
    row.attempts = 1;
  }
  await Promise.all(own.map((row) => store.put(row)));
};

/** The same for an answer that brought no receipts. Once it resolved, what is to be offered again is in the queue. */
export const noteEpoch = async (
  database: OutboxDatabase,
  personId: string,
  epoch: string,
): Promise<void> => {
  if ((await readSender(database, personId)).epoch === epoch) return;
  await database.write(['operations', 'senders'], async (tx) => {
    const sender = await senderIn(tx, personId);
    await enterEpoch(tx, sender, epoch);
    await tx.objectStore('senders').put(sender);
  });
  announceChange();
};

/** The request brought no word on these: they wait as before, frozen as they are. */
export const returnBatch = async (
  database: OutboxDatabase,
  operationIds: string[],
): Promise<void> => {
  await database.write(['operations'], async (tx) => {
    const store = tx.objectStore('operations');
    for (const operationId of operationIds) {
      const row = await store.get(operationId);
      if (row?.queuedAt !== undefined) await store.put({ ...row, sendingUntil: 0 });
    }
  });
  announceChange();
};

/** How sending goes for this person. */
export const readSender = (database: OutboxDatabase, personId: string): Promise<Sender> =>
  database.read(['senders'], (tx) => senderIn(tx, personId));

export const updateSender = async (
  database: OutboxDatabase,
  personId: string,
  change: Partial<Omit<Sender, 'personId'>>,
): Promise<void> => {
  await database.write(['senders'], async (tx) => {
    await tx.objectStore('senders').put({ ...(await senderIn(tx, personId)), ...change });
  });
  announceChange();
};

export const senderIn = async (
  tx: { objectStore(name: 'senders'): { get(key: string): Promise<Sender | undefined> } },
  personId: string,
): Promise<Sender> =>
  (await tx.objectStore('senders').get(personId)) ?? {
    personId,
    signInNeeded: false,
    failures: 0,
    retryAt: 0,
  };
