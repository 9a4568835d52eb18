import { beforeEach, describe, expect, test } from 'vitest';
import { drain } from '../../../src/device/drain.ts';
import { HOLD_MS, readSender, updateSender } from '../../../src/device/outbox.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import {
  AISHA,
  BEN,
  NOON,
  type TestPhone,
  aPhone,
  receiptFor,
  storedAll,
} from '../../support/phone.ts';

let phone: TestPhone;
const urgent = { urgent: true };
const states = async () =>
  (await listMoments(phone.outbox, AISHA, phone.clock.now)).map(({ state }) => state).sort();
const saveMany = async (count: number): Promise<void> => {
  for (let number = 0; number < count; number += 1) await phone.save(`moment ${number}`);
  phone.clock.now += HOLD_MS;
};

beforeEach(() => {
  phone = aPhone();
});

describe('drain', () => {
  test('[P5] batches begin at 20 and double while they succeed', async () => {
    await saveMany(70);
    expect(await drain(phone.means, urgent)).toEqual({ kind: 'rested', nextAt: Infinity });
    expect(phone.requests.map(({ operations }) => operations.length)).toEqual([20, 40, 10]);
    expect(new Set(await states())).toEqual(new Set(['sent']));
  });

  test('[P1] a push names the protocol, its sender and what is pending', async () => {
    await saveMany(2);
    await drain(phone.means, urgent);
    expect(phone.requests[0]).toMatchObject({
      protocol: 'moments/1',
      sender: AISHA,
      pending: { count: 2, since: '2026-11-23T12:00:00.000Z' },
    });
  });

  test('[P1] [P7] what was refused counts among what a manager is told that the phone holds', async () => {
    await saveMany(1);
    phone.answer(() => ({ kind: 'refused', code: 'not_valid' }));
    await drain(phone.means, urgent);
    phone.answer(storedAll);
    await saveMany(1);
    await drain(phone.means, urgent);
    expect(phone.requests.at(-1)).toMatchObject({
      pending: { count: 2, since: '2026-11-23T12:00:00.000Z' },
    });
  });

  test('[P6] an unknown answer keeps everything, backs off with jitter, and doubles', async () => {
    await saveMany(1);
    phone.answer(() => ({ kind: 'unknown', retryAfterMs: 0 }));
    const first = await drain(phone.means, urgent);
    expect(first).toEqual({ kind: 'rested', nextAt: phone.clock.now + 500 });
    // Not before its time, unless a person asks.
    await drain(phone.means, { urgent: false });
    expect(phone.requests).toHaveLength(1);
    const second = await drain(phone.means, urgent);
    expect(second).toEqual({ kind: 'rested', nextAt: phone.clock.now + 1_000 });
    expect(await states()).toEqual(['waiting']);
    phone.answer(storedAll);
    phone.clock.now += 1_000;
    await drain(phone.means, { urgent: false });
    expect(await states()).toEqual(['sent']);
    expect(await readSender(phone.outbox, AISHA)).toMatchObject({ failures: 0, retryAt: 0 });
  });

  test('[O6] [P6] one that is never answered holds up no other, whatever is saved before and after it', async () => {
    for (const words of ['before', 'stopped by a filter', 'after', 'the last']) {
      await phone.save(words);
      phone.clock.now += HOLD_MS;
    }
    const isStopped = ({ body }: { body: string }): boolean => body.includes('filter');
    phone.answer((request) =>
      request.operations.some(isStopped)
        ? { kind: 'unknown', retryAfterMs: 0 }
        : storedAll(request),
    );
    for (let round = 0; round < 8; round += 1) {
      phone.clock.now += 300_000;
      await drain(phone.means, { urgent: false });
    }
    expect(await states()).toEqual(['sent', 'sent', 'sent', 'waiting']);
    // It is tried all the same.
    expect(phone.requests.at(-1)!.operations.some(isStopped)).toBe(true);
  });

  const lengths = () => phone.requests.map(({ operations }) => operations.length);

  test('[P5] a batch that fails is halved at each next try, down to one, and grows again', async () => {
    await saveMany(30);
    phone.answer((request) =>
      request.operations.length > 1 && phone.requests.length < 6
        ? { kind: 'unknown', retryAfterMs: 0 }
        : storedAll(request),
    );
    for (let round = 0; round < 6; round += 1) await drain(phone.means, urgent);
    expect(lengths()).toEqual([20, 10, 5, 3, 2, 1, 2, 4, 8, 15]);
    expect(new Set(await states())).toEqual(new Set(['sent']));
  });

  test('[P5] what a slow line lets through is found: half of the batch that failed comes next', async () => {
    await saveMany(200);
    phone.answer((request) =>
      request.operations.length > 50 ? { kind: 'unknown', retryAfterMs: 0 } : storedAll(request),
    );
    await drain(phone.means, urgent);
    await drain(phone.means, urgent);
    expect(lengths().slice(0, 5)).toEqual([20, 40, 80, 40, 80]);
    // What has come through begins as ever.
    phone.answer(storedAll);
    await drain(phone.means, urgent);
    await saveMany(30);
    await drain(phone.means, urgent);
    expect(lengths().slice(-2)).toEqual([20, 10]);
    expect(new Set(await states())).toEqual(new Set(['sent']));
  });

  test('[P5] a batch grows no further than 500', async () => {
    await saveMany(1);
    // Copied: what is asked is how they leave, and saving each would take seconds.
    await phone.outbox.write(['operations'], async (tx) => {
      const store = tx.objectStore('operations');
      const [row] = await store.getAll();
      for (let copy = 1; copy < 1_200; copy += 1) {
        await store.put({ ...row!, operationId: crypto.randomUUID() });
      }
    });
    await drain(phone.means, urgent);
    expect(lengths()).toEqual([20, 40, 80, 160, 320, 500, 80]);
  });

  test('[P6] Retry-After is the floor', async () => {
    await saveMany(1);
    phone.answer(() => ({ kind: 'unknown', retryAfterMs: 60_000 }));
    const outcome = await drain(phone.means, urgent);
    expect(outcome).toEqual({ kind: 'rested', nextAt: phone.clock.now + 60_000 });
  });

  test('[P10] a retry time years ahead was set by a wrong clock and holds nothing up', async () => {
    await saveMany(1);
    await updateSender(phone.outbox, AISHA, { retryAt: NOON + 10 * 365 * 86_400_000 });
    await drain(phone.means, { urgent: false });
    expect(await states()).toEqual(['sent']);
  });

  test('[P7] a refused session pauses this person visibly and keeps everything', async () => {
    await saveMany(2);
    phone.answer(() => ({ kind: 'sign-in needed', code: 'sign_in_needed' }));
    expect(await drain(phone.means, urgent)).toEqual({ kind: 'sign-in needed' });
    expect(await states()).toEqual(['sign-in needed', 'sign-in needed']);
    await drain(phone.means, urgent);
    expect(phone.requests).toHaveLength(1);
    // After a renewed link for the same person it goes on.
    phone.answer(storedAll);
    await updateSender(phone.outbox, AISHA, { signInNeeded: false });
    await drain(phone.means, urgent);
    expect(await states()).toEqual(['sent', 'sent']);
  });

  test.each(['foreign_origin', 'other_person', 'not_allowed'])(
    '[P7] a 403 for %s pauses, keeps everything and says why until it is over',
    async (code) => {
      await saveMany(2);
      phone.answer(() => ({ kind: 'sign-in needed', code }));
      await drain(phone.means, urgent);
      expect(await states()).toEqual(['sign-in needed', 'sign-in needed']);
      expect((await readSender(phone.outbox, AISHA)).blockedBy).toBe(code);
      phone.answer(storedAll);
      await updateSender(phone.outbox, AISHA, { signInNeeded: false });
      await drain(phone.means, urgent);
      expect(await states()).toEqual(['sent', 'sent']);
      expect((await readSender(phone.outbox, AISHA)).blockedBy).toBeUndefined();
    },
  );

  test('[V2] too old a phone keeps all of it, whole and unrefused, and asks for an update', async () => {
    await saveMany(3);
    phone.answer(() => ({ kind: 'other version', code: 'protocol_unknown', retryAfterMs: 0 }));
    const outcome = await drain(phone.means, urgent);
    expect(outcome.kind === 'rested' && outcome.nextAt).toBeGreaterThan(phone.clock.now);
    expect(await states()).toEqual(['waiting', 'waiting', 'waiting']);
    expect((await readSender(phone.outbox, AISHA)).blockedBy).toBe('protocol_unknown');
    // The updated app is understood.
    phone.answer(storedAll);
    await drain(phone.means, urgent);
    expect(await states()).toEqual(['sent', 'sent', 'sent']);
    expect((await readSender(phone.outbox, AISHA)).blockedBy).toBeUndefined();
  });

  test('[P6] a person who asks is not kept waiting by Retry-After; a timer is', async () => {
    await saveMany(1);
    phone.answer(() => ({ kind: 'unknown', retryAfterMs: 60_000 }));
    await drain(phone.means, urgent);
    phone.clock.now += 59_000;
    await drain(phone.means, { urgent: false });
    expect(phone.requests).toHaveLength(1);
    await drain(phone.means, urgent);
    expect(phone.requests).toHaveLength(2);
  });

  test('[O5] nothing of another person is ever sent', async () => {
    await phone.save('what Ben heard', BEN);
    await saveMany(1);
    await drain(phone.means, urgent);
    expect(phone.requests.flatMap(({ operations }) => operations)).toHaveLength(1);
    expect(JSON.stringify(phone.requests)).not.toContain('what Ben heard');
  });

  test('[O6] a batch refused as a whole is halved until the offender is alone; the others go', async () => {
    await saveMany(20);
    phone.answer((request) =>
      request.operations.some(({ body }) => body.includes('moment 13'))
        ? { kind: 'refused', code: 'not_valid' }
        : storedAll(request),
    );
    await drain(phone.means, urgent);
    const all = await states();
    expect(all.filter((state) => state === 'sent')).toHaveLength(19);
    expect(all.filter((state) => state === 'needs attention')).toHaveLength(1);
  });

  test('[P2] an operation that the answer leaves out waits, and holds up no other', async () => {
    await saveMany(30);
    phone.answer((request) => ({
      kind: 'answered',
      epoch: 'one',
      results: request.operations
        .filter(({ body }) => !body.includes('"moment 3"'))
        .map(receiptFor),
    }));
    const outcome = await drain(phone.means, urgent);
    const all = await states();
    expect(all.filter((state) => state === 'sent')).toHaveLength(29);
    expect(all.filter((state) => state === 'waiting')).toHaveLength(1);
    expect(outcome.kind === 'rested' && outcome.nextAt).toBeGreaterThan(phone.clock.now);
  });

  test('[V2] a server that is older than the phone is asked again later, and others still go', async () => {
    await saveMany(2);
    phone.answer((request) => ({
      kind: 'answered',
      epoch: 'one',
      results: request.operations.map((operation, index) =>
        index === 0
          ? {
              operationId: operation.operationId,
              digest: operation.digest,
              status: 'retry',
              code: 'server_old',
            }
          : receiptFor(operation),
      ),
    }));
    await drain(phone.means, urgent);
    expect(await states()).toEqual(['sent', 'waiting']);
    const waitsFor = async () =>
      (await listMoments(phone.outbox, AISHA, phone.clock.now)).flatMap(
        (one) => one.waitsFor ?? [],
      );
    expect(await waitsFor()).toEqual(['server_old']);
    phone.answer(storedAll);
    phone.clock.now += 3_600_000;
    await drain(phone.means, urgent);
    expect(await states()).toEqual(['sent', 'sent']);
    expect(await waitsFor()).toEqual([]);
  });

  test('[O3] a crash after the request, before the receipt was applied, sends the same bytes again', async () => {
    await saveMany(1);
    phone.answer(() => {
      throw new Error('killed');
    });
    await expect(drain(phone.means, urgent)).rejects.toThrow('killed');
    phone.answer(storedAll);
    await drain(phone.means, urgent);
    expect(JSON.stringify(phone.requests[1]?.operations)).toBe(
      JSON.stringify(phone.requests[0]?.operations),
    );
    expect(await states()).toEqual(['sent']);
  });

  test('[O7] a moment is "sending" while its request is under way, and not for ever', async () => {
    await saveMany(1);
    let during: string[] = [];
    phone.answer(async (request) => {
      during = await states();
      return storedAll(request);
    });
    await drain(phone.means, urgent);
    expect(during).toEqual(['sending']);
  });
});
