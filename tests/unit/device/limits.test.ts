// How much goes at once, how long it may take, and that nothing is given up for good.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BATCH_MAX_BYTES } from '../../../src/contract/limits.ts';
import { drain } from '../../../src/device/drain.ts';
import { HOLD_MS } from '../../../src/device/outbox.ts';
import { aloneOnThisPhone } from '../../../src/device/sending.ts';
import { pushBy } from '../../../src/device/transport.ts';
import { AISHA, type TestPhone, aPhone, storedAll } from '../../support/phone.ts';

let phone: TestPhone;
const urgent = { urgent: true };
const saveMany = async (count: number, words = ''): Promise<void> => {
  for (let number = 0; number < count; number += 1) await phone.save(`${number} ${words}`);
  phone.clock.now += HOLD_MS;
};
const EMPTY = {
  protocol: 'moments/1',
  sender: AISHA,
  pending: { count: 0, since: null },
  operations: [],
};

beforeEach(() => {
  phone = aPhone();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('one request', () => {
  test('[P5] is never larger than 1 MiB, however long the words are, and all of it goes', async () => {
    // Each of these letters takes six in JSON.
    await saveMany(150, '\u0001'.repeat(3_900));
    await drain(phone.means, urgent);
    const sizes = phone.requests.map((request) => Buffer.byteLength(JSON.stringify(request)));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(BATCH_MAX_BYTES);
    expect(Math.max(...sizes)).toBeGreaterThan(BATCH_MAX_BYTES / 2);
    expect(phone.requests.flatMap(({ operations }) => operations)).toHaveLength(150);
  });

  test('[P5] is the only one under way on a phone, however many want to send', async () => {
    await saveMany(30);
    let last: Promise<unknown> = Promise.resolve();
    const alone = <T>(work: () => Promise<T>): Promise<T> => {
      const own = last.then(work);
      last = own;
      return own;
    };
    let underWay = 0;
    let most = 0;
    phone.answer(async (request) => {
      most = Math.max(most, (underWay += 1));
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return storedAll(request);
    });
    await Promise.all([1, 2, 3].map(() => drain({ ...phone.means, alone }, urgent)));
    expect(most).toBe(1);
    expect(phone.requests.flatMap(({ operations }) => operations)).toHaveLength(30);
  });

  test('[P5] waits for the lock that all tabs of the phone share', async () => {
    const asked: string[] = [];
    const request = (name: string, work: () => Promise<string>): Promise<string> => {
      asked.push(name);
      return work();
    };
    vi.stubGlobal('navigator', { locks: { request } });
    expect(await aloneOnThisPhone(async () => 'done')).toBe('done');
    expect(asked).toEqual(['moments-drain']);
    vi.stubGlobal('navigator', {});
    expect(await aloneOnThisPhone(async () => 'done without locks')).toBe('done without locks');
  });

  test('[P5] is given up after 30 s also when its answer began and does not end', async () => {
    vi.useFakeTimers();
    let outcome: unknown;
    const push = pushBy(async (_url, { signal }) => {
      const body = new ReadableStream({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode('{"protocol":'));
          signal!.addEventListener('abort', () => controller.error(signal!.reason));
        },
      });
      return new Response(body, { status: 200 });
    });
    void push(EMPTY).then((said) => (outcome = said));
    await vi.advanceTimersByTimeAsync(29_999);
    expect(outcome).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(outcome).toEqual({ kind: 'unknown', retryAfterMs: 0 });
  });

  test('[P5] that is refused whole is halved, not tried again one shorter', async () => {
    await saveMany(20);
    phone.answer((request) =>
      request.operations.some(({ body }) => body.includes('"13 '))
        ? { kind: 'refused', code: 'not_valid' }
        : storedAll(request),
    );
    await drain(phone.means, urgent);
    expect(phone.requests.slice(0, 2).map(({ operations }) => operations.length)).toEqual([20, 10]);
    // One shorter each time, it would take more than twenty.
    expect(phone.requests.length).toBeLessThan(20);
  });
});

describe('what is tried again', () => {
  test.each([408, 425, 429, 500, 502, 503, 504, 507])(
    '[P6] an answer of our own with %d, after the time it asks for',
    async (status) => {
      const push = pushBy(async () =>
        Response.json(
          { protocol: 'moments/1', code: 'try_later' },
          { status, headers: { 'retry-after': '120' } },
        ),
      );
      expect(await push(EMPTY)).toEqual({ kind: 'unknown', retryAfterMs: 120_000 });
    },
  );

  test.each([401, 403, 413, 400])(
    '[P6] an answer of somebody else with %d: no pause, no refusal',
    async (status) => {
      const push = pushBy(async () => Response.json({ code: 'not_valid' }, { status }));
      expect(await push(EMPTY)).toMatchObject({ kind: 'unknown' });
    },
  );

  test('[P6] there is no last try: after a hundred in vain the next is at most five minutes away', async () => {
    await saveMany(1);
    phone.answer(() => ({ kind: 'unknown', retryAfterMs: 0 }));
    for (let tries = 1; tries <= 100; tries += 1) {
      const outcome = await drain(phone.means, { urgent: false });
      expect(phone.requests).toHaveLength(tries);
      const waitMs = outcome.kind === 'rested' ? outcome.nextAt - phone.clock.now : Infinity;
      expect(waitMs).toBeLessThanOrEqual(300_000);
      phone.clock.now += waitMs;
    }
    phone.answer(storedAll);
    await drain(phone.means, { urgent: false });
    expect(phone.requests).toHaveLength(101);
  });
});
