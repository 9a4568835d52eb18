// Every call that the outbox makes of IndexedDB goes wrong once, in every way: what was told as done is there exactly
// once, what was told as failed is not there, and what is asked for again, as a person does, is there once after all.
import { isDeepStrictEqual } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openOutbox, type OutboxDatabase, StorageError } from '../../../src/device/database.ts';
import { keepDraft } from '../../../src/device/drafts.ts';
import {
  changeMoment,
  keepMoment,
  mintMoment,
  saveMoment,
  settleResults,
  takeBatch,
  withdrawMoment,
} from '../../../src/device/outbox.ts';
import { AISHA, DROP_IN, NOON, receiptFor } from '../../support/phone.ts';
import { aMoment } from '../../support/operations.ts';
import { patiently } from '../../support/patience.ts';
import {
  type Fault,
  type FaultKind,
  type StorageDouble,
  storageDouble,
} from '../../support/storage-double.ts';

afterEach(() => void vi.useRealTimers());

const MOST = { operations: 20, bytes: 1_000_000 };
const DRAFT = `${AISHA}/new`;

/** Ids that are the same each time. */
const ids = (prefix: string): (() => string) => {
  let count = 0;
  return () => `${prefix}-${(count += 1)}`;
};
const means = (prefix: string) => ({ now: NOON, newId: ids(prefix) });

const kept = (outbox: OutboxDatabase, words: string) =>
  saveMoment(outbox, { personId: AISHA, body: aMoment({ words }), draftId: DRAFT }, means(words));
const attempted = async (outbox: OutboxDatabase) => {
  await kept(outbox, 'before');
  return await takeBatch(outbox, AISHA, MOST, NOON + 20_000);
};

interface Doing {
  /** What the phone holds before. */
  prepare: (outbox: OutboxDatabase) => Promise<unknown>;
  /** What is done; the second time it is asked for by the same tap or timer. */
  begin: () => Promise<(outbox: OutboxDatabase) => Promise<unknown>>;
}

const change = (outbox: OutboxDatabase, newId: () => string) =>
  changeMoment(
    outbox,
    { momentId: 'before-1', body: aMoment({ words: 'after' }), draftId: `${AISHA}/before-1` },
    { now: NOON, newId },
  );
const withdraw = (outbox: OutboxDatabase) =>
  withdrawMoment(outbox, { momentId: 'before-1', programmeId: DROP_IN }, means('withdraw'));

const DOINGS: Record<string, Doing> = {
  save: {
    prepare: (outbox) => keepDraft(outbox, DRAFT, 'half a sen', NOON),
    begin: async () => {
      const minted = await mintMoment({ personId: AISHA, body: aMoment() }, means('save'));
      return (outbox) => keepMoment(outbox, minted, DRAFT, NOON);
    },
  },
  'change, before it was tried': {
    prepare: async (outbox) => {
      await kept(outbox, 'before');
      await keepDraft(outbox, `${AISHA}/before-1`, 'aft', NOON);
    },
    begin: async () => (outbox) => change(outbox, () => 'changed'),
  },
  'change, after it was tried': {
    prepare: attempted,
    begin: async () => (outbox) => change(outbox, () => 'changed'),
  },
  'withdraw, before it was tried': {
    prepare: (outbox) => kept(outbox, 'before'),
    begin: async () => withdraw,
  },
  'withdraw, after it was tried': { prepare: attempted, begin: async () => withdraw },
  takeBatch: {
    prepare: async (outbox) => {
      await kept(outbox, 'one');
      await kept(outbox, 'two');
    },
    begin: async () => (outbox) => takeBatch(outbox, AISHA, MOST, NOON + 20_000),
  },
  settle: {
    prepare: async (outbox) => {
      await attempted(outbox);
      await kept(outbox, 'next');
    },
    begin: async () => async (outbox) => {
      const row = await outbox.read(['operations'], (tx) =>
        tx.objectStore('operations').get('before-2'),
      );
      if (row !== undefined) await settleResults(outbox, AISHA, [receiptFor(row)], NOON);
    },
  },
};

const KINDS: FaultKind[] = ['throws', 'fails', 'full', 'hangs', 'unheard', 'closes'];

