import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeskPeople, DeskSession, InvitationMade } from '../../../src/contract/desk.ts';
import type { SignedIn } from '../../../src/contract/sign-in.ts';
import { PROTOCOL } from '../../../src/contract/version.ts';
import { deviceName } from '../../../src/server/device-name.ts';
import {
  type Device,
  NOON,
  openInstallation,
  type Organisation,
  type TestInstallation,
} from '../../support/installation.ts';
import type { Answered } from '../../support/server.ts';

const DAY_MS = 24 * 3600 * 1000;

let here: TestInstallation;
let riverside: Organisation;
let phone: Device;

beforeEach(async () => {
  here = await openInstallation();
  riverside = await here.organisation();
  phone = riverside.practitioner;
});
afterEach(() => here.close());

/** Contacts are noted by the way: what is written after them is written after them. */
const contactsNoted = (): Promise<void> => here.store.write(phone.organisationId, async () => {});
const me = (device: { cookie: string } = phone): Promise<Answered<SignedIn & { code?: string }>> =>
  here.call('/v1/me', { cookie: device.cookie });
const asManager = (path: string, body?: object) =>
  here.call(path, { cookie: riverside.manager.cookie, ...(body === undefined ? {} : { body }) });
const end = (device: Device, how: 'end' | 'lost') =>
  asManager(`/v1/desk/sessions/${device.sessionId}/${how}`, {});
const shown = async (device: Device): Promise<DeskSession | undefined> => {
  const { body } = await here.call<DeskPeople>('/v1/desk/people', {
    cookie: riverside.manager.cookie,
  });
  return body.people
    .flatMap(({ sessions }) => sessions)
    .find(({ sessionId }) => sessionId === device.sessionId);
};

