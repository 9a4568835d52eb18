// Every call that the outbox makes of IndexedDB goes wrong once, in every way: what was told as done is there exactly
// once, what was told as failed is not there, and what is asked for again, as a person does, is there once after all.
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
import { type FaultKind, type StorageDouble, storageDouble } from '../../support/storage-double.ts';

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

/** Waits for `work`, whose limits of 5 s pass at once. */
const patiently = async <T>(work: Promise<T>): Promise<T> => {
  let isOver = false;
  const ended = work.finally(() => (isOver = true));
  ended.catch(() => undefined);
  for (let turns = 0; !isOver; turns += 1) {
    await new Promise(setImmediate);
    // What can be answered is answered in far fewer turns.
    if (turns > 60) {
      turns = 0;
      await vi.advanceTimersByTimeAsync(5_000);
    }
  }
  return await ended;
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

describe.each(Object.entries(DOINGS))('%s', (_name, doing) => {
  test.each(KINDS.flatMap((kind) => [true, false].flatMap((lasts) => [[kind, lasts] as const])))(
    '[S1] [S4] [S5] [O3] storage that %s at any call (and stays so: %s) keeps it once, or says so and keeps nothing',
    async (kind, lasts) => {
      for (const isOpen of [true, false]) {
        const untroubled = await begin(doing, isOpen);
        await patiently(untroubled.run(untroubled.outbox));
        const { length } = untroubled.storage.calls;
        const done = await afterHealing(untroubled.storage);
        expect(done).not.toEqual(untroubled.before);
        untroubled.outbox.close();

        for (let at = 0; at < length; at += 1) {
          const { storage, before, outbox, run } = await begin(doing, isOpen);
          storage.arm({ kind, at, lasts });
          const failure = await patiently(
            run(outbox).then(
              () => null,
              (error: unknown) => error,
            ),
          );
          const call = `${kind} at call ${at}, ${storage.calls[at]}`;
          if (kind !== 'full') expect(storage.hasStruck(), call).toBe(true);
          const rows = await afterHealing(storage);
          if (failure === null) expect(rows, call).toEqual(done);
          else {
            expect(failure, call).toBeInstanceOf(StorageError);
            // A commit whose answer never came may have been made: the same one is asked for again.
            const isUnsure = kind === 'hangs' || kind === 'unheard';
            if (!isUnsure) expect(rows, call).toEqual(before);
            else expect([before, done], call).toContainEqual(rows);
          }
          await patiently(run(outbox));
          expect(await afterHealing(storage), `${call}, asked again`).toEqual(done);
          outbox.close();
        }
      }
    },
  );
});
