// [X1] walks the table of routes whole: every route as every kind of caller, against what their own organisation has
// and against what another one has. A route without a row here fails the first test.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROTOCOL } from '../../../src/contract/version.ts';
import type { Role } from '../../../src/contract/pull.ts';
import { AUDITED } from '../../../src/server/audited.ts';
import { isFor, type Route } from '../../../src/server/route.ts';
import { ROUTES } from '../../../src/server/routes.ts';
import {
  type Device,
  type Organisation,
  NOON,
  openInstallation,
  type TestInstallation,
} from '../../support/installation.ts';
import { isOnPostgres } from '../../support/place.ts';
import { someSaid } from '../../support/speaking.ts';
import { aMoment, exportOf, operationOf } from '../../support/operations.ts';

/** What there is to reach in an organisation. */
interface Belongings extends Organisation {
  momentId: string;
  words: string;
  /** What was set aside: it names a programme that nobody knows. */
  asideId: string;
  /** A manager's answers to the moment, each to be taken back once. */
  entryIds: string[];
  /** Somebody's who is no caller. */
  passkeyId: string;
  spares: string[];
  /** Alerts that were given up, for one call each. */
  deliveries: string[];
  webhooks: string[];
  /** People who can be removed, one by each call. */
  leavers: string[];
}

/** How a caller calls a route, aiming at what `target` has. */
type Call = (
  target: Belongings,
  caller: Device | null,
) => Promise<{ path: string; body?: object }> | { path: string; body?: object };

let here: TestInstallation;

const atReceipt = (path: string, more: object = {}) => ({
  path: `/v1/receipt${path}`,
  body: { code: '1'.repeat(16), proof: 'x', ...more },
});

/** Of a passkey that nobody has. */
const SHOWN = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  response: { authenticatorData: 'AAAA', clientDataJSON: 'e30', signature: 'AAAA' },
};

/** One of the caller's own where the caller is of the organisation, else one that somebody there has. */
const passkeyFor = (target: Belongings, caller: Device | null): Promise<string> | string =>
  caller?.organisationId === target.organisationId ? givePasskey(caller) : target.passkeyId;

