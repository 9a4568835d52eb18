import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OwnPasskeys } from '../../../src/contract/passkey.ts';
import type { InvitationMade } from '../../../src/contract/desk.ts';
import type { RefusalAnswer } from '../../../src/contract/refusal.ts';
import type { SignedIn } from '../../../src/contract/sign-in.ts';
import { PROTOCOL } from '../../../src/contract/version.ts';
import { Authenticator, type Spoilt } from '../../support/authenticator.ts';
import {
  type Device,
  openInstallation,
  type Organisation,
  type TestInstallation,
} from '../../support/installation.ts';
import { aMoment, exportOf, operationOf } from '../../support/operations.ts';
import type { Answered } from '../../support/server.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let here: TestInstallation;
let riverside: Organisation;
let key: Authenticator;

beforeEach(async () => {
  here = await openInstallation();
  riverside = await here.organisation();
  key = new Authenticator(here.address.publicUrl);
});
afterEach(() => here.close());

interface Options {
  options: {
    challenge: string;
    rpId: string;
    rp: { id: string };
    user: { id: string };
    allowCredentials?: { id: string }[];
    excludeCredentials?: { id: string }[];
  };
}

const ask = <Body = RefusalAnswer>(
  path: string,
  device: { cookie: string | null } | null,
  body: object = {},
): Promise<Answered<Body>> => here.call<Body>(path, { cookie: device?.cookie ?? null, body });

const make = async (
  device: Device,
  authenticator = key,
  spoilt: Spoilt = {},
): Promise<[number, string | undefined]> => {
  const asked = await ask<Options & RefusalAnswer>('/v1/passkeys/options', device);
  if (asked.status !== 200) return [asked.status, asked.body.code];
  const { status, body } = await ask(
    '/v1/passkeys',
    device,
    authenticator.make(asked.body.options, spoilt),
  );
  return [status, body.code];
};
const prove = async (
  device: Device,
  authenticator = key,
  spoilt: Spoilt = {},
): Promise<[number, string | undefined]> => {
  const { body: asked } = await ask<Options>('/v1/passkeys/ask', device);
  const shown = authenticator.show(asked.options, spoilt);
  const { status, body } = await ask('/v1/passkeys/prove', device, shown);
  return [status, body.code];
};
const signIn = async (
  device: { cookie: string | null } | null,
  authenticator = key,
): Promise<Answered<SignedIn & RefusalAnswer>> => {
  const { body } = await ask<Options>('/v1/sign-in/passkey/options', null);
  return ask('/v1/sign-in/passkey', device, authenticator.show(body.options));
};
const own = async (device: Device): Promise<OwnPasskeys['passkeys']> =>
  (await here.call<OwnPasskeys>('/v1/passkeys', { cookie: device.cookie })).body.passkeys;
const desk = async (device: { cookie: string | null }): Promise<[number, string | undefined]> => {
  const { status, body } = await here.call('/v1/desk/moments', { cookie: device.cookie });
  return [status, body.code];
};
const invite = async (device: { cookie: string | null }): Promise<[number, string | undefined]> => {
  const { status, body } = await ask('/v1/desk/invitations', device, {
    name: 'Sam',
    role: 'practitioner',
  });
  // A link has a code of its own.
  return [status, status === 200 ? undefined : body.code];
};
const push = (device: Device, programmeId: string) =>
  ask<{ results: { status: string }[] }>('/v1/push', device, {
    protocol: PROTOCOL,
    sender: device.personId,
    pending: { count: 1, since: null },
    operations: [operationOf(aMoment({ programmeId }))],
  });

const DONE = [200, undefined];

