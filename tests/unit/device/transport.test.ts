import { expect, test, vi } from 'vitest';
import type { Operation, PushRequest } from '../../../src/contract/push.ts';
import { pushRequest } from '../../../src/contract/push.ts';
import { retryAfterMs, retryDelayMs } from '../../../src/device/retry.ts';
import { pushBy } from '../../../src/device/transport.ts';
import { AISHA, NOON, receiptFor } from '../../support/phone.ts';

const operation: Operation = {
  operationId: '44444444-4444-4444-8444-444444444444',
  momentId: '55555555-5555-4555-8555-555555555555',
  revision: 1,
  kind: 'create',
  schema: 1,
  body: '{}',
  digest: 'a'.repeat(64),
};
const request: PushRequest = {
  protocol: 'moments/1',
  sender: AISHA,
  pending: { count: 1, since: '2026-11-23T12:00:00.000Z' },
  operations: [operation],
};
const receipt = receiptFor(operation);
const ours = { protocol: 'moments/1', epoch: 'one', results: [receipt] };

const json = (body: unknown, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify(body), init);
const pushing = (response: Response) =>
  pushBy(
    async () => response,
    () => NOON,
  )(request);

test('[P1] what is pushed fits the contract', () => {
  expect(pushRequest.safeParse(request).success).toBe(true);
});

test('[P2] a 200 with marker, id and digest is a receipt', async () => {
  expect(await pushing(json(ours))).toEqual({ kind: 'answered', epoch: 'one', results: [receipt] });
});

test.each([
  ["a captive portal's page", new Response('<html>Welcome to Free WiFi</html>')],
  ['an empty answer', new Response('')],
  ['a cut answer', new Response('{"protocol":"moments/1","epoch":"one","results":[{"operat')],
  ['null', json(null)],
  ['an answer without the marker', json({ ...ours, protocol: undefined })],
  ['an answer of another protocol', json({ ...ours, protocol: 'moments/9' })],
  ['results that are no list', json({ ...ours, results: {} })],
  ['an answer without epoch', json({ ...ours, epoch: undefined })],
  ['a server error', json({ protocol: 'moments/1', code: 'unexpected' }, { status: 500 })],
  ['too many requests', json({ protocol: 'moments/1', code: 'too_many_tries' }, { status: 429 })],
  ['a 401 that is not ours', json({ error: 'login' }, { status: 401 })],
  ['a 403 that is not ours', new Response('Forbidden', { status: 403 })],
  ['a 413 that is not ours', new Response('Too large', { status: 413 })],
])('[P2] %s means "unknown, try again"', async (_name, response) => {
  expect(await pushing(response)).toMatchObject({ kind: 'unknown' });
});

test.each([
  ['another digest', { ...receipt, digest: 'b'.repeat(64) }],
  ['another id', { ...receipt, operationId: '66666666-6666-4666-8666-666666666666' }],
  ['no time of receipt', { ...receipt, receivedAt: undefined }],
  ['an unknown word', { ...receipt, status: 'accepted' }],
  ['null', null],
])('[P2] a result with %s is no receipt', async (_name, result) => {
  expect(await pushing(json({ ...ours, results: [result] }))).toEqual({
    kind: 'answered',
    epoch: 'one',
    results: [],
  });
});

test('[P2] a redirect and a broken connection mean "unknown"', async () => {
  let asked: RequestInit | undefined;
  const fetch = async (_url: string, init: RequestInit): Promise<Response> => {
    asked = init;
    throw new TypeError('Failed to fetch');
  };
  expect(await pushBy(fetch)(request)).toEqual({ kind: 'unknown', retryAfterMs: 0 });
  expect(asked).toMatchObject({ redirect: 'manual', cache: 'no-store', method: 'POST' });
});

test.each([
  ["a captive portal's page", { type: 'text/html' }, true],
  [
    "a portal's page that wants something first",
    { type: 'text/html; charset=utf-8', status: 511 },
    true,
  ],
  ['a page in the place of ours', { type: 'text/html', status: 404 }, true],
  ["a proxy's page: the server is down", { type: 'text/html', status: 502 }, false],
  ['an answer that is cut', { type: 'application/json' }, false],
])(
  '[P2] %s: is it of somebody else? (%o, %s)',
  async (_what, { type, status = 200 }: { type: string; status?: number }, isForeign) => {
    const response = new Response('<html>', { status, headers: { 'content-type': type } });
    expect(await pushing(response)).toEqual({
      kind: 'unknown',
      retryAfterMs: 0,
      ...(isForeign ? { isForeign } : {}),
    });
  },
);

