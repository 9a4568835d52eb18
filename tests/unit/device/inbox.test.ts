import { beforeEach, expect, test } from 'vitest';
import type { Change, PullAnswer } from '../../../src/contract/pull.ts';
import { pullAnswer } from '../../../src/contract/pull.ts';
import {
  type KnownDatabase,
  keepSignedIn,
  listChanges,
  listProgrammes,
  openKnown,
  pull,
} from '../../../src/device/inbox.ts';
import { AISHA, BEN, DROP_IN, NOON, freshStorage } from '../../support/phone.ts';
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
const OLD = '77777777-7777-4777-8777-777777777777';

let known: KnownDatabase;
let asked: string[];
const pulling = (...answers: (PullAnswer | Response)[]) =>
  pull(
    known,
    AISHA,
    async (url) => {
      asked.push(url);
      const next = answers.shift();
      return next instanceof Response ? next : Response.json(next);
    },
    NOON,
  );

beforeEach(async () => {
  freshStorage();
  asked = [];
  known = await openKnown();
  await keepSignedIn(known, { identity: identity(AISHA), sessionId: 's', wipe: 'w' });
});

test('what these tests answer fits the contract', () => {
  expect(pullAnswer.safeParse(answer({ changes: [change(YOUNG, 1)] })).success).toBe(true);
});

test('[L2] pages follow their cursors, and the next pull begins where the last one ended', async () => {
  const pages = [answer({ changes: [change(YOUNG, 1)], cursor: 'a/1', more: true }), answer()];
  expect(await pulling(...pages)).toEqual({ kind: 'pulled' });
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
  const outcome = pull(
    known,
    AISHA,
    async () => {
      await keepSignedIn(known, { identity: identity(BEN), sessionId: 't', wipe: 'v' });
      return Response.json(answer({ changes: [change(YOUNG, 1)] }));
    },
    NOON,
  );
  await outcome;
  expect(await listChanges(known)).toEqual([]);
});