describe('a passkey', () => {
  test('signs its person in on a device that nobody signed in', async () => {
    expect(await make(riverside.manager)).toEqual(DONE);
    const { status, body, cookie } = await signIn(null);
    expect([status, body.identity.personId]).toEqual([200, riverside.manager.personId]);
    expect(await desk({ cookie })).toEqual(DONE);
    const [listed] = await own(riverside.manager);
    expect(listed).toMatchObject({ madeOn: 'Browser', isCarried: false });
    expect(listed!.lastUsedAt).not.toBeNull();
  });

  test('a person may have several; each signs in, and the browser is told of those they have', async () => {
    expect(await make(riverside.manager)).toEqual(DONE);
    const second = new Authenticator(here.address.publicUrl);
    expect(await make(riverside.manager, second)).toEqual(DONE);
    expect((await own(riverside.manager)).length).toBe(2);
    for (const each of [key, second]) expect((await signIn(null, each)).status).toBe(200);
    const { body } = await ask<Options>('/v1/passkeys/options', riverside.manager);
    expect(body.options.excludeCredentials!.map(({ id }) => id).sort()).toEqual(
      [key.credentialId, second.credentialId].sort(),
    );
  });

  test('that was removed opens nothing', async () => {
    await make(riverside.manager);
    const [made] = await own(riverside.manager);
    expect((await ask(`/v1/passkeys/${made!.passkeyId}/remove`, riverside.manager)).status).toBe(
      200,
    );
    const { status, body } = await signIn(null);
    expect([status, body.code]).toEqual([404, 'passkey_unknown']);
  });

  test('is kept as its public half, with no name and nothing of the device', async () => {
    await make(riverside.manager);
    const { body } = await ask<Options>('/v1/passkeys/options', riverside.manager);
    expect(Buffer.from(body.options.user.id, 'base64url').toString('hex')).toBe(
      `${riverside.organisationId}${riverside.manager.personId}`.replaceAll('-', ''),
    );
  });

  test.each<[string, Spoilt]>([
    ['at another address', { origin: 'https://moments.example.net' }],
    ['for another name', { rpId: 'example.net' }],
    ['without a finger or PIN', { isUnverified: true }],
    ['with what nobody asked for', { challenge: Buffer.alloc(38).toString('base64url') }],
  ])('[X1] made %s is not taken', async (_, spoilt) => {
    expect(await make(riverside.manager, key, spoilt)).toEqual([400, 'passkey_failed']);
    expect(await own(riverside.manager)).toEqual([]);
  });

  test.each<[string, Spoilt]>([
    ['at another address', { origin: 'https://moments.example.net' }],
    ['for another name', { rpId: 'example.net' }],
    ['without a finger or PIN', { isUnverified: true }],
    ['by another key', { isForged: true }],
    ['by a copy that counts anew', { counter: 1 }],
    ['with what nobody asked for', { challenge: Buffer.alloc(38).toString('base64url') }],
  ])('[X1] shown %s proves nothing', async (_, spoilt) => {
    await make(riverside.manager, key, { counter: 5 });
    here.clock.now += 11 * MINUTE_MS;
    expect(await prove(riverside.manager, key, spoilt)).toEqual([400, 'passkey_failed']);
    const { cookie } = riverside.manager;
    expect(
      (await ask(`/v1/desk/people/${riverside.lead.personId}/renew`, { cookie })).body.code,
    ).toBe('ask_again');
  });

  test('[X1] what it signed proves nothing a second time, nor elsewhere, nor too late', async () => {
    // One that is carried to many devices counts nothing.
    const uncounted = { counter: 0 };
    await make(riverside.manager, key, uncounted);
    const asked = await ask<Options>('/v1/sign-in/passkey/options', null);
    const signed = key.show(asked.body.options, uncounted);
    expect((await ask('/v1/sign-in/passkey', null, signed)).status).toBe(200);
    expect((await ask('/v1/sign-in/passkey', null, signed)).body.code).toBe('passkey_failed');

    const { body } = await ask<Options>('/v1/sign-in/passkey/options', null);
    const forSignIn = key.show(body.options, uncounted);
    expect((await ask('/v1/passkeys/prove', riverside.manager, forSignIn)).body.code).toBe(
      'passkey_failed',
    );

    const late = key.show((await ask<Options>('/v1/sign-in/passkey/options', null)).body.options);
    here.clock.now += 5 * MINUTE_MS;
    expect((await ask('/v1/sign-in/passkey', null, late)).body.code).toBe('passkey_failed');
  });

  test('[X1] of another person, or of another organisation, does not open this desk', async () => {
    const hillside = await here.organisation('Hillside');
    for (const owner of [riverside.administrator, hillside.manager]) {
      const other = new Authenticator(here.address.publicUrl);
      await make(owner, other);
      await make(riverside.manager, new Authenticator(here.address.publicUrl));
      expect(await prove(riverside.manager, other)).toEqual([404, 'passkey_unknown']);
    }
  });

  test('[X1] of somebody who was removed opens nothing', async () => {
    await make(riverside.manager);
    const { cookie } = riverside.administrator;
    await ask(`/v1/desk/people/${riverside.manager.personId}/remove`, { cookie });
    expect((await signIn(null)).body.code).toBe('passkey_unknown');
  });

  test.each([
    ['https://192.0.2.7', false],
    ['https://[2001:db8::1]', false],
    ['http://moments.example.org', false],
    ['https://moments.example.org', true],
    ['http://localhost:8787', true],
  ])('at %s there can be one: %s', async (publicUrl, canMake) => {
    const there = await openInstallation({ publicUrl });
    const { manager } = await there.organisation();
    const { body } = await there.call<OwnPasskeys>('/v1/passkeys', { cookie: manager.cookie });
    expect(body.canMake).toBe(canMake);
    const { status } = await there.call('/v1/passkeys/options', {
      cookie: manager.cookie,
      body: {},
    });
    expect(status).toBe(canMake ? 200 : 409);
    // Where nobody could answer, nobody is asked again.
    there.clock.now += HOUR_MS;
    const { body: renewed } = await there.call(`/v1/desk/people/${manager.personId}/renew`, {
      cookie: manager.cookie,
      body: {},
    });
    expect(renewed.code === 'ask_again').toBe(canMake);
    await there.close();
  });
});

