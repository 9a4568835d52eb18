// What leaves a phone is frozen from its first attempt on, and made well before that.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { momentBody } from '../../../src/contract/moment.ts';
import type { Operation, PushRequest } from '../../../src/contract/push.ts';
import { operation as operationSchema } from '../../../src/contract/push.ts';
import { StorageError } from '../../../src/device/database.ts';
import { drain } from '../../../src/device/drain.ts';
import { pushBy } from '../../../src/device/transport.ts';
import {
  HOLD_MS,
  changeMoment,
  digestOf,
  settleResults,
  takeBatch,
  withdrawMoment,
} from '../../../src/device/outbox.ts';
import {
  AISHA,
  DROP_IN,
  type TestPhone,
  aPhone,
  receiptFor,
  storedAll,
} from '../../support/phone.ts';
import { aMoment } from '../../support/operations.ts';

let phone: TestPhone;
const means = () => ({ now: phone.clock.now, newId: () => crypto.randomUUID() });
const change = (momentId: string, words: string) =>
  changeMoment(
    phone.outbox,
    { momentId, body: aMoment({ words, group: 'Gardeners', audience: 'board' }) },
    means(),
  );
/** What stands in the outbox, oldest revision first. */
const rows = async () =>
  (await phone.outbox.read(['operations'], (tx) => tx.objectStore('operations').getAll())).toSorted(
    (one, other) => one.revision - other.revision,
  );
const take = async (): Promise<Operation[]> => {
  const limits = { operations: 500, bytes: 1_000_000 };
  const { operations } = await takeBatch(phone.outbox, AISHA, limits, phone.clock.now + HOLD_MS);
  return operations.toSorted((one, other) => one.revision - other.revision);
};
const settle = (operations: Operation[]) =>
  settleResults(phone.outbox, AISHA, operations.map(receiptFor), 0);

beforeEach(() => {
  phone = aPhone();
});
afterEach(() => void vi.restoreAllMocks());

describe('what is frozen', () => {
  test('[O1] every operation carries the whole moment as JSON, with the digest of just these bytes', async () => {
    const momentId = await phone.save('first');
    await settle(await take());
    await change(momentId, 'second');
    await settle(await take());
    await withdrawMoment(phone.outbox, { momentId, programmeId: DROP_IN }, means());
    const [create, amend, withdraw] = await rows();
    expect([create, amend, withdraw].map((row) => [row?.kind, row?.revision])).toEqual([
      ['create', 1],
      ['amend', 2],
      ['withdraw', 3],
    ]);
    expect(momentBody.parse(JSON.parse(create!.body))).toEqual(aMoment({ words: 'first' }));
    expect(momentBody.parse(JSON.parse(amend!.body))).toEqual(
      aMoment({ words: 'second', group: 'Gardeners', audience: 'board' }),
    );
    for (const { body, digest } of [create!, amend!, withdraw!]) {
      expect(digest).toBe(await digestOf(body));
    }
    expect(new Set([create, amend, withdraw].map((row) => row?.operationId)).size).toBe(3);
  });

  test('[O1] what travels is the seven parts and nothing else that the phone knows of it', async () => {
    await phone.save('words');
    const [operation] = await take();
    expect(operationSchema.parse(operation)).toEqual(operation);
    const { operationId, momentId, revision, kind, schema, body, digest } = (await rows())[0]!;
    expect(operation).toEqual({ operationId, momentId, revision, kind, schema, body, digest });
  });

  test.each(['no answer', 'a refused session', 'a result that says retry', 'a broken answer'])(
    '[O1] after %s the same bytes go again, under the same id',
    async (what) => {
      await phone.save('words');
      phone.clock.now += HOLD_MS;
      phone.answer(({ operations }) => {
        if (what === 'no answer') return { kind: 'unknown', retryAfterMs: 0 };
        if (what === 'a refused session') return { kind: 'sign-in needed', code: 'sign_in_needed' };
        const result = { ...receiptFor(operations[0]!), status: 'retry' as const };
        return {
          kind: 'answered',
          epoch: 'one',
          results: what === 'a broken answer' ? [] : [result],
        };
      });
      await drain(phone.means, { urgent: true });
      await phone.outbox.write(['senders'], (tx) => tx.objectStore('senders').clear());
      phone.answer(storedAll);
      phone.clock.now += 600_000;
      await drain(phone.means, { urgent: true });
      expect(phone.requests).toHaveLength(2);
      expect(phone.requests[1]!.operations).toEqual(phone.requests[0]!.operations);
    },
  );

  test('[O1] neither a change, a withdrawal nor a receipt touches the bytes of what may have left', async () => {
    const momentId = await phone.save('first');
    const [left] = await take();
    await change(momentId, 'second');
    await withdrawMoment(phone.outbox, { momentId, programmeId: DROP_IN }, means());
    await settle([left!]);
    expect((await rows())[0]).toMatchObject({ ...left });
  });
});