/** One row for each route: `METHOD path`. */
const CALLS: Record<string, Call> = {
  'GET /healthz': () => ({ path: '/healthz' }),
  'POST /v1/sign-in/look': () => ({
    path: '/v1/sign-in/look',
    body: { token: 'x'.repeat(43) },
  }),
  'POST /v1/sign-in/code': () => ({
    path: '/v1/sign-in/code',
    body: { token: 'x'.repeat(43) },
  }),
  'POST /v1/sign-in/accept': () => ({
    path: '/v1/sign-in/accept',
    body: { token: 'x'.repeat(43) },
  }),
  'POST /v1/sign-in/first': () => ({
    path: '/v1/sign-in/first',
    body: { token: 'x'.repeat(43), organisation: 'A', person: 'B', programme: 'C' },
  }),
  'POST /v1/say/form': () => ({ path: '/v1/say/form', body: { secret: 'x'.repeat(22) } }),
  'POST /v1/say/challenge': () => ({ path: '/v1/say/challenge', body: {} }),
  'POST /v1/say': ({ programmeId }) => ({
    path: '/v1/say',
    body: { secret: 'x'.repeat(22), proof: 'x', said: someSaid({ programmeId }) },
  }),
  'POST /v1/say/sealed': () => ({
    path: '/v1/say/sealed',
    body: { proof: 'x', entry: { keyId: randomUUID(), sealed: 'x'.repeat(1474) } },
  }),
  'POST /v1/receipt': () => atReceipt(''),
  'POST /v1/receipt/write-back': () => atReceipt('/write-back', { words: 'x' }),
  'POST /v1/receipt/changed': () => atReceipt('/changed', { changed: 'no' }),
  'POST /v1/receipt/audience': () => atReceipt('/audience', { audience: 'team' }),
  'POST /v1/receipt/withdraw': () => atReceipt('/withdraw'),
  'POST /v1/sign-in/passkey/options': () => ({ path: '/v1/sign-in/passkey/options', body: {} }),
  'POST /v1/sign-in/passkey': () => ({ path: '/v1/sign-in/passkey', body: { shown: SHOWN } }),
  'GET /v1/passkeys': () => ({ path: '/v1/passkeys' }),
  'POST /v1/passkeys/options': () => ({ path: '/v1/passkeys/options', body: {} }),
  'POST /v1/passkeys': () => ({
    path: '/v1/passkeys',
    body: {
      made: { ...SHOWN, response: { attestationObject: 'oA', clientDataJSON: 'e30' } },
    },
  }),
  'POST /v1/passkeys/:passkeyId/remove': async (target, caller) => ({
    path: `/v1/passkeys/${await passkeyFor(target, caller)}/remove`,
    body: {},
  }),
  'POST /v1/passkeys/ask': () => ({ path: '/v1/passkeys/ask', body: {} }),
  'POST /v1/passkeys/prove': () => ({ path: '/v1/passkeys/prove', body: { shown: SHOWN } }),
  'GET /v1/me': () => ({ path: '/v1/me' }),
  'POST /v1/sign-out': () => ({ path: '/v1/sign-out', body: {} }),
  'POST /v1/push': ({ programmeId }, caller) => ({
    path: '/v1/push',
    body: {
      protocol: PROTOCOL,
      sender: caller?.personId ?? randomUUID(),
      pending: { count: 1, since: null },
      operations: [operationOf(aMoment({ programmeId }))],
    },
  }),
  'GET /v1/pull': () => ({ path: '/v1/pull' }),
  'GET /v1/board/moments': () => ({ path: '/v1/board/moments' }),
  'GET /v1/desk/moments': ({ programmeId }) => ({
    path: `/v1/desk/moments?programme=${programmeId}`,
  }),
  'GET /v1/desk/moments/:momentId': ({ momentId }) => ({ path: `/v1/desk/moments/${momentId}` }),
  'POST /v1/desk/moments/:momentId/seen': ({ momentId }) => ({
    path: `/v1/desk/moments/${momentId}/seen`,
    body: {},
  }),
  'GET /v1/desk/moments/:momentId/versions': ({ momentId }) => ({
    path: `/v1/desk/moments/${momentId}/versions`,
  }),
  'GET /v1/desk/moments/:momentId/thread': ({ momentId }) => ({
    path: `/v1/desk/moments/${momentId}/thread`,
  }),
  'POST /v1/desk/moments/:momentId/answers': ({ momentId }) => ({
    path: `/v1/desk/moments/${momentId}/answers`,
    body: { entryId: randomUUID(), words: 'Thank you.', isQuestion: false },
  }),
  'POST /v1/desk/moments/:momentId/answers/:entryId/take-back': ({ momentId, entryIds }) => ({
    path: `/v1/desk/moments/${momentId}/answers/${entryIds.pop()}/take-back`,
    body: {},
  }),
  'POST /v1/desk/moments/:momentId/audience': ({ momentId }) => ({
    path: `/v1/desk/moments/${momentId}/audience`,
    body: { audience: 'team' },
  }),
  'POST /v1/desk/moments/:momentId/erase': ({ spares }) => ({
    path: `/v1/desk/moments/${spares.pop()}/erase`,
    body: {},
  }),
  'GET /v1/desk/moments/:momentId/handling': ({ momentId }) => ({
    path: `/v1/desk/moments/${momentId}/handling`,
  }),
  'POST /v1/desk/moments/:momentId/notes': ({ momentId }) => ({
    path: `/v1/desk/moments/${momentId}/notes`,
    body: { noteId: randomUUID(), words: 'Ask the caretaker.' },
  }),
  'GET /v1/desk/moments/:momentId/similar': ({ momentId }) => ({
    path: `/v1/desk/moments/${momentId}/similar`,
  }),
  'POST /v1/desk/assignments': ({ momentId }) => ({
    path: '/v1/desk/assignments',
    body: { momentIds: [momentId], personId: null },
  }),
  'POST /v1/desk/answers': ({ momentId }) => ({
    path: '/v1/desk/answers',
    body: { momentIds: [momentId], entryId: randomUUID(), words: 'Thank you.' },
  }),
  'GET /v1/desk/flagged': () => ({ path: '/v1/desk/flagged' }),
  'POST /v1/desk/flagged/:momentId/outcome': ({ spares }) => ({
    path: `/v1/desk/flagged/${spares.pop()}/outcome`,
    body: { outcome: 'Called their worker.' },
  }),
  'GET /v1/desk/programmes/:programmeId/voice': ({ programmeId }) => ({
    path: `/v1/desk/programmes/${programmeId}/voice`,
  }),
  'POST /v1/desk/programmes/:programmeId/link': ({ programmeId }) => ({
    path: `/v1/desk/programmes/${programmeId}/link`,
    body: {},
  }),
  'POST /v1/desk/programmes/:programmeId/link-off': ({ programmeId }) => ({
    path: `/v1/desk/programmes/${programmeId}/link-off`,
    body: {},
  }),
  'POST /v1/desk/programmes/:programmeId/safeguarding': ({ programmeId, manager }) => ({
    path: `/v1/desk/programmes/${programmeId}/safeguarding`,
    body: { leadPersonId: manager.personId, hours: 'Always', emergency: 'Call 999.' },
  }),
  'POST /v1/desk/programmes/:programmeId/release': ({ programmeId }) => ({
    path: `/v1/desk/programmes/${programmeId}/release`,
    body: { releaseHours: 4 },
  }),
  'POST /v1/desk/keep-months': () => ({
    path: '/v1/desk/keep-months',
    body: { afterTold: 12, afterArrival: 24 },
  }),
  'GET /v1/desk/set-aside': () => ({ path: '/v1/desk/set-aside' }),
  'POST /v1/desk/set-aside/:asideId/looked': ({ asideId }) => ({
    path: `/v1/desk/set-aside/${asideId}/looked`,
    body: {},
  }),
  'POST /v1/desk/set-aside/:asideId/take-in': ({ asideId, programmeId }) => ({
    path: `/v1/desk/set-aside/${asideId}/take-in`,
    body: { programmeId },
  }),
  'POST /v1/desk/handed-in': ({ programmeId }, caller) => ({
    path: '/v1/desk/handed-in',
    body: exportOf(
      { organisationId: caller?.organisationId, personId: caller?.personId },
      operationOf(aMoment({ programmeId })),
    ),
  }),
  'GET /v1/desk/live': () => ({ path: '/v1/desk/live' }),
  'GET /v1/desk/offered': () => ({ path: '/v1/desk/offered' }),
  'POST /v1/desk/offered': () => ({
    path: '/v1/desk/offered',
    body: { stages: [], principles: [], prompts: ['What went well?'] },
  }),
  'POST /v1/desk/programmes/:programmeId/groups': ({ programmeId }) => ({
    path: `/v1/desk/programmes/${programmeId}/groups`,
    body: { groups: ['Tuesday'] },
  }),
  'GET /v1/desk/alerts': () => ({ path: '/v1/desk/alerts' }),
  'POST /v1/desk/alerts/own': () => ({
    path: '/v1/desk/alerts/own',
    body: { email: 'a@example.org', wantsDaily: true, hour: 9, timeZone: 'Europe/London' },
  }),
  'POST /v1/desk/alerts/test': () => ({ path: '/v1/desk/alerts/test', body: {} }),
  'POST /v1/desk/deliveries/:deliveryId/again': ({ deliveries }) => ({
    path: `/v1/desk/deliveries/${deliveries.pop()}/again`,
    body: {},
  }),
  'POST /v1/desk/deliveries/:deliveryId/looked': ({ deliveries }) => ({
    path: `/v1/desk/deliveries/${deliveries.pop()}/looked`,
    body: {},
  }),
  'POST /v1/desk/webhooks': () => ({
    path: '/v1/desk/webhooks',
    body: {
      name: 'Team',
      url: 'https://8.8.8.8/hook',
      shape: 'plain',
      wantsDaily: true,
      wantsFlagged: true,
      hour: 9,
      timeZone: 'Europe/London',
    },
  }),
  'POST /v1/desk/webhooks/:webhookId/test': ({ webhooks }) => ({
    path: `/v1/desk/webhooks/${webhooks[0]}/test`,
    body: {},
  }),
  'POST /v1/desk/webhooks/:webhookId/remove': ({ webhooks }) => ({
    path: `/v1/desk/webhooks/${webhooks.pop()}/remove`,
    body: {},
  }),
  'GET /v1/desk/people': () => ({ path: '/v1/desk/people' }),
  'POST /v1/desk/programmes': () => ({
    path: '/v1/desk/programmes',
    body: { name: `Programme ${randomUUID()}` },
  }),
  'POST /v1/desk/invitations': () => ({
    path: '/v1/desk/invitations',
    body: { name: 'Somebody', role: 'practitioner' },
  }),
  'POST /v1/desk/people/:personId/roles': ({ practitioner }) => ({
    path: `/v1/desk/people/${practitioner.personId}/roles`,
    body: { roles: ['practitioner'] },
  }),
  'POST /v1/desk/people/:personId/remove': ({ leavers }) => ({
    path: `/v1/desk/people/${leavers.pop()}/remove`,
    body: {},
  }),
  'POST /v1/desk/people/:personId/renew': ({ practitioner }) => ({
    path: `/v1/desk/people/${practitioner.personId}/renew`,
    body: {},
  }),
  'POST /v1/desk/sessions/:sessionId/end': async ({ organisationId, practitioner }) => ({
    path: `/v1/desk/sessions/${(await here.device(organisationId, practitioner.personId)).sessionId}/end`,
    body: {},
  }),
  'POST /v1/desk/sessions/:sessionId/lost': async ({ organisationId, practitioner }) => ({
    path: `/v1/desk/sessions/${(await here.device(organisationId, practitioner.personId)).sessionId}/lost`,
    body: {},
  }),
  'GET /v1/desk/export': ({ programmeId }) => ({
    path: `/v1/desk/export?format=json&programme=${programmeId}`,
  }),
  'POST /v1/desk/imports': ({ programmeId }) => ({
    path: '/v1/desk/imports',
    body: {
      isTrial: false,
      lines: [{ key: 'a'.repeat(64), momentId: null, body: aMoment({ programmeId }) }],
    },
  }),
  'GET /v1/desk/audit': () => ({ path: '/v1/desk/audit' }),
  'GET /v1/desk/audit/export': () => ({ path: '/v1/desk/audit/export' }),
};

