import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StorageError } from '../../../src/device/database.ts';
import { keepDraft, readDraft } from '../../../src/device/drafts.ts';
import {
  HOLD_MS,
  changeMoment,
  digestOf,
  endHold,
  saveMoment,
  settleResults,
  takeBatch,
  withdrawMoment,
} from '../../../src/device/outbox.ts';
import { forgetLongSent } from '../../../src/device/forget.ts';
import { countOthersWaiting, listMoments } from '../../../src/device/list-moments.ts';
import { stateOf } from '../../../src/device/standing.ts';
import {
  AISHA,
  BEN,
  DROP_IN,
  NOON,
  type TestPhone,
  aPhone,
  everythingIn,
  receiptFor,
} from '../../support/phone.ts';
import { aMoment } from '../../support/operations.ts';

const ALL = { operations: 500, bytes: 1_000_000 };
let phone: TestPhone;
const newId = (): string => crypto.randomUUID();
const means = () => ({ now: phone.clock.now, newId });
const take = async (now = phone.clock.now + HOLD_MS) => {
  const batch = await takeBatch(phone.outbox, AISHA, ALL, now);
  // What was saved in one millisecond stands in any order, and none is needed (P9).
  batch.operations.sort((one, other) => one.revision - other.revision);
  return batch;
};
const shown = () => listMoments(phone.outbox, AISHA, phone.clock.now + HOLD_MS);

beforeEach(async () => {
  phone = aPhone();
  // Open already, so that a test sees only the transactions that it is about.
  await everythingIn(phone.outbox);
});
afterEach(() => void vi.restoreAllMocks());

describe('saving', () => {
  test('[S1] a save resolves only after its transaction completed, with strict durability', async () => {
    const order: string[] = [];
    const begun = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...args
    ) {
      begun.mockRestore();
      const tx = this.transaction(...args);
      expect(args[1]).toBe('readwrite');
      expect(args[2]).toEqual({ durability: 'strict' });
      tx.addEventListener('complete', () => order.push('complete'));
      return tx;
    });
    await phone.save('words');
    order.push('saved');
    expect(order).toEqual(['complete', 'saved']);
  });

  /** From now on so many transactions abort, although every put in them had succeeded. */
  const abortNext = (times: number): void => {
    const { put } = IDBObjectStore.prototype;
    const aborted = new Set<IDBTransaction>();
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      const request = put.apply(this, args);
      const { transaction } = this;
      if (!aborted.has(transaction) && aborted.size < times) {
        aborted.add(transaction);
        request.addEventListener('success', () => transaction.abort());
      }
      return request;
    });
  };
  const saveOne = () =>
    saveMoment(
      phone.outbox,
      { personId: AISHA, body: aMoment(), draftId: `${AISHA}/new` },
      { now: NOON, newId },
    );

  test('[S1] [S5] a save whose transaction aborts, although every put had succeeded, is tried once more and kept once', async () => {
    abortNext(1);
    const digested = vi.spyOn(crypto.subtle, 'digest');
    const { momentId } = await saveOne();
    expect(digested).toHaveBeenCalledTimes(1);
    expect(await shown()).toMatchObject([{ momentId, state: 'waiting' }]);
    expect((await take()).operations).toHaveLength(1);
  });

  test('[S1] [S5] a save whose transaction aborts both times is refused, and nothing of it is kept', async () => {
    await keepDraft(phone.outbox, `${AISHA}/new`, 'half a sen', NOON);
    abortNext(2);
    const saving = saveOne();
    await expect(saving).rejects.toBeInstanceOf(StorageError);
    await expect(saving).rejects.toMatchObject({ trouble: 'lost' });
    expect(await shown()).toEqual([]);
    expect((await take()).operations).toEqual([]);
    // The draft goes only with a save.
    expect(await readDraft(phone.outbox, `${AISHA}/new`)).toBe('half a sen');
  });

  test('[S3] one save is one transaction: moment, operation and the end of the draft', async () => {
    await keepDraft(phone.outbox, `${AISHA}/new`, 'half a sen', NOON);
    const begun = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await phone.save('half a sentence');
    expect(begun).toHaveBeenCalledTimes(1);
    expect(begun.mock.calls[0]?.[0]).toEqual(['drafts', 'moments', 'operations']);
    expect(await readDraft(phone.outbox, `${AISHA}/new`)).toBe('');
    expect((await take()).operations).toHaveLength(1);
  });

  test('[S3] the digest is worked out before the transaction opens', async () => {
    const order: string[] = [];
    const hash = crypto.subtle.digest.bind(crypto.subtle);
    vi.spyOn(crypto.subtle, 'digest').mockImplementation((...args) => {
      order.push('digest');
      return hash(...args);
    });
    const begin = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...args
    ) {
      order.push('transaction');
      return begin.apply(this, args);
    });
    await phone.save('words');
    expect(order).toEqual(['digest', 'transaction']);
  });

  test('[S8] NUL and lone surrogates become U+FFFD before the digest; all else is exact', async () => {
    const odd = "a\0b \uD83D c \uDE00 d \u202Eright\u202C \u{1F600} <b> '; drop table moment; --";
    await phone.save(odd);
    const [operation] = (await take()).operations;
    const body = JSON.parse(operation?.body ?? '{}') as { words: string };
    expect(body.words).toBe(
      "a\u{FFFD}b \u{FFFD} c \u{FFFD} d \u202Eright\u202C \u{1F600} <b> '; drop table moment; --",
    );
    expect(operation?.digest).toBe(await digestOf(operation?.body ?? ''));
    expect((await shown())[0]?.body?.words).toBe(body.words);
  });
});