/** Every row of the outbox, but how often and until when it may have left: a try more is harmless. */
const rowsOf = async (outbox: OutboxDatabase): Promise<unknown> => {
  const stores = ['drafts', 'moments', 'operations', 'senders', 'media'] as const;
  return await outbox.read([...stores], async (tx) =>
    Promise.all(
      stores.map(async (name) =>
        (await tx.objectStore(name).getAll()).map((row) =>
          'attempts' in row ? { ...row, attempts: Math.min(row.attempts, 1) } : row,
        ),
      ),
    ),
  );
};

const begin = async (doing: Doing, isOpen: boolean) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const storage = storageDouble();
  const first = openOutbox();
  await patiently(doing.prepare(first));
  const before = await patiently(rowsOf(first));
  // A page that was just opened, or one whose database is open already.
  if (!isOpen) first.close();
  storage.watch();
  return { storage, before, outbox: isOpen ? first : openOutbox(), run: await doing.begin() };
};
const afterHealing = async (storage: StorageDouble) => {
  storage.heal();
  storage.watch();
  const fresh = openOutbox();
  const rows = await patiently(rowsOf(fresh));
  fresh.close();
  return rows;
};

const ended = (work: Promise<unknown>): Promise<Error | null> =>
  patiently(
    work.then(
      () => null,
      (error: Error) => error,
    ),
  );

/** One run, in which the call `at` goes wrong: what came of it. */
const runOnce = async (doing: Doing, isOpen: boolean, fault: Fault | null) => {
  const { storage, before, outbox, run } = await begin(doing, isOpen);
  if (fault !== null) storage.arm(fault);
  const failure = await ended(run(outbox));
  const { length } = storage.calls;
  const call = storage.calls[fault?.at ?? 0];
  const hasStruck = storage.hasStruck();
  const rows = await afterHealing(storage);
  const askedAgain = await ended(run(outbox));
  const rowsInTheEnd = await afterHealing(storage);
  outbox.close();
  return { before, failure, length, call, hasStruck, rows, askedAgain, rowsInTheEnd };
};

/** What is wrong with it, or null. `done` is what the phone holds after a run in which nothing went wrong. */
const complaintAbout = (
  fault: Fault,
  done: unknown,
  run: Awaited<ReturnType<typeof runOnce>>,
): string | null => {
  const { before, failure, call, hasStruck, rows, askedAgain, rowsInTheEnd } = run;
  const at = `call ${fault.at}, ${call}`;
  if (!hasStruck && fault.kind !== 'full') return `${at}: did not go wrong`;
  if (failure === null && !isDeepStrictEqual(rows, done)) return `${at}: told as done, and is not`;
  if (failure !== null && !(failure instanceof StorageError)) return `${at}: ${String(failure)}`;
  // A commit whose answer never came may have been made.
  const isUnsure = fault.kind === 'hangs' || fault.kind === 'unheard';
  const mayStand = [...(failure === null || isUnsure ? [done] : []), before];
  if (!mayStand.some((each) => isDeepStrictEqual(each, rows))) {
    return `${at}: told as failed, and something of it is there`;
  }
  if (askedAgain !== null) return `${at}: asked again, ${String(askedAgain)}`;
  return isDeepStrictEqual(rowsInTheEnd, done) ? null : `${at}: asked again, not there once`;
};

describe.each(Object.entries(DOINGS))('%s', (_name, doing) => {
  test.each(KINDS.flatMap((kind) => [false, true].map((lasts) => ({ kind, lasts }))))(
    '[S1] [S4] [S5] [O3] storage that $kind at any call (lasting: $lasts) keeps it once, or says so and keeps nothing',
    async (how) => {
      const complaints: (string | null)[] = [];
      for (const isOpen of [true, false]) {
        const untroubled = await runOnce(doing, isOpen, null);
        expect(untroubled.rows).not.toEqual(untroubled.before);
        expect(untroubled.length).toBeGreaterThan(2);
        for (let at = 0; at < untroubled.length; at += 1) {
          const fault = { ...how, at };
          const run = await runOnce(doing, isOpen, fault);
          complaints.push(complaintAbout(fault, untroubled.rows, run));
        }
      }
      expect(complaints.filter((complaint) => complaint !== null)).toEqual([]);
    },
  );
});
