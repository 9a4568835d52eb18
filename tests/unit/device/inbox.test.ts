import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Change, PullAnswer } from '../../../src/contract/pull.ts';
import { pullAnswer } from '../../../src/contract/pull.ts';
import { keepSignedIn } from '../../../src/device/signed-in.ts';
import {
  type KnownDatabase,
  listChanges,
  listProgrammes,
  openKnown,
} from '../../../src/device/inbox.ts';
import { drain } from '../../../src/device/drain.ts';
import { HOLD_MS, noteEpoch, readSender } from '../../../src/device/outbox.ts';
import { pull } from '../../../src/device/pull.ts';
import {
  AISHA,
  BEN,
  DROP_IN,
  NOON,
  type TestPhone,
  aPhone,
  storedAll,
} from '../../support/phone.ts';
import { aMoment } from '../../support/operations.ts';

const identity = (personId: string) => ({
  organisationId: '55555555-5555-4555-8555-555555555555',
  organisationName: 'Harbour House',
  personId,
  personName: 'Aisha',
  roles: ['practitioner' as const],
});

const change = (momentId: string, daysAgo: number): Change => ({
  momentId,
  revision: 1,
  receivedAt: new Date(NOON - daysAgo * 86_400_000).toISOString(),
  moment: aMoment({ words: `said ${daysAgo} days ago` }),
});

const answer = (said: Partial<PullAnswer> = {}): PullAnswer => ({
  protocol: 'moments/1',
  epoch: 'one',
  identity: identity(AISHA),
  programmes: [{ programmeId: DROP_IN, name: 'Tuesday drop-in' }],
  changes: [],
  cursor: 'c1',
  more: false,
  ...said,
});

const YOUNG = '66666666-6666-4666-8666-666666666666';
const OTHER = '88888888-8888-4888-8888-888888888888';
const OLD = '77777777-7777-4777-8777-777777777777';

let phone: TestPhone;
let known: KnownDatabase;
let asked: string[];
const pulling = (...answers: (PullAnswer | Response)[]) =>
  pull({
    known,
    outbox: phone.outbox,
    personId: AISHA,
    fetch: async (url) => {
      asked.push(url);
      const next = answers.shift();
      return next instanceof Response ? next : Response.json(next);
    },
    now: NOON,
  });

afterEach(() => void vi.restoreAllMocks());
beforeEach(async () => {
  phone = aPhone();
  asked = [];
  known = await openKnown();
  await keepSignedIn(known, { identity: identity(AISHA), sessionId: 's', wipe: 'w' });
});

test('what these tests answer fits the contract', () => {
  expect(pullAnswer.safeParse(answer({ changes: [change(YOUNG, 1)] })).success).toBe(true);
});

test('[L2] pages follow their cursors, and the next pull begins where the last one ended', async () => {
  const pages = [answer({ changes: [change(YOUNG, 1)], cursor: 'a/1', more: true }), answer()];
  expect(await pulling(...pages)).toMatchObject({ kind: 'pulled' });
  await pulling(answer());
  expect(asked).toEqual(['/v1/pull', '/v1/pull?cursor=a%2F1', '/v1/pull?cursor=c1']);
  expect(await listProgrammes(known)).toEqual([{ programmeId: DROP_IN, name: 'Tuesday drop-in' }]);
});

test('[X2] own words stay on the phone for 30 days after they were sent, and no longer', async () => {
  await pulling(answer({ changes: [change(YOUNG, 1), change(OLD, 31)] }));
  expect((await listChanges(known)).map(({ momentId }) => momentId)).toEqual([YOUNG]);
  await known.put('changes', change(OLD, 31));
  await pulling(answer());
  expect((await listChanges(known)).map(({ momentId }) => momentId)).toEqual([YOUNG]);
});

test.each([
  ["a captive portal's page", new Response('<html>'), 'unknown'],
  ['an answer without the marker', Response.json({ ...answer(), protocol: 'x' }), 'unknown'],
  ['an answer with a part missing', Response.json({ ...answer(), cursor: undefined }), 'unknown'],
  ['what was meant for another', Response.json(answer({ identity: identity(BEN) })), 'unknown'],
  [
    'our 401',
    Response.json({ protocol: 'moments/1', code: 'sign_in_needed' }, { status: 401 }),
    'sign-in needed',
  ],
])('[P2] %s applies nothing', async (_name, response, kind) => {
  expect(await pulling(response)).toEqual({ kind });
  expect(await listProgrammes(known)).toEqual([]);
});

test('[O5] a page that comes after somebody else signed in is not applied', async () => {
  await pull({
    known,
    outbox: phone.outbox,
    personId: AISHA,
    fetch: async () => {
      await keepSignedIn(known, { identity: identity(BEN), sessionId: 't', wipe: 'v' });
      return Response.json(answer({ changes: [change(YOUNG, 1)] }));
    },
    now: NOON,
  });
  expect(await listChanges(known)).toEqual([]);
});

const queued = () =>
  phone.outbox.read(['operations'], (tx) => tx.objectStore('operations').index('queue').count());

test('[L3] the first database that answers is only noted', async () => {
  await phone.save('sent before');
  phone.clock.now += HOLD_MS;
  phone.answer((request) => ({ ...storedAll(request), epoch: undefined as unknown as string }));
  await drain(phone.means, { urgent: true });
  expect((await readSender(phone.outbox, AISHA)).epoch).toBeUndefined();
  await pulling(answer());
  expect((await readSender(phone.outbox, AISHA)).epoch).toBe('one');
  expect(await queued()).toBe(0);
});

test('[L2] [L3] a restored database first makes sent operations wait again, and is then pulled anew', async () => {
  await phone.save('sent under the first');
  phone.clock.now += HOLD_MS;
  await drain(phone.means, { urgent: true });
  await pulling(answer({ changes: [change(YOUNG, 1)] }));
  asked = [];
  let atReset: number | undefined;
  const get = known.get.bind(known);
  vi.spyOn(known, 'get').mockImplementation(async (...args) => {
    if (asked.length === 1) atReset ??= await queued();
    return await get(...args);
  });
  const restored = { epoch: 'two', changes: [change(OTHER, 2)], cursor: 'n1' };
  await pulling(answer({ epoch: 'two', cursor: 'c2' }), answer(restored));
  expect(asked).toEqual(['/v1/pull?cursor=c1', '/v1/pull']);
  // By the time that the place was gone, what had been sent was in the queue.
  expect(atReset).toBe(1);
  // What the restored database lacks is no longer shown as if it were there.
  expect((await listChanges(known)).map(({ momentId }) => momentId)).toEqual([OTHER]);
  expect(await queued()).toBe(1);
});

test('[L3] a crash between the outbox and the place is harmless: the place still names the old database', async () => {
  await pulling(answer({ changes: [change(YOUNG, 1)] }));
  await noteEpoch(phone.outbox, AISHA, 'two');
  asked = [];
  await pulling(answer({ epoch: 'two' }), answer({ epoch: 'two', cursor: 'n1' }));
  expect(asked).toEqual(['/v1/pull?cursor=c1', '/v1/pull']);
  expect(await listChanges(known)).toEqual([]);
});

test('[L3] a place that the server does not know is given up, once', async () => {
  await pulling(answer({ changes: [change(YOUNG, 1)] }));
  const refusal = () =>
    Response.json({ protocol: 'moments/1', code: 'not_valid' }, { status: 400 });
  asked = [];
  expect(await pulling(refusal(), refusal())).toEqual({ kind: 'unknown' });
  expect(asked).toEqual(['/v1/pull?cursor=c1', '/v1/pull']);
});
