// [X1] walks the table of routes whole: every route as every kind of caller, against what their own organisation has
// and against what another one has. A route without a row here fails the first test.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROTOCOL } from '../../../src/contract/version.ts';
import type { Route, Who } from '../../../src/server/route.ts';
import { ROUTES } from '../../../src/server/routes.ts';
import {
  type Device,
  type Organisation,
  NOON,
  openInstallation,
  type TestInstallation,
} from '../../support/installation.ts';
import { someSaid } from '../../support/speaking.ts';
import { aMoment, exportOf, operationOf } from '../../support/operations.ts';

/** What there is to reach in an organisation. */
interface Belongings extends Organisation {
  momentId: string;
  words: string;
  /** What was set aside: it names a programme that nobody knows. */
  asideId: string;
  /** A manager's answer to the moment. */
  entryId: string;
  spares: string[];
  /** Alerts that were given up, for one call each. */
  deliveries: string[];
  webhooks: string[];
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
  'POST /v1/desk/moments/:momentId/answers/:entryId/take-back': ({ momentId, entryId }) => ({
    path: `/v1/desk/moments/${momentId}/answers/${entryId}/take-back`,
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
};

/** Routes whose path names something of an organisation: another organisation's is not there. */
const namesSomething = (route: Route): boolean => route.path.includes('/:');

const CALLERS = ['stranger', 'practitioner', 'manager', 'administrator'] as const;
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** A route for nobody is for whoever does not say who they are. */
const mayCall = (who: Who, caller: (typeof CALLERS)[number]): boolean =>
  who === 'nobody' ? caller === 'stranger' : CALLERS.indexOf(caller) >= CALLERS.indexOf(who);

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
  const entryId = randomUUID();
  const spares = await spareMoments(organisation);
  await here.store.write(organisationId, async (transaction) => {
    await transaction.addToThread(momentId, {
      entryId,
      from: 'manager',
      words: `We ${words}`,
      isQuestion: false,
      changed: null,
      writtenAt: NOON,
      personId: manager.personId,
    });
    const lead = { leadPersonId: manager.personId, hours: 'Always', emergency: 'Call 999.' };
    await transaction.setSafeguarding(programmeId, lead);
  });
  const many = Array.from({ length: 40 });
  const deliveries = await Promise.all(many.map(() => givenUp(organisation)));
  const webhooks = await Promise.all(many.map(() => newWebhook(organisation)));
  return {
    ...organisation,
    momentId,
    words,
    asideId: item.asideId,
    entryId,
    spares,
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
  const entries = Array.from({ length: 40 }, () => ({
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
const callerOf = async (
  caller: (typeof CALLERS)[number],
  organisation: Belongings,
): Promise<Device | null> =>
  caller === 'stranger'
    ? null
    : here.device(organisation.organisationId, organisation[caller].personId);

const ask = async (
  route: Route,
  caller: Device | null,
  target: Belongings,
): Promise<{ status: number; code: string | undefined; text: string }> => {
  const { path, body } = await CALLS[nameOf(route)]!(target, caller);
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

test('[X1] the desk is for managers', () => {
  const desk = ROUTES.filter(({ path }) => path.startsWith('/v1/desk/'));
  expect(desk.length).toBeGreaterThan(10);
  expect(desk.filter(({ who }) => who !== 'manager' && who !== 'administrator')).toEqual([]);
});

const DONE = { status: 200, code: undefined };

/** What a caller of the same organisation is answered: any one of these. */
const answersTo = (route: Route, caller: (typeof CALLERS)[number]): object[] => {
  if (route.who === 'nobody') {
    if (caller !== 'stranger') return [{ status: 400, code: 'not_taken' }];
    return [DONE, { status: 428, code: 'proof_needed' }, { status: 400, code: 'not_taken' }];
  }
  if (!mayCall(route.who, caller)) {
    return caller === 'stranger'
      ? [{ status: 401, code: 'sign_in_needed' }]
      : [{ status: 403, code: 'not_allowed' }];
  }
  return route.path.startsWith('/v1/sign-in/')
    ? [
        { status: 404, code: 'link_unknown' },
        { status: 409, code: 'already_set_up' },
      ]
    : [DONE];
};

/** And one of another organisation: what the path names is not there; without a name, it is about their own. */
const answersAcross = (route: Route, caller: (typeof CALLERS)[number]): object[] =>
  mayCall(route.who, caller) && namesSomething(route)
    ? [{ status: 404, code: 'not_found' }]
    : answersTo(route, caller);

describe.each(ROUTES.map((route) => ({ route, name: nameOf(route) })))('$name', ({ route }) => {
  test.each(CALLERS)('[X1] as %s of the same organisation', async (caller) => {
    const { status, code, text } = await ask(route, await callerOf(caller, riverside), riverside);
    expect(answersTo(route, caller)).toContainEqual({ status, code });
    expect(text.includes(riverside.words) && !mayCall(route.who, caller)).toBe(false);
  });

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
      if (!mayCall(route.who, caller)) {
        await ask(route, await callerOf(caller, riverside), riverside);
      }
    }
    expect(await fingerprintOfRiverside()).toEqual(before);
  });
});

/** All rows of an organisation but its sessions' contacts; sessions that these tests made are counted as none. */
const fingerprintOfRiverside = (): Promise<unknown> =>
  Promise.all(
    [
      'select * from programme where organisation_id = ?',
      'select * from person where organisation_id = ?',
      'select * from invitation where organisation_id = ?',
      'select * from operation where organisation_id = ?',
      'select * from moment where organisation_id = ?',
      'select * from set_aside where organisation_id = ?',
      'select * from held where organisation_id = ?',
      'select * from voice where organisation_id = ?',
      'select * from thread where organisation_id = ?',
      'select * from flag where organisation_id = ?',
      'select * from offered where organisation_id = ?',
      'select * from alert_setting where organisation_id = ?',
      'select * from delivery where organisation_id = ?',
      'select * from webhook where organisation_id = ?',
      'select * from counter where organisation_id = ?',
      'select session_id from session where organisation_id = ? and (ended_at is not null or lost_at is not null) order by 1',
    ].map((sql) => here.rows(sql, riverside.organisationId)),
  );
