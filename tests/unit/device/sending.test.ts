import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drain } from '../../../src/device/drain.ts';
import { endHold } from '../../../src/device/outbox.ts';
import { aloneOnThisPhone, startSending } from '../../../src/device/sending.ts';
import { fakeLocks } from '../../support/locks.ts';
import { AISHA, aPhone, storedAll } from '../../support/phone.ts';

beforeEach(() => {
  vi.stubGlobal('navigator', { locks: fakeLocks() });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  // What was announced is told, or nothing ever would be again.
  await vi.advanceTimersByTimeAsync(1_000);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('[P5] one drain at a time: the next begins when the one before has ended', async () => {
  const order: string[] = [];
  let end = (): void => undefined;
  const first = aloneOnThisPhone(async () => {
    order.push('first');
    await new Promise<void>((resolve) => (end = resolve));
  });
  const second = aloneOnThisPhone(async () => order.push('second'));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(order).toEqual(['first']);
  end();
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'second']);
});

test('[P5] [O3] a frozen tab that holds the lock does not keep this one from sending, now and later', async () => {
  const phone = aPhone();
  await phone.save('said while the other tab is frozen');
  await endHold(phone.outbox, AISHA);
  // Frozen in the middle of its drain: it neither ends nor lets go.
  void navigator.locks.request('moments-drain', () => new Promise<never>(() => undefined));
  const send = () => drain({ ...phone.means, alone: aloneOnThisPhone }, { urgent: true });

  const sending = send();
  await vi.advanceTimersByTimeAsync(44_000);
  expect(phone.requests).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await sending).toEqual({ kind: 'rested', nextAt: Infinity });
  expect(phone.requests).toHaveLength(1);

  await phone.save('the next one');
  await endHold(phone.outbox, AISHA);
  const soon = send();
  await vi.advanceTimersByTimeAsync(1_000);
  await soon;
  expect(phone.requests).toHaveLength(2);
});

test('what fails within is not taken for a lock that is not to be had', async () => {
  const work = vi.fn<() => Promise<void>>(() => Promise.reject(new Error('the outbox is full')));
  await expect(aloneOnThisPhone(work)).rejects.toThrow('the outbox is full');
  expect(work).toHaveBeenCalledOnce();
});

test('without Web Locks it just runs', async () => {
  vi.stubGlobal('navigator', {});
  expect(await aloneOnThisPhone(async () => 'sent')).toBe('sent');
});

test('[P6] [O4] what is saved once all was sent goes after its 20 seconds, card open or not', async () => {
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  const page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  const phone = aPhone();
  /** The database takes its own. */
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 30; turn += 1) await new Promise((next) => setImmediate(next));
  };
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 100) {
      phone.clock.now += 100;
      await vi.advanceTimersByTimeAsync(100);
      await turns();
    }
  };
  let answer = (): void => undefined;
  phone.answer(async (request) => {
    await new Promise<void>((resolve) => (answer = resolve));
    return storedAll(request);
  });
  const sending = startSending(phone.means, () => undefined);
  await sending.rested();
  await phone.save('the first');
  await pass(21_000);
  expect(phone.requests).toHaveLength(1);
  answer();
  await sending.rested();
  await phone.save('the next');
  await pass(21_000);
  expect(phone.requests).toHaveLength(2);
  answer();
  await sending.rested();
  sending.stop();
});
