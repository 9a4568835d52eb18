// A phone's clock that is ten years off, or leaps while something waits: nothing is stuck, and nothing is forgotten.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { drain } from '../../../src/device/drain.ts';
import { forgetLongSent } from '../../../src/device/forget.ts';
import { openKnown } from '../../../src/device/inbox.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import { pull } from '../../../src/device/pull.ts';
import { startSending } from '../../../src/device/sending.ts';
import { AISHA, NOON, type TestPhone, aPhone, storedAll } from '../../support/phone.ts';

const TEN_YEARS = 3_652 * 86_400_000;
const LEAPS = [
  ['ahead', TEN_YEARS],
  ['back', -TEN_YEARS],
] as const;

let phone: TestPhone;
beforeEach(() => {
  phone = aPhone();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const drainNow = () => drain(phone.means, { urgent: false });
const states = async () =>
  (await listMoments(phone.outbox, AISHA, phone.clock.now)).map(({ state }) => state);

describe.each(LEAPS)('a clock that leaps ten years %s', (_where, leap) => {
  test('[P10] [O4] ends the hold of an open card', async () => {
    await phone.save('held');
    phone.clock.now += leap;
    await drainNow();
    expect(await states()).toEqual(['sent']);
  });

  test('[P10] [P6] ends the wait after a failure', async () => {
    await phone.save('tried once');
    phone.clock.now += 21_000;
    phone.answer(() => ({ kind: 'unknown', retryAfterMs: 3_600_000 }));
    await drainNow();
    phone.answer(storedAll);
    expect(await drainNow()).toMatchObject({ kind: 'rested', nextAt: expect.any(Number) });
    expect(phone.requests).toHaveLength(1);
    phone.clock.now += leap;
    await drainNow();
    expect(await states()).toEqual(['sent']);
  });

  test('[P10] [P6] ends the wait of one that the endpoint asked to wait', async () => {
    await phone.save('waits');
    phone.clock.now += 21_000;
    phone.answer(({ operations }) => ({
      kind: 'answered',
      epoch: 'one',
      results: operations.map(({ operationId, digest }) => ({
        operationId,
        digest,
        status: 'retry',
      })),
    }));
    await drainNow();
    phone.answer(storedAll);
    phone.clock.now += leap;
    await drainNow();
    expect(await states()).toEqual(['sent']);
  });

  test('[P10] [O7] leaves nothing "Sending…" that a killed page had begun to send', async () => {
    await phone.save('begun');
    phone.clock.now += 21_000;
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      phone.answer(async (request) => {
        resolve();
        await new Promise<void>((goOn) => (answer = goOn));
        return storedAll(request);
      });
    });
    const draining = drainNow();
    await asked;
    expect(await states()).toEqual(['sending']);
    phone.clock.now += leap;
    expect(await states()).toEqual(['waiting']);
    answer();
    await draining;
  });

  test('[P10] [L3] forgets nothing that was sent: the server’s clock says what is long ago', async () => {
    await phone.save('sent just now');
    phone.clock.now += 21_000;
    await drainNow();
    phone.clock.now += leap;
    const known = await openKnown();
    const identity = {
      organisationId: 'o',
      organisationName: 'Harbour House',
      personId: AISHA,
      personName: 'Aisha',
      roles: [],
    };
    const answer = {
      protocol: 'moments/1',
      epoch: 'one',
      identity,
      programmes: [],
      changes: [],
      cursor: 'a/1',
      more: false,
    };
    const serverNow = NOON + 60_000;
    const outcome = await pull({
      known,
      outbox: phone.outbox,
      personId: AISHA,
      fetch: async () =>
        Response.json(answer, { headers: { date: new Date(serverNow).toUTCString() } }),
      now: phone.clock.now,
    });
    expect(outcome).toEqual({ kind: 'pulled', serverNow });
    await forgetLongSent(phone.outbox, serverNow);
    expect(await states()).toEqual(['sent']);
    // By its own clock the phone would have forgotten it.
    await forgetLongSent(phone.outbox, NOON + TEN_YEARS);
    expect(await states()).toEqual([]);
  });

  test('[P10] [P6] sets no timer that fires at once or never', async () => {
    const listeners = { addEventListener: () => undefined, removeEventListener: () => undefined };
    vi.stubGlobal('document', { ...listeners, visibilityState: 'visible' });
    vi.stubGlobal('addEventListener', () => undefined);
    vi.stubGlobal('removeEventListener', () => undefined);
    await phone.save('waits');
    phone.clock.now += 21_000;
    const timers = vi.spyOn(globalThis, 'setTimeout');
    phone.answer(() => {
      phone.clock.now += leap;
      return { kind: 'unknown', retryAfterMs: 60_000 };
    });
    const sending = startSending(phone.means, () => undefined);
    await sending.rested();
    const delays = timers.mock.calls.map(([, delay]) => delay ?? 0).filter((delay) => delay > 200);
    sending.stop();
    timers.mockRestore();
    // The limits of 5 s are among them.
    expect(Math.max(...delays)).toBeGreaterThanOrEqual(60_000);
    expect(Math.max(...delays)).toBeLessThanOrEqual(300_000);
  });
});