describe('a session', () => {
  test('says who is signed in, with the wipe word of this phone', async () => {
    const { body } = await me();
    expect(body).toMatchObject({
      protocol: PROTOCOL,
      sessionId: phone.sessionId,
      identity: { personId: phone.personId, roles: ['practitioner'] },
    });
    expect(body.wipe).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const other = await here.device(phone.organisationId, phone.personId);
    expect((await me(other)).body.wipe).not.toBe(body.wipe);
  });

  test.each([
    ['no cookie', () => ''],
    ['garbage', () => 'moments=garbage'],
    ['a wrong secret', () => `${phone.cookie.slice(0, -3)}AAA`],
    ['no secret', () => phone.cookie.slice(0, phone.cookie.lastIndexOf('.') + 1)],
    [
      "another organisation's id",
      () => phone.cookie.replace(phone.organisationId, '11111111-1111-4111-8111-111111111111'),
    ],
    ['a secret with SQL', () => "moments=' or 1=1 --.x.y"],
  ])('%s signs nobody in', async (_, cookie) => {
    const { status, body } = await here.call('/v1/me', { cookie: cookie() });
    expect([status, body]).toEqual([401, { protocol: PROTOCOL, code: 'sign_in_needed' }]);
  });

  test('[P7] that a manager ended needs a new sign-in, and answers no wipe word', async () => {
    expect((await end(phone, 'end')).status).toBe(200);
    const { status, body } = await me();
    expect([status, body]).toEqual([401, { protocol: PROTOCOL, code: 'sign_in_needed' }]);
    expect(await shown(phone)).toMatchObject({ state: 'ended' });
  });

  test('signing out ends it and takes the cookie away', async () => {
    const out = await here.call('/v1/sign-out', { cookie: phone.cookie, body: {} });
    expect(out.status).toBe(200);
    expect(out.headers.get('Set-Cookie')).toBe(
      'moments=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
    );
    expect((await me()).status).toBe(401);
  });

  test('[P7] a lost phone is told so with its own wipe word, at every contact, and the first is noted', async () => {
    const { wipe } = (await me()).body;
    expect((await end(phone, 'lost')).status).toBe(200);
    expect(await shown(phone)).toMatchObject({ state: 'lost' });
    for (let contact = 0; contact < 2; contact += 1) {
      const { status, body } = await me();
      expect([status, body]).toEqual([401, { protocol: PROTOCOL, code: 'phone_lost', wipe }]);
      expect(await shown(phone)).toMatchObject({ state: 'wiped' });
    }
  });

  test('[P7] a phone whose session ended may still be marked as lost', async () => {
    await end(phone, 'end');
    await end(phone, 'lost');
    expect((await me()).body.code).toBe('phone_lost');
  });

  test("[P7] nobody learns a lost phone's wipe word without its secret", async () => {
    await end(phone, 'lost');
    const guess = `${phone.cookie.slice(0, phone.cookie.lastIndexOf('.'))}.${'A'.repeat(43)}`;
    const { body } = await here.call('/v1/me', { cookie: guess });
    expect(body).toEqual({ protocol: PROTOCOL, code: 'sign_in_needed' });
    expect(await shown(phone)).toMatchObject({ state: 'lost' });
  });

  test("one's own session may be ended and not marked as lost", async () => {
    const refused = await end(riverside.manager, 'lost');
    expect([refused.status, refused.body.code]).toEqual([403, 'not_allowed']);
    expect((await end(riverside.manager, 'end')).status).toBe(200);
    expect((await me(riverside.manager)).status).toBe(401);
  });

  test('ends after 400 days without use, and lasts as long as it is used', async () => {
    here.clock.now += 399 * DAY_MS;
    const used = await me();
    expect(used.status).toBe(200);
    await contactsNoted();
    expect(used.headers.get('Set-Cookie')).toContain(`${phone.cookie}; Max-Age=34560000;`);
    expect((await me()).headers.get('Set-Cookie')).toBeNull();
    here.clock.now += 399 * DAY_MS;
    expect((await me()).status).toBe(200);
    await contactsNoted();
    here.clock.now += 400 * DAY_MS;
    expect((await me()).body.code).toBe('sign_in_needed');
    here.clock.now -= 1;
    expect((await me()).status).toBe(200);
  });

  test('its last contact is noted once a minute', async () => {
    const writes = (): unknown => here.sqlite.statement('select total_changes() as n').get()?.['n'];
    here.clock.now += 60_000;
    await me();
    await contactsNoted();
    const noted = new Date(here.clock.now).toISOString();
    expect(await shown(phone)).toMatchObject({ lastContactAt: noted });
    // The manager who looked was in contact, too.
    await contactsNoted();
    const before = writes();
    here.clock.now += 30_000;
    await me();
    await contactsNoted();
    expect(writes()).toBe(before);
    expect(await shown(phone)).toMatchObject({ lastContactAt: noted });
  });

  test('signing in again on the same device ends the session it had', async () => {
    const { body } = await here.call<InvitationMade>(`/v1/desk/people/${phone.personId}/renew`, {
      cookie: riverside.manager.cookie,
      body: {},
    });
    const token = new URL(body.link).hash.slice(1);
    await here.call('/v1/sign-in/accept', { cookie: phone.cookie, body: { token } });
    expect(await shown(phone)).toMatchObject({ state: 'ended' });
  });

  test.each(['active', 'ended'])(
    '[P7] what an %s session held unsent, the same phone holds under its new one, and no longer twice',
    async (state) => {
      const pending = { count: 3, since: '2026-11-20T08:00:00.000Z' };
      await here.store.write(phone.organisationId, (transaction) =>
        transaction.noteContact(phone.sessionId, { at: NOON, pending }),
      );
      if (state === 'ended') await end(phone, 'end');
      const renewed = (
        await here.call<InvitationMade>(`/v1/desk/people/${phone.personId}/renew`, {
          cookie: riverside.manager.cookie,
          body: {},
        })
      ).body.link;
      const { body } = await here.call<SignedIn>('/v1/sign-in/accept', {
        cookie: phone.cookie,
        body: { token: new URL(renewed).hash.slice(1) },
      });
      const signedIn = { ...phone, sessionId: body.sessionId };
      expect(await shown(signedIn)).toMatchObject({ pendingCount: 3, pendingSince: pending.since });
      expect(await shown(phone)).toMatchObject({
        state: 'ended',
        pendingCount: 0,
        pendingSince: null,
        lastContactAt: NOON,
      });
    },
  );

  test('[P7] what somebody else left unsent on the phone stays theirs', async () => {
    const pending = { count: 3, since: null };
    await here.store.write(phone.organisationId, (transaction) =>
      transaction.noteContact(phone.sessionId, { at: NOON, pending }),
    );
    const { link } = (
      await here.call<InvitationMade>('/v1/desk/invitations', {
        cookie: riverside.administrator.cookie,
        body: { name: 'Noor', role: 'practitioner' },
      })
    ).body;
    const { body } = await here.call<SignedIn>('/v1/sign-in/accept', {
      cookie: phone.cookie,
      body: { token: new URL(link).hash.slice(1) },
    });
    expect(await shown({ ...phone, sessionId: body.sessionId })).toMatchObject({ pendingCount: 0 });
    expect(await shown(phone)).toMatchObject({ state: 'ended', pendingCount: 3 });
  });
});

describe('the cookie', () => {
  test('over HTTPS it is bound to the host; the secret is stored as a hash alone', async () => {
    const secure = await openInstallation({ publicUrl: 'https://moments.example.org' });
    const token = new URL((await secure.setUpLink())!).hash.slice(1);
    const { headers, cookie } = await secure.call('/v1/sign-in/first', {
      body: { token, organisation: 'A', person: 'B', programme: 'C' },
    });
    expect(headers.get('Set-Cookie')).toMatch(
      /^__Host-moments=[0-9a-f-]{36}\.[0-9a-f-]{36}\.[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(headers.get('Strict-Transport-Security')).toMatch(/^max-age=\d+$/);
    expect((await secure.call('/v1/me', { cookie })).status).toBe(200);
    const stored = JSON.stringify(await secure.rows('select * from session'));
    expect(stored).not.toContain(cookie!.split('.')[2]);
    await secure.close();
  });

  test('on http it is plain, since WebKit takes no Secure cookie from http://localhost', async () => {
    const plain = await openInstallation();
    const token = new URL((await plain.setUpLink())!).hash.slice(1);
    const { headers } = await plain.call('/v1/sign-in/first', {
      body: { token, organisation: 'A', person: 'B', programme: 'C' },
    });
    expect(headers.get('Set-Cookie')).toMatch(
      /^moments=\S+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    await plain.close();
  });
});

test.each([
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari on iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Edge on Windows',
  ],
  ['Mozilla/5.0 (Android 14; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0', 'Firefox on Android'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'Safari on Mac',
  ],
  ['curl/8.5', 'Browser'],
  ['', 'Browser'],
])('%s is called by a name that people know', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});