/** Routes whose path names something of an organisation: another organisation's is not there. */
const namesSomething = (route: Route): boolean => route.path.includes('/:');

const ROLES_OF = {
  practitioner: ['practitioner'],
  manager: ['practitioner', 'manager'],
  administrator: ['practitioner', 'manager', 'administrator'],
  lead: ['practitioner', 'lead'],
  board: ['board'],
} as const satisfies Record<Role, readonly Role[]>;
type Caller = 'stranger' | Role;
const CALLERS: readonly Caller[] = ['stranger', ...(Object.keys(ROLES_OF) as Role[])];
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** A route for nobody is for whoever does not say who they are. */
const mayCall = ({ who }: Route, caller: Caller): boolean => {
  if (who === 'nobody') return caller === 'stranger';
  return who === 'stranger' || (caller !== 'stranger' && isFor(who, ROLES_OF[caller]));
};

const belongingsOf = async (organisation: Organisation, words: string): Promise<Belongings> => {
  const operation = operationOf(aMoment({ words, programmeId: organisation.programmeId }));
  const aside = operationOf(aMoment({ words, programmeId: randomUUID() }));
  const { body } = await here.call<{ results: { status: string }[] }>('/v1/push', {
    cookie: organisation.practitioner.cookie,
    body: {
      protocol: PROTOCOL,
      sender: organisation.practitioner.personId,
      pending: { count: 0, since: null },
      operations: [operation, aside],
    },
  });
  expect(body.results).toMatchObject([{ status: 'stored' }, { status: 'quarantined' }]);
  const { item } = (await here.store.of(organisation.organisationId).setAside(false, null, 1))[0]!;
  const { momentId } = operation;
  const { organisationId, programmeId, manager } = organisation;
  const entryIds = Array.from({ length: 60 }, () => randomUUID());
  const spares = await spareMoments(organisation);
  await here.store.write(organisationId, async (transaction) => {
    for (const entryId of entryIds) {
      await transaction.addToThread(momentId, {
        entryId,
        from: 'manager',
        words: `We ${words}`,
        isQuestion: false,
        changed: null,
        writtenAt: NOON,
        personId: manager.personId,
      });
    }
    const lead = { leadPersonId: manager.personId, hours: 'Always', emergency: 'Call 999.' };
    await transaction.setSafeguarding(programmeId, lead);
  });
  const people = Array.from({ length: 45 }, () =>
    here.person(organisationId, 'Liv', ['practitioner']),
  );
  const leavers = (await Promise.all(people)).map(({ personId }) => personId);
  const passkeyId = await givePasskey({ ...manager, personId: leavers.pop()! });
  const { asideId } = item;
  const many = Array.from({ length: 90 });
  const deliveries = await Promise.all(many.map(() => givenUp(organisation)));
  const webhooks = await Promise.all(many.map(() => newWebhook(organisation)));
  return {
    ...organisation,
    momentId,
    words,
    asideId,
    entryIds,
    passkeyId,
    spares,
    leavers,
    deliveries,
    webhooks,
  };
};