describe('the desk of somebody with a passkey', () => {
  beforeEach(() => make(riverside.administrator));

  test('closes after 12 hours and opens again by the passkey, under the same session', async () => {
    here.clock.now += 12 * HOUR_MS - 1;
    expect(await desk(riverside.administrator)).toEqual(DONE);
    here.clock.now += 1;
    expect(await desk(riverside.administrator)).toEqual([403, 'desk_closed']);
    expect(await prove(riverside.administrator)).toEqual(DONE);
    expect(await desk(riverside.administrator)).toEqual(DONE);
  });

  test('[P7] closed, the phone goes on: it keeps its session, sends what it holds and is told what is new', async () => {
    const { administrator, programmeId } = riverside;
    here.clock.now += 30 * 24 * HOUR_MS;
    expect(await desk(administrator)).toEqual([403, 'desk_closed']);
    const pushed = await push(administrator, programmeId);
    expect([pushed.status, pushed.body.results[0]?.status]).toEqual([200, 'stored']);
    expect((await here.call('/v1/pull', { cookie: administrator.cookie })).status).toBe(200);
    here.clock.now += 399 * 24 * HOUR_MS;
    expect((await push(administrator, programmeId)).status).toBe(200);
  });

  test('[P7] signing in by the passkey on a phone that is signed in ends no session of the same person', async () => {
    here.clock.now += 13 * HOUR_MS;
    const { body, cookie } = await signIn(riverside.administrator);
    expect(body.sessionId).toBe(riverside.administrator.sessionId);
    expect(cookie).toBeNull();
    expect(await desk(riverside.administrator)).toEqual(DONE);
  });

  test('[X3] signing in by the passkey leaves one row in the trail, whether or not there was a session', async () => {
    const actions = async (): Promise<unknown[]> =>
      (
        await here.rows(
          'select action from audit where organisation_id = ? order by position',
          riverside.organisationId,
        )
      ).map(({ action }) => action);
    const before = (await actions()).length;
    await signIn(riverside.administrator);
    await signIn(null);
    expect((await actions()).slice(before)).toEqual(['passkey_shown', 'signed_in']);
  });

  test('[P7] what an ended session held unsent is held under the new one', async () => {
    const { organisationId, administrator } = riverside;
    await push(administrator, riverside.programmeId);
    const pending = { count: 2, since: null };
    await here.store.write(organisationId, async (transaction) => {
      const at = new Date(here.clock.now).toISOString();
      await transaction.noteContact(administrator.sessionId, { at, pending });
      await transaction.endSession(administrator.sessionId, at);
    });
    const { body } = await signIn(administrator);
    expect(body.sessionId).not.toBe(administrator.sessionId);
    const session = await here.store.of(organisationId).session(body.sessionId);
    expect(session?.pendingCount).toBe(2);
  });

  test('asks again for people after ten minutes, and for a further passkey', async () => {
    here.clock.now += 10 * MINUTE_MS - 1;
    expect(await invite(riverside.administrator)).toEqual(DONE);
    here.clock.now += 1;
    expect(await invite(riverside.administrator)).toEqual([403, 'ask_again']);
    const second = new Authenticator(here.address.publicUrl);
    expect(await make(riverside.administrator, second)).toEqual([403, 'ask_again']);
    expect(await prove(riverside.administrator)).toEqual(DONE);
    expect(await invite(riverside.administrator)).toEqual(DONE);
    expect(await make(riverside.administrator, second)).toEqual(DONE);
  });

  test('on their other devices closes too, from the passkey on', async () => {
    const { organisationId, personId } = riverside.administrator;
    const phone = await here.device(organisationId, personId);
    here.clock.now += 13 * HOUR_MS;
    expect(await desk(phone)).toEqual([403, 'desk_closed']);
  });

  test('opens by a one-time link when every passkey is lost, and lets them make a new one', async () => {
    here.clock.now += 13 * HOUR_MS;
    const { cookie } = await here.device(
      riverside.organisationId,
      riverside.administrator.personId,
    );
    const { body: made } = await ask<InvitationMade>(
      `/v1/desk/people/${riverside.administrator.personId}/renew`,
      { cookie },
    );
    const token = new URL(made.link).hash.slice(1);
    const { body, cookie: fresh } = await ask<SignedIn>('/v1/sign-in/accept', null, { token });
    const laptop = { ...riverside.administrator, sessionId: body.sessionId, cookie: fresh! };
    expect(await desk(laptop)).toEqual(DONE);
    expect(await invite(laptop)).toEqual(DONE);
    expect(await make(laptop, new Authenticator(here.address.publicUrl))).toEqual(DONE);
    const lost = (await own(laptop)).at(-1)!;
    expect((await ask(`/v1/passkeys/${lost.passkeyId}/remove`, laptop)).status).toBe(200);
  });
});