test('[P2] a redirect is followed by nobody: it is of somebody else', async () => {
  // As fetch gives it to whoever follows none.
  const redirect = new Response(null);
  Object.defineProperty(redirect, 'type', { value: 'opaqueredirect' });
  expect(await pushing(redirect)).toMatchObject({ kind: 'unknown', isForeign: true });
});

test('[P5] a request is given up after 30 s, its answer included', async () => {
  vi.useFakeTimers();
  try {
    const fetch = (_url: string, { signal }: RequestInit): Promise<Response> =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    const pushed = pushBy(fetch)(request);
    await vi.advanceTimersByTimeAsync(29_999);
    let settled = false;
    void pushed.then(() => (settled = true));
    await Promise.resolve();
    expect(settled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await pushed).toEqual({ kind: 'unknown', retryAfterMs: 0 });
  } finally {
    vi.useRealTimers();
  }
});

test('[P7] our 401 and 403 pause; a lost phone hears its wipe word', async () => {
  const marked = (code: string, more = {}) => ({ protocol: 'moments/1', code, ...more });
  expect(await pushing(json(marked('sign_in_needed'), { status: 401 }))).toEqual({
    kind: 'sign-in needed',
    code: 'sign_in_needed',
  });
  for (const code of ['other_person', 'foreign_origin', 'not_allowed']) {
    const refusal = json(marked(code), { status: 403 });
    expect(await pushing(refusal)).toEqual({ kind: 'sign-in needed', code });
  }
  expect(await pushing(json(marked('phone_lost', { wipe: 'w' }), { status: 401 }))).toEqual({
    kind: 'phone lost',
    wipe: 'w',
  });
});

test.each([408, 425, 429, 500, 502, 503, 504])(
  '[P6] our %d is tried again, not before the time that it names',
  async (status) => {
    const headers = { 'retry-after': '90' };
    expect(await pushing(json({ protocol: 'moments/1', code: 'x' }, { status, headers }))).toEqual({
      kind: 'unknown',
      retryAfterMs: 90_000,
    });
  },
);

test.each([
  ['a newer server', 'moments/2', 'protocol_unknown'],
  ['an older server', 'moments/0', 'server_old'],
])(
  '[V2] %s that does not speak our protocol says which of the two is too old',
  async (_name, protocol, code) => {
    const refusal = json({ protocol, code: 'protocol_unknown' }, { status: 400 });
    expect(await pushing(refusal)).toEqual({ kind: 'other version', code, retryAfterMs: 0 });
  },
);

test('[V2] what is not of our kind says nothing about versions', async () => {
  const refusal = json({ protocol: 'portal/2', code: 'protocol_unknown' }, { status: 400 });
  expect(await pushing(refusal)).toEqual({ kind: 'unknown', retryAfterMs: 0 });
});

test('[P6] Retry-After is read as seconds or as a date, and capped at an hour', () => {
  expect(retryAfterMs('120', NOON)).toBe(120_000);
  expect(retryAfterMs('Mon, 23 Nov 2026 12:01:00 GMT', NOON)).toBe(60_000);
  expect(retryAfterMs('999999', NOON)).toBe(3_600_000);
  expect(retryAfterMs('soon', NOON)).toBe(0);
  expect(retryAfterMs('Mon, 23 Nov 2026 11:00:00 GMT', NOON)).toBe(0);
  expect(retryAfterMs(null, NOON)).toBe(0);
});

test('[P6] full jitter from 1 s doubling to 5 min, with Retry-After as the floor', () => {
  const ceilings = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100].map((failures) =>
    Math.round(retryDelayMs(failures, 0, 1)),
  );
  expect(ceilings.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(ceilings.slice(-2)).toEqual([300_000, 300_000]);
  expect(retryDelayMs(5, 0, 0)).toBe(0);
  expect(retryDelayMs(1, 60_000, 0.5)).toBe(60_000);
  expect(retryDelayMs(1, 9_999_999, 0.5)).toBe(3_600_000);
});