describe('before the first attempt', () => {
  test('[O4] a change takes the place of what it changes: another operation id, the same revision', async () => {
    const momentId = await phone.save('first');
    const [before] = await rows();
    await change(momentId, 'second');
    const after = await rows();
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({ momentId, revision: 1, kind: 'create' });
    expect(after[0]?.operationId).not.toBe(before?.operationId);
    // It goes when the first would have gone, and not later for each letter that is changed.
    expect(after[0]).toMatchObject({ queuedAt: before?.queuedAt, heldUntil: before?.heldUntil });
  });

  test('[O4] the attempt is on the disk before the request leaves, and a change that comes meanwhile sees it', async () => {
    const momentId = await phone.save('first');
    phone.clock.now += HOLD_MS;
    const attempts: number[] = [];
    phone.answer(async (request) => {
      attempts.push(...(await rows()).map((row) => row.attempts));
      if (phone.requests.length === 1) await change(momentId, 'second');
      return storedAll(request);
    });
    await drain(phone.means, { urgent: true });
    expect(attempts[0]).toBe(1);
    expect(phone.requests.map(({ operations }) => operations.map(({ kind }) => kind))).toEqual([
      ['create'],
      ['amend'],
    ]);
    expect(phone.requests[0]?.operations[0]?.body).toContain('first');
  });
});

describe('receipts', () => {
  test('[O2] a receipt is applied in one strict transaction, and until then the operation waits', async () => {
    await phone.save('words');
    const [operation] = await take();
    const begun = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await settle([operation!]);
    expect(begun.mock.calls.filter(([, mode]) => mode === 'readwrite')).toEqual([
      [['operations', 'senders'], 'readwrite', { durability: 'strict' }],
    ]);
    begun.mockRestore();
    expect(await rows()).toMatchObject([{ ...operation, receivedAt: '2026-11-23T12:00:01.000Z' }]);
  });

  test('[O2] a receipt whose transaction aborts leaves the operation in the queue', async () => {
    await phone.save('words');
    const [operation] = await take();
    const { put } = IDBObjectStore.prototype;
    const puts = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      const request = put.apply(this, args);
      request.addEventListener('success', () => this.transaction.abort());
      return request;
    });
    await expect(settle([operation!])).rejects.toBeInstanceOf(StorageError);
    puts.mockRestore();
    expect(await take()).toEqual([operation]);
  });
});

describe('the endpoint’s word', () => {
  /** Sends one moment by the real transport; the endpoint says this of it. */
  const sendAnswered = async (said: object): Promise<void> => {
    await phone.save('words');
    phone.clock.now += HOLD_MS;
    const push = pushBy(async (_url, { body }) => {
      const { operations } = JSON.parse(body as string) as PushRequest;
      const [{ operationId, digest }] = operations as [Operation];
      const results = [{ operationId, digest, ...said }];
      return Response.json({ protocol: 'moments/1', epoch: 'one', results });
    });
    await drain({ ...phone.means, push }, { urgent: true });
  };
  const receivedAt = '2026-11-23T12:00:01.000Z';

  test.each(['stored', 'duplicate', 'quarantined'])(
    '[P1] "%s" is a receipt: the operation leaves the queue as sent',
    async (status) => {
      await sendAnswered({ status, receivedAt, code: 'conflict' });
      const [row] = await rows();
      expect(row).toMatchObject({ receivedAt });
      expect(row).not.toHaveProperty('queuedAt');
    },
  );

  test('[P1] [O6] "rejected" is none: it waits for a person, and is not sent again', async () => {
    await sendAnswered({ status: 'rejected', code: 'digest_wrong' });
    const [row] = await rows();
    expect(row).toMatchObject({ attention: 'digest_wrong' });
    expect(row).not.toHaveProperty('receivedAt');
    expect(row).not.toHaveProperty('queuedAt');
  });

  test('[P1] [P10] "retry" is none: it waits, and at most an hour, whatever the clock does', async () => {
    await sendAnswered({ status: 'retry', code: 'server_old' });
    const [row] = await rows();
    expect(row).not.toHaveProperty('receivedAt');
    expect(row?.waitUntil).toBeGreaterThan(phone.clock.now);
    // It was written by a clock that stood years ahead: that wait is over.
    phone.clock.now -= 10 * 365 * 86_400_000;
    expect(await take()).toHaveLength(1);
  });
});

describe('the words', () => {
  const typed =
    '  a\0b \uD83D c \uDE00 e\u0301 \u202Eright\u202C\r\n \u{1F469}\u{1F3FD}\u200D\u{1F9BD} ';
  const kept = typed.replace('\0', '\u{FFFD}').replace('\uD83D c \uDE00', '\u{FFFD} c \u{FFFD}');

  test('[S8] only what no database can keep is replaced; spaces, line breaks and accents stay as typed', async () => {
    const momentId = await phone.save(typed);
    const [create] = await take();
    expect(JSON.parse(create!.body)).toMatchObject({ words: kept });
    await change(momentId, `${typed}!`);
    const [, amend] = await take();
    expect(JSON.parse(amend!.body)).toMatchObject({ words: `${kept}!` });
    expect(momentBody.safeParse(JSON.parse(amend!.body)).success).toBe(true);
    expect(amend!.digest).toBe(await digestOf(amend!.body));
  });

  test('[S8] 4,000 UTF-16 units are taken and one more is not, whatever the letters', () => {
    for (const letter of ['x', '\u{1F600}', '\u0001', 'ش']) {
      const words = letter.repeat(4_000 / letter.length);
      expect(momentBody.safeParse(aMoment({ words })).success).toBe(true);
      expect(momentBody.safeParse(aMoment({ words: `${words}x` })).success).toBe(false);
    }
  });
});