describe('somebody without a passkey', () => {
  test('goes on at the desk however long ago they signed in', async () => {
    here.clock.now += 100 * 24 * HOUR_MS;
    expect(await desk(riverside.manager)).toEqual(DONE);
  });

  test('is asked again for people, and may go on once they made one', async () => {
    here.clock.now += 100 * 24 * HOUR_MS;
    expect(await invite(riverside.administrator)).toEqual([403, 'ask_again']);
    const asked = await ask('/v1/passkeys/ask', riverside.administrator);
    expect([asked.status, asked.body.code]).toEqual([404, 'passkey_unknown']);
    expect(await make(riverside.administrator)).toEqual(DONE);
    expect(await invite(riverside.administrator)).toEqual(DONE);
  });
});

describe('roles', () => {
  const change = async (
    personId: string,
    roles: string[],
  ): Promise<[number, string | undefined]> => {
    const { status, body } = await ask(
      `/v1/desk/people/${personId}/roles`,
      riverside.administrator,
      { roles },
    );
    return [status, body.code];
  };
  const remove = async (personId: string): Promise<[number, string | undefined]> => {
    const { status, body } = await ask(
      `/v1/desk/people/${personId}/remove`,
      riverside.administrator,
    );
    return [status, body.code];
  };
  const rolesOf = async (device: Device): Promise<string[]> =>
    (await here.call<SignedIn>('/v1/me', { cookie: device.cookie })).body.identity.roles;

  test('add up, and hold from the next request on', async () => {
    const { practitioner } = riverside;
    expect(await change(practitioner.personId, ['administrator', 'lead'])).toEqual(DONE);
    expect(await rolesOf(practitioner)).toEqual([
      'practitioner',
      'manager',
      'administrator',
      'lead',
    ]);
    expect(await invite(practitioner)).toEqual(DONE);
    expect(await change(practitioner.personId, ['board'])).toEqual(DONE);
    expect(await desk(practitioner)).toEqual([403, 'not_allowed']);
  });

  test('[O5] taken away, what the phone holds is still taken in', async () => {
    const { practitioner, programmeId } = riverside;
    await change(practitioner.personId, ['board']);
    const { status, body } = await push(practitioner, programmeId);
    expect([status, body.results[0]?.status]).toEqual([200, 'stored']);
  });

  test('of the last administrator stay', async () => {
    const { administrator, manager } = riverside;
    expect(await change(administrator.personId, ['manager'])).toEqual([409, 'last_administrator']);
    expect(await change(manager.personId, ['administrator'])).toEqual(DONE);
    expect(await change(administrator.personId, ['manager'])).toEqual(DONE);
  });

  test('of two administrators who remove each other at once, one stays', async () => {
    const { organisationId, administrator } = riverside;
    const other = await here.person(organisationId, 'Ola', [
      'practitioner',
      'manager',
      'administrator',
    ]);
    const both = await Promise.all(
      [
        [administrator, other],
        [other, administrator],
      ].map(([by, whom]) => ask(`/v1/desk/people/${whom!.personId}/remove`, by!, {})),
    );
    const statuses = both.map(({ status }) => status).toSorted((one, next) => one - next);
    // The second came too late, or is no longer signed in.
    expect([
      [200, 401],
      [200, 409],
    ]).toContainEqual(statuses);
  });

  test('taken away, what was theirs to answer is nobody’s', async () => {
    const { organisationId, practitioner, programmeId, manager, administrator } = riverside;
    await push(practitioner, programmeId);
    const inbox = () => here.store.of(organisationId).inbox({}, null, 1);
    const { momentId } = (await inbox())[0]!.moment;
    const given = { momentIds: [momentId], personId: manager.personId };
    expect((await ask('/v1/desk/assignments', administrator, given)).status).toBe(200);
    expect((await inbox())[0]!.moment.assignedTo?.personId).toBe(manager.personId);
    expect(await change(manager.personId, ['practitioner'])).toEqual(DONE);
    expect((await inbox())[0]!.moment.assignedTo).toBe(null);
  });

  test('[A7] whom a programme names stays a lead or manager until it names somebody else', async () => {
    const { lead, administrator, programmeId } = riverside;
    const name = (leadPersonId: string) =>
      ask(`/v1/desk/programmes/${programmeId}/safeguarding`, administrator, {
        leadPersonId,
        hours: 'Always',
        emergency: 'Call 999.',
      });
    expect((await name(lead.personId)).status).toBe(200);
    expect(await change(lead.personId, ['practitioner'])).toEqual([409, 'named_lead']);
    expect(await remove(lead.personId)).toEqual([409, 'named_lead']);
    expect((await name(administrator.personId)).status).toBe(200);
    expect(await change(lead.personId, ['practitioner'])).toEqual(DONE);
  });

  test('somebody who is removed leaves their words, and nothing that lets them in', async () => {
    const { practitioner, programmeId, manager } = riverside;
    await push(practitioner, programmeId);
    expect(await remove(practitioner.personId)).toEqual(DONE);
    expect((await here.call('/v1/me', { cookie: practitioner.cookie })).status).toBe(401);
    const { body } = await here.call<{ moments: { words: string; byName: string }[] }>(
      '/v1/desk/moments',
      { cookie: manager.cookie },
    );
    expect(body.moments).toMatchObject([{ byName: 'Somebody who left' }]);
    expect(JSON.stringify(await here.rows('select * from person'))).not.toContain('Pat of');
    expect(await remove(practitioner.personId)).toEqual([404, 'not_found']);
    expect((await ask(`/v1/desk/people/${practitioner.personId}/renew`, manager)).body.code).toBe(
      'not_found',
    );
  });

  test('[O6] what their phone held unsent when they left is taken in from a file', async () => {
    const { practitioner, programmeId, manager } = riverside;
    await remove(practitioner.personId);
    const file = exportOf(
      { organisationId: practitioner.organisationId, personId: practitioner.personId },
      operationOf(aMoment({ programmeId })),
    );
    const { status, body } = await ask<{ results: { status: string }[] }>(
      '/v1/desk/handed-in',
      manager,
      file,
    );
    expect([status, body.results[0]?.status]).toEqual([200, 'stored']);
  });

  test('nobody removes themselves, and a stranger to the organisation is not there', async () => {
    expect(await remove(riverside.administrator.personId)).toEqual([403, 'not_allowed']);
    expect(await remove(randomUUID())).toEqual([404, 'not_found']);
  });

  test('[X1] a manager lets another one in, and no administrator', async () => {
    const renew = async ({ personId }: Device) =>
      (await ask(`/v1/desk/people/${personId}/renew`, riverside.manager)).status;
    expect(await renew(riverside.manager)).toBe(200);
    expect(await renew(riverside.lead)).toBe(200);
    expect(await renew(riverside.board)).toBe(200);
    expect(await renew(riverside.administrator)).toBe(403);
  });
});