describe('changing', () => {
  test('[O4] before the first attempt an amend replaces: new operation id, same revision', async () => {
    const momentId = await phone.save('first');
    await changeMoment(phone.outbox, { momentId, body: aMoment({ words: 'second' }) }, means());
    const { operations } = await take();
    expect(operations).toHaveLength(1);
    expect(operations[0]).toMatchObject({ momentId, revision: 1, kind: 'create' });
    expect(operations[0]?.body).toContain('second');
  });

  test('[O1] an operation that may have left is never changed: a change is a new revision', async () => {
    const momentId = await phone.save('first');
    const [before] = (await take()).operations;
    await changeMoment(phone.outbox, { momentId, body: aMoment({ words: 'second' }) }, means());
    await changeMoment(phone.outbox, { momentId, body: aMoment({ words: 'third' }) }, means());
    const { operations } = await take();
    expect(operations).toHaveLength(2);
    expect(operations).toContainEqual(before);
    expect(operations[1]).toMatchObject({ momentId, revision: 2, kind: 'amend' });
    expect(operations[1]?.body).toContain('third');
  });

  test('[O1] an operation travels with the same bytes at every attempt', async () => {
    await phone.save('words');
    const first = await take();
    const second = await take();
    expect(JSON.stringify(second.operations)).toBe(JSON.stringify(first.operations));
  });

  test('[O4] withdrawn before the first attempt, a moment leaves nothing anywhere', async () => {
    const momentId = await phone.save('words');
    await withdrawMoment(phone.outbox, { momentId, programmeId: DROP_IN }, means());
    expect(await everythingIn(phone.outbox)).toEqual([]);
    expect((await take()).operations).toEqual([]);
  });

  test('[O4] withdrawn after it may have left, a withdrawal follows and carries no words', async () => {
    const momentId = await phone.save('a secret');
    await take();
    await withdrawMoment(phone.outbox, { momentId, programmeId: DROP_IN }, means());
    const { operations } = await take();
    expect(operations.map(({ kind, revision }) => [kind, revision])).toEqual([
      ['create', 1],
      ['withdraw', 2],
    ]);
    expect(operations[1]?.body).not.toContain('secret');
    expect(await shown()).toMatchObject([{ body: null, state: 'sending' }]);
    await settleResults(phone.outbox, AISHA, operations.map(receiptFor), 0);
    expect(await shown()).toEqual([]);
  });

  test('[O4] an unsent change of a sent moment goes with its withdrawal', async () => {
    const momentId = await phone.save('first');
    await settleResults(phone.outbox, AISHA, (await take()).operations.map(receiptFor), 0);
    await changeMoment(phone.outbox, { momentId, body: aMoment({ words: 'second' }) }, means());
    await withdrawMoment(phone.outbox, { momentId, programmeId: DROP_IN }, means());
    const { operations } = await take();
    expect(operations.map(({ kind, revision }) => [kind, revision])).toEqual([['withdraw', 2]]);
  });

  test('[O6] what the endpoint refused is replaced when it is changed', async () => {
    const momentId = await phone.save('first');
    const results = (await take()).operations.map((operation) => ({
      ...receiptFor(operation),
      status: 'rejected' as const,
      code: 'digest_wrong',
    }));
    await settleResults(phone.outbox, AISHA, results, 0);
    expect(await shown()).toMatchObject([{ state: 'needs attention', attention: 'digest_wrong' }]);
    await changeMoment(phone.outbox, { momentId, body: aMoment({ words: 'second' }) }, means());
    expect(await shown()).toMatchObject([{ state: 'waiting' }]);
    expect((await take()).operations).toHaveLength(1);
  });
});

test('[O6] what the endpoint refused leaves nothing when it is taken back', async () => {
  const momentId = await phone.save('first');
  const results = (await take()).operations.map((operation) => ({
    ...receiptFor(operation),
    status: 'rejected' as const,
    code: 'not_valid',
  }));
  await settleResults(phone.outbox, AISHA, results, 0);
  await withdrawMoment(phone.outbox, { momentId, programmeId: DROP_IN }, means());
  expect(await everythingIn(phone.outbox)).toEqual([]);
});