const givenUp = async ({ organisationId, practitioner }: Organisation): Promise<string> => {
  const deliveryId = randomUUID();
  const claim = 'one';
  await here.store.write(organisationId, async (transaction) => {
    const { personId } = practitioner;
    const facts = { what: 'test' as const };
    await transaction.addDelivery({
      deliveryId,
      once: deliveryId,
      target: { personId },
      facts,
      at: NOON,
    });
    await transaction.claimDeliveries([deliveryId], { claim, now: NOON, until: NOON });
    const settled = { state: 'given_up' as const, trouble: 'mail_away', triedAt: NOON };
    await transaction.settleDelivery(deliveryId, claim, settled);
  });
  return deliveryId;
};

const newWebhook = async ({ organisationId }: Organisation): Promise<string> => {
  const webhookId = randomUUID();
  await here.store.write(organisationId, (transaction) =>
    transaction.addWebhook({
      webhookId,
      name: 'Team',
      url: 'https://hooks.example.org/1',
      shape: 'plain',
      wantsDaily: false,
      wantsFlagged: true,
      hour: 9,
      timeZone: 'Europe/London',
      nextDailyAt: null,
      createdAt: NOON,
    }),
  );
  return webhookId;
};

/** Moments for what can be done to one once only: each is flagged, and used by one call. */
const spareMoments = async ({ organisationId, programmeId }: Organisation): Promise<string[]> => {
  const entries = Array.from({ length: 90 }, () => ({
    momentId: randomUUID(),
    programmeId,
    channel: 'own-phone' as const,
    words: 'said for a moment',
    kind: 'idea' as const,
    audience: 'team' as const,
    receivedOn: NOON.slice(0, 10),
    receipt: null,
  }));
  await here.store.write(organisationId, async (transaction) => {
    await transaction.release(entries);
    for (const { momentId } of entries) {
      await transaction.flag({ momentId, programmeId, arrivedAt: NOON });
    }
  });
  return entries.map(({ momentId }) => momentId);
};