describe('the hold of an open card', () => {
  test('[O4] the drain skips a moment for 20 s at most, and says when it is free', async () => {
    await phone.save('words');
    const batch = await take(NOON + HOLD_MS - 1);
    expect(batch).toMatchObject({ operations: [], nextAt: NOON + HOLD_MS });
    expect((await take(NOON + HOLD_MS)).operations).toHaveLength(1);
  });

  test('[O4] closing the card or hiding the app ends it', async () => {
    const one = await phone.save('one');
    await phone.save('two');
    await endHold(phone.outbox, AISHA, one);
    expect((await take(NOON)).operations.map(({ momentId }) => momentId)).toEqual([one]);
    await endHold(phone.outbox, AISHA);
    expect((await take(NOON)).operations).toHaveLength(2);
  });

  test('[O4] a hold more than 20 s ahead counts as past: the clock has jumped', async () => {
    phone.clock.now = NOON + 10 * 365 * 24 * 3_600_000;
    await phone.save('words');
    expect((await take(NOON)).operations).toHaveLength(1);
  });

  test('[O4] the first attempt is recorded in a strict transaction before a request could leave', async () => {
    await phone.save('words');
    const begun = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await take();
    expect(begun).toHaveBeenCalledWith(['operations'], 'readwrite', { durability: 'strict' });
    const rows = await phone.outbox.read(['operations'], (tx) =>
      tx.objectStore('operations').getAll(),
    );
    expect(rows[0]?.attempts).toBe(1);
  });
});

describe('receipts', () => {
  test('[O2] only a receipt with this id and digest takes an operation out of the queue', async () => {
    await phone.save('words');
    const [operation] = (await take()).operations;
    if (operation === undefined) throw new Error('nothing was taken');
    const foreign = { ...receiptFor(operation), digest: '0'.repeat(64) };
    await settleResults(phone.outbox, AISHA, [foreign], 0);
    expect((await take()).operations).toHaveLength(1);
    await settleResults(phone.outbox, AISHA, [receiptFor(operation)], 0);
    expect((await take()).operations).toEqual([]);
    expect(await shown()).toMatchObject([
      { state: 'sent', receivedAt: '2026-11-23T12:00:01.000Z' },
    ]);
  });

  test('[O2] what was sent stays for 30 days, then goes; what was not sent never goes', async () => {
    await phone.save('sent');
    await settleResults(phone.outbox, AISHA, (await take()).operations.map(receiptFor), 0);
    await phone.save('unsent');
    await forgetLongSent(phone.outbox, NOON + 29 * 86_400_000);
    expect(await shown()).toHaveLength(2);
    await forgetLongSent(phone.outbox, NOON + 400 * 86_400_000);
    expect((await shown()).map(({ body }) => body?.words)).toEqual(['unsent']);
  });
});

describe('whose it is', () => {
  test('[O5] a batch holds the operations of one person only; others are a number', async () => {
    await phone.save('mine');
    await phone.save('theirs', BEN);
    await phone.save('theirs too', BEN);
    const { operations, pending } = await take();
    expect(operations).toHaveLength(1);
    expect(operations[0]?.body).toContain('mine');
    expect(pending.count).toBe(1);
    expect(await countOthersWaiting(phone.outbox, AISHA)).toBe(2);
    expect((await shown()).map(({ body }) => body?.words)).toEqual(['mine']);
  });
});

describe('the one true state', () => {
  const row = {
    operationId: 'a',
    momentId: 'm',
    revision: 1,
    kind: 'create' as const,
    schema: 1,
    body: '{}',
    digest: '',
    personId: AISHA,
    savedAt: NOON,
    heldUntil: 0,
    attempts: 0,
    sendingUntil: 0,
    waitUntil: 0,
  };

  test.each([
    ['waiting', [{ ...row, queuedAt: NOON }], false],
    ['sending', [{ ...row, queuedAt: NOON, attempts: 1, sendingUntil: NOON + 1_000 }], false],
    ['waiting', [{ ...row, queuedAt: NOON, attempts: 1, sendingUntil: NOON - 1 }], false],
    ['waiting', [{ ...row, queuedAt: NOON, sendingUntil: NOON + 3_600_000 }], false],
    ['sign-in needed', [{ ...row, queuedAt: NOON }], true],
    ['sent', [{ ...row, receivedAt: '2026-11-23T12:00:01.000Z' }], true],
    ['needs attention', [{ ...row, attention: 'digest_wrong' }], false],
    [
      'waiting',
      [
        { ...row, receivedAt: 'x' },
        { ...row, revision: 2, queuedAt: NOON },
      ],
      false,
    ],
  ] as const)('[O7] %s is computed from the rows', (state, rows, signInNeeded) => {
    expect(stateOf([...rows], signInNeeded, NOON).state).toBe(state);
  });
});