let riverside: Belongings;
let hillside: Belongings;

beforeAll(async () => {
  here = await openInstallation();
  riverside = await belongingsOf(await here.organisation('Riverside'), 'heard by the river');
  hillside = await belongingsOf(await here.organisation('Hillside'), 'heard on the hill');
});
afterAll(() => here.close());

/** Signed in anew for each call, since some calls end the session. */
const callerOf = async (caller: Caller, organisation: Belongings): Promise<Device | null> =>
  caller === 'stranger'
    ? null
    : here.device(organisation.organisationId, organisation[caller].personId);

const ask = async (
  route: Route,
  caller: Device | null,
  target: Belongings,
): Promise<{ status: number; code: string | undefined; text: string }> => {
  const { path, body } = await CALLS[nameOf(route)]!(target, caller);
  return send(route, caller, path, body);
};

const send = async (
  route: Route,
  caller: Device | null,
  path: string,
  body: object | undefined,
): Promise<{ status: number; code: string | undefined; text: string }> => {
  const response = await here.app.request(`${here.address.publicUrl}${path}`, {
    method: route.method,
    headers: {
      'Content-Type': 'application/json',
      Origin: here.address.publicUrl,
      ...(caller === null ? {} : { Cookie: caller.cookie }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.headers.get('Content-Type') === 'text/event-stream') {
    await response.body?.cancel();
    return { status: response.status, code: undefined, text: '' };
  }
  const text = await response.text();
  const code = response.ok ? undefined : (JSON.parse(text) as { code: string }).code;
  return { status: response.status, code, text };
};

test('[X1] every route has a row in this table, and every row a route', () => {
  expect(Object.keys(CALLS).sort()).toEqual(ROUTES.map(nameOf).sort());
});

test('[X3] every route that staff may call says what it leaves in the audit trail, and no other does', () => {
  const ofStaff = ROUTES.filter(({ who }) => who !== 'nobody');
  expect(Object.keys(AUDITED).sort()).toEqual(ofStaff.map(nameOf).sort());
});

const reachableBy = (role: Role): string[] =>
  ROUTES.filter((route) => mayCall(route, role) && !mayCall(route, 'stranger')).map(nameOf);

/** What everybody may do who is signed in: their own things, and what their phone sends and is told. */
const OWN = [
  'GET /v1/me',
  'GET /v1/passkeys',
  'GET /v1/pull',
  'POST /v1/passkeys',
  'POST /v1/passkeys/:passkeyId/remove',
  'POST /v1/passkeys/ask',
  'POST /v1/passkeys/options',
  'POST /v1/passkeys/prove',
  'POST /v1/push',
  'POST /v1/sign-out',
];

test.each<[Role, string[]]>([
  ['practitioner', []],
  [
    'lead',
    [
      'GET /v1/desk/alerts',
      'GET /v1/desk/flagged',
      'GET /v1/desk/live',
      'POST /v1/desk/alerts/own',
      'POST /v1/desk/alerts/test',
      'POST /v1/desk/flagged/:momentId/outcome',
    ],
  ],
  ['board', ['GET /v1/board/moments']],
])('[X1] as %s only their own things can be reached, and what the role is for', (role, more) => {
  expect(reachableBy(role).sort()).toEqual([...OWN, ...more].sort());
});

test('[X1] people, keys, settings and the audit trail are for administrators', () => {
  const manager = reachableBy('manager');
  expect(
    reachableBy('administrator')
      .filter((name) => !manager.includes(name))
      .sort(),
  ).toEqual([
    'GET /v1/desk/audit',
    'GET /v1/desk/audit/export',
    'POST /v1/desk/invitations',
    'POST /v1/desk/keep-months',
    'POST /v1/desk/offered',
    'POST /v1/desk/people/:personId/remove',
    'POST /v1/desk/people/:personId/roles',
    'POST /v1/desk/programmes',
    'POST /v1/desk/programmes/:programmeId/link',
    'POST /v1/desk/programmes/:programmeId/link-off',
    'POST /v1/desk/programmes/:programmeId/release',
    'POST /v1/desk/programmes/:programmeId/safeguarding',
    'POST /v1/desk/webhooks',
    'POST /v1/desk/webhooks/:webhookId/remove',
    'POST /v1/desk/webhooks/:webhookId/test',
  ]);
  expect(reachableBy('administrator')).toEqual(expect.arrayContaining(manager));
});

describe('[X1] exports, people and keys are asked for again', () => {
  const AGAIN = ROUTES.filter((route) => route.who !== 'nobody' && route.asksAgain);
  test('each of them', () => {
    expect(AGAIN.map(nameOf).sort()).toEqual([
      'GET /v1/desk/audit/export',
      'GET /v1/desk/export',
      'POST /v1/desk/invitations',
      'POST /v1/desk/people/:personId/remove',
      'POST /v1/desk/people/:personId/renew',
      'POST /v1/desk/people/:personId/roles',
      'POST /v1/desk/programmes/:programmeId/link',
      'POST /v1/desk/programmes/:programmeId/link-off',
      'POST /v1/desk/sessions/:sessionId/end',
      'POST /v1/desk/sessions/:sessionId/lost',
      'POST /v1/desk/webhooks',
      'POST /v1/desk/webhooks/:webhookId/remove',
      'POST /v1/passkeys/:passkeyId/remove',
    ]);
  });
  test.each(AGAIN.map((route) => [nameOf(route), route] as const))('%s', async (_, route) => {
    const caller = (await callerOf('administrator', riverside))!;
    const before = await fingerprintOfRiverside();
    here.clock.now += 11 * 60_000;
    // Asking for one's own passkey would first make one.
    const target = route.path.startsWith('/v1/passkeys') ? hillside : riverside;
    const { status, code } = await ask(route, caller, target);
    here.clock.now -= 11 * 60_000;
    expect({ status, code }).toEqual({ status: 403, code: 'ask_again' });
    expect(await fingerprintOfRiverside()).toEqual(before);
  });
});

test('[X1] a desk that closed answers nothing of the desk, and all that a phone needs', async () => {
  const everything = ['practitioner', 'manager', 'administrator', 'lead', 'board'] as const;
  const caller = await here.person(riverside.organisationId, 'Evi', everything);
  await givePasskey(caller);
  here.clock.now += 12 * 3_600_000;
  for (const route of ROUTES) {
    if (route.who === 'nobody' || route.who === 'stranger' || route.asksAgain) continue;
    const isPhone = ['/v1/me', '/v1/push', '/v1/pull'].includes(route.path);
    if (!isPhone && !/^\/v1\/(desk|board)/.test(route.path)) continue;
    const { status, code } = await ask(route, caller, riverside);
    expect([nameOf(route), status, code]).toEqual([
      nameOf(route),
      ...(isPhone ? [200, undefined] : [403, 'desk_closed']),
    ]);
  }
  here.clock.now -= 12 * 3_600_000;
});

const givePasskey = async ({ organisationId, personId }: Device): Promise<string> => {
  const passkeyId = randomUUID();
  await here.store.write(organisationId, (transaction) =>
    transaction.addPasskey({
      passkeyId,
      personId,
      credentialId: passkeyId,
      publicKey: '',
      counter: 0,
      transports: [],
      isCarried: false,
      madeOn: 'Firefox on Linux',
      madeAt: NOON,
    }),
  );
  return passkeyId;
};

const DONE = { status: 200, code: undefined };

/** A passkey that nobody has opens nothing. */
const ANSWERS: Record<string, object[]> = {
  'POST /v1/sign-in/passkey/options': [DONE],
  'POST /v1/sign-in/passkey': [{ status: 404, code: 'passkey_unknown' }],
  'POST /v1/passkeys': [{ status: 400, code: 'passkey_failed' }],
  'POST /v1/passkeys/ask': [DONE, { status: 404, code: 'passkey_unknown' }],
  'POST /v1/passkeys/prove': [{ status: 404, code: 'passkey_unknown' }],
};

/** What a caller of the same organisation is answered: any one of these. */
const answersTo = (route: Route, caller: Caller): object[] => {
  if (route.who === 'nobody') {
    if (caller !== 'stranger') return [{ status: 400, code: 'not_taken' }];
    return [DONE, { status: 428, code: 'proof_needed' }, { status: 400, code: 'not_taken' }];
  }
  if (!mayCall(route, caller)) {
    return caller === 'stranger'
      ? [{ status: 401, code: 'sign_in_needed' }]
      : [{ status: 403, code: 'not_allowed' }];
  }
  const more = ANSWERS[nameOf(route)];
  if (more !== undefined) return more;
  return route.path.startsWith('/v1/sign-in/')
    ? [
        { status: 404, code: 'link_unknown' },
        { status: 409, code: 'already_set_up' },
      ]
    : [DONE];
};

/** And one of another organisation: what the path names is not there; without a name, it is about their own. */
const answersAcross = (route: Route, caller: Caller): object[] =>
  mayCall(route, caller) && namesSomething(route)
    ? [{ status: 404, code: 'not_found' }]
    : answersTo(route, caller);

/** Begins the words of everything that these tests have said. */
const SAID = 'heard ';

/**
 * A practitioner kept the words for the team. Of the desk they are for managers, on a phone for whoever kept them: the
 * board and the lead, of whom nobody asked anything here, see none.
 */
const mayReadWords = (route: Route, caller: Caller): boolean => {
  if (route.path === '/v1/pull') return caller === 'practitioner';
  return route.path.startsWith('/v1/desk/') && ['manager', 'administrator'].includes(caller);
};

describe.each(ROUTES.map((route) => ({ route, name: nameOf(route) })))('$name', ({ route }) => {
  test.each(CALLERS)('[X1] [X3] as %s of the same organisation', async (caller) => {
    const device = await callerOf(caller, riverside);
    const { path, body } = await CALLS[nameOf(route)]!(riverside, device);
    const before = await trailOf(riverside);
    const heldBefore = await fingerprintOfRiverside();
    const { status, code, text } = await send(route, device, path, body);
    expect(answersTo(route, caller)).toContainEqual({ status, code });
    const rows = (await trailOf(riverside)).slice(before.length);
    expect(rows).toEqual(status === 200 ? rowsLeftBy(route, device, text) : []);
    for (const said of [riverside.words, 'Riverside', 'Mona', 'Pat', 'Ada']) {
      expect(JSON.stringify(rows)).not.toContain(said);
    }
    // Whoever calls without a name leaves no row, and gets nobody's words.
    const isQuiet = rows.length === 0;
    const held = isQuiet && route.who !== 'nobody' ? await fingerprintOfRiverside() : heldBefore;
    expect(held, 'what leaves no row changed nothing').toEqual(heldBefore);
    expect(isQuiet ? text : '', 'what leaves no row returned no words').not.toContain(SAID);
  });

  test.each(CALLERS)(
    '[X2] the words are returned to %s only where they are meant to be',
    async (caller) => {
      const device = await callerOf(caller, riverside);
      const { text } = await ask(route, device, riverside);
      expect(mayReadWords(route, caller) ? '' : text).not.toContain(riverside.words);
    },
  );

  test.each(CALLERS)('[X1] as %s of another organisation', async (caller) => {
    const { status, code, text } = await ask(route, await callerOf(caller, hillside), riverside);
    expect(answersAcross(route, caller)).toContainEqual({ status, code });
    expect(text).not.toContain(riverside.words);
    expect(text).not.toContain('Riverside');
  });

  test('[X1] nothing is done for another organisation, nor by whoever may not', async () => {
    const before = await fingerprintOfRiverside();
    for (const caller of CALLERS) {
      await ask(route, await callerOf(caller, hillside), riverside);
      if (!mayCall(route, caller)) {
        await ask(route, await callerOf(caller, riverside), riverside);
      }
    }
    expect(await fingerprintOfRiverside()).toEqual(before);
  });
});

const trailOf = ({ organisationId }: Organisation): Promise<Record<string, unknown>[]> =>
  here.rows('select * from audit where organisation_id = ? order by position', organisationId);

/** One row of whoever asked; none of what returned no words, or an empty list. */
const rowsLeftBy = (route: Route, device: Device | null, text: string): unknown[] => {
  const audited = route.who === 'nobody' ? null : AUDITED[nameOf(route)];
  if (!audited || /^\{"protocol".*"(moments|changes|items)":\[\]/.test(text)) return [];
  const { action } = audited;
  const { personId, sessionId } = device!;
  return [expect.objectContaining({ action, person_id: personId, session_id: sessionId })];
};

/** Each table that holds something of an organisation, with its columns, as the database itself lists them. */
const tablesOfOrganisations = async (): Promise<[string, string[]][]> => {
  const columns = await here.rows(
    isOnPostgres
      ? "select table_name, column_name from information_schema.columns where table_schema = 'public' order by 1, 2"
      : `select t.name as table_name, c.name as column_name from sqlite_master t, pragma_table_info(t.name) c
         where t.type = 'table' order by 1, 2`,
  );
  const tables = new Map<string, string[]>();
  for (const { table_name, column_name } of columns as Record<string, string>[]) {
    tables.set(table_name!, [...(tables.get(table_name!) ?? []), column_name!]);
  }
  return [...tables].filter(([, names]) => names.includes('organisation_id'));
};

let fingerprintSql: { sql: string; tables: number } | undefined;

/** All rows of an organisation but its sessions' contacts; sessions that these tests made are counted as none. */
const fingerprintOfRiverside = async (): Promise<unknown> => {
  if (fingerprintSql === undefined) {
    const json = isOnPostgres ? 'json_build_array' : 'json_array';
    const tables = await tablesOfOrganisations();
    const selects = tables.map(([table, columns]) => {
      const isSession = table === 'session';
      const shown = isSession ? ['session_id', 'ended_at', 'lost_at', 'wiped_at'] : columns;
      const ended = isSession ? ' and (ended_at is not null or lost_at is not null)' : '';
      return `select '${table}' as of_table, cast(${json}(${shown.join(', ')}) as text) as held
        from ${table} where organisation_id = ?${ended}`;
    });
    fingerprintSql = { sql: `${selects.join(' union all ')} order by 1, 2`, tables: tables.length };
  }
  const { sql, tables } = fingerprintSql;
  return here.rows(sql, ...Array.from({ length: tables }, () => riverside.organisationId));
};
