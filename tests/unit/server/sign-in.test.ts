import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeskPeople, InvitationMade } from '../../../src/contract/desk.ts';
import type { RefusalAnswer } from '../../../src/contract/refusal.ts';
import type { CodeMade, InvitationSeen, SignedIn } from '../../../src/contract/sign-in.ts';
import { PROTOCOL } from '../../../src/contract/version.ts';
import { codeAsMeant, newCode } from '../../../src/server/secrets.ts';
import {
  openInstallation,
  type Organisation,
  type TestInstallation,
} from '../../support/installation.ts';
import type { Answered } from '../../support/server.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

let here: TestInstallation;

beforeEach(async () => {
  here = await openInstallation();
});
afterEach(() => here.close());

const ask = <Body = RefusalAnswer>(
  step: 'look' | 'code' | 'accept' | 'first',
  body: object,
  headers: Record<string, string> = {},
): Promise<Answered<Body>> => here.call<Body>(`/v1/sign-in/${step}`, { body, headers });

const tokenOf = (link: string | null): string => new URL(link!).hash.slice(1);

const codeOf = async (answer: Promise<Answered<RefusalAnswer>>): Promise<[number, string]> => {
  const { status, body } = await answer;
  expect(body.protocol).toBe(PROTOCOL);
  return [status, body.code];
};

describe('the first person', () => {
  const names = { organisation: 'Riverside', person: 'Mona', programme: 'Drop-in' };

  test('makes the organisation with the printed link, and holds every role', async () => {
    const link = await here.setUpLink();
    expect(link).toMatch(/^http:\/\/localhost:8787\/welcome#[A-Za-z0-9_-]{43}$/);
    const token = tokenOf(link);
    const seen = await ask<InvitationSeen>('look', { token });
    expect(seen.body).toEqual({
      protocol: PROTOCOL,
      purpose: 'first',
      organisationName: null,
      personName: null,
      roles: [],
    });
    const { status, body, cookie } = await ask<SignedIn>('first', { token, ...names });
    expect(status).toBe(200);
    expect(body.identity).toMatchObject({
      organisationName: 'Riverside',
      personName: 'Mona',
      roles: ['practitioner', 'manager', 'administrator'],
    });
    const people = await here.call<DeskPeople>('/v1/desk/people', { cookie });
    expect(people.body.programmes).toMatchObject([{ name: 'Drop-in' }]);
    expect(await here.setUpLink()).toBeNull();
  });

  test('the link serves once', async () => {
    const token = tokenOf(await here.setUpLink());
    await ask('first', { token, ...names });
    expect(await codeOf(ask('first', { token, ...names }))).toEqual([410, 'link_used']);
    expect(await codeOf(ask('look', { token }))).toEqual([410, 'link_used']);
  });

  test('of two who use it at once, one founds', async () => {
    const token = tokenOf(await here.setUpLink());
    const outcomes = await Promise.all([
      ask('first', { token, ...names }),
      ask('first', { token, ...names }),
    ]);
    // The other comes when the link is used, or when the organisation is already there.
    expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(outcomes.filter(({ status }) => [409, 410].includes(status))).toHaveLength(1);
  });

  test('the link ends after an hour, and with the next start', async () => {
    const first = tokenOf(await here.setUpLink());
    const second = tokenOf(await here.setUpLink());
    expect(await codeOf(ask('first', { token: first, ...names }))).toEqual([404, 'link_unknown']);
    here.clock.now += HOUR_MS;
    expect(await codeOf(ask('first', { token: second, ...names }))).toEqual([410, 'link_expired']);
    expect(await codeOf(ask('look', { token: second }))).toEqual([410, 'link_expired']);
  });

  test('an unknown link founds nothing, before and after', async () => {
    const token = 'x'.repeat(43);
    expect(await codeOf(ask('first', { token, ...names }))).toEqual([404, 'link_unknown']);
    await here.organisation();
    expect(await codeOf(ask('first', { token, ...names }))).toEqual([409, 'already_set_up']);
  });

  test('is stored as a hash alone', async () => {
    const token = tokenOf(await here.setUpLink());
    const stored = JSON.stringify(await here.rows('select * from setup_link'));
    expect(stored).not.toContain(token);
  });
});

describe('an invitation', () => {
  let riverside: Organisation;

  beforeEach(async () => {
    riverside = await here.organisation();
  });

  const invite = async (role = 'practitioner'): Promise<InvitationMade> => {
    const { body } = await here.call<InvitationMade>('/v1/desk/invitations', {
      cookie: riverside.administrator.cookie,
      body: { name: 'Sam', role },
    });
    return body;
  };
  const renew = (personId: string, cookie = riverside.manager.cookie) =>
    here.call<InvitationMade & RefusalAnswer>(`/v1/desk/people/${personId}/renew`, {
      cookie,
      body: {},
    });

  test('shows what it is without being used up', async () => {
    const { link, code } = await invite();
    expect(link).toMatch(/^http:\/\/localhost:8787\/join#[A-Za-z0-9_-]{43}$/);
    for (const key of [{ token: tokenOf(link) }, { token: tokenOf(link) }, { code }]) {
      const { body } = await ask<InvitationSeen>('look', key);
      expect(body).toEqual({
        protocol: PROTOCOL,
        purpose: 'join',
        organisationName: 'Riverside',
        personName: 'Sam',
        roles: ['practitioner'],
      });
    }
    expect((await ask('accept', { token: tokenOf(link) })).status).toBe(200);
  });

  test('a link serves once, as link and as code', async () => {
    const { link, code } = await invite();
    const token = tokenOf(link);
    const { status, body, cookie } = await ask<SignedIn>('accept', { token });
    expect([status, body.identity.personName]).toEqual([200, 'Sam']);
    expect((await here.call('/v1/me', { cookie })).status).toBe(200);
    for (const step of ['accept', 'look'] as const) {
      expect(await codeOf(ask(step, { token }))).toEqual([410, 'link_used']);
      expect(await codeOf(ask(step, { code }))).toEqual([410, 'link_used']);
    }
  });

  test('of many devices that open it at once, one is signed in', async () => {
    const token = tokenOf((await invite()).link);
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => ask('accept', { token })));
    expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(outcomes.filter(({ status }) => status === 410)).toHaveLength(9);
  });

  test('ends after seven days', async () => {
    const { link, code } = await invite();
    here.clock.now += 7 * DAY_MS;
    expect(await codeOf(ask('accept', { token: tokenOf(link) }))).toEqual([410, 'link_expired']);
    expect(await codeOf(ask('accept', { code }))).toEqual([410, 'link_expired']);
  });

  test('an unknown link or code is unknown', async () => {
    expect(await codeOf(ask('accept', { token: 'x'.repeat(43) }))).toEqual([404, 'link_unknown']);
    expect(await codeOf(ask('look', { code: 'AAAAA-AAAAA' }))).toEqual([404, 'link_unknown']);
  });

  test('is stored as hashes alone', async () => {
    const { link, code } = await invite();
    const stored = JSON.stringify(await here.rows('select * from invitation'));
    for (const secret of [tokenOf(link), code, codeAsMeant(code)]) {
      expect(stored).not.toContain(secret);
    }
  });

  test('a code may be typed in any case, with spaces or dashes, and with letters for the figures they look like', async () => {
    const codes = Array.from({ length: 200 }, newCode);
    for (const code of codes) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
      const typed = ` ${code.replaceAll('0', 'o').replaceAll('1', 'l').replace('-', ' - ')} `;
      expect(codeAsMeant(typed.toLowerCase())).toBe(codeAsMeant(code));
      expect(codeAsMeant(code.replaceAll('1', 'I'))).toBe(codeAsMeant(code));
    }
    const { code } = await invite();
    const typed = code.toLowerCase().replace('-', ' ').replaceAll('0', 'O').replaceAll('1', 'i');
    expect((await ask('accept', { code: typed })).status).toBe(200);
  });

  test('a code on demand takes the place of the first, and ends after an hour', async () => {
    const { link, code } = await invite();
    const token = tokenOf(link);
    const made = (await ask<CodeMade>('code', { token })).body;
    expect(made.expiresAt).toBe(new Date(here.clock.now + HOUR_MS).toISOString());
    expect(await codeOf(ask('look', { code }))).toEqual([404, 'link_unknown']);
    expect((await ask('look', { code: made.code })).status).toBe(200);
    here.clock.now += HOUR_MS;
    expect(await codeOf(ask('accept', { code: made.code }))).toEqual([410, 'link_expired']);
    expect((await ask('accept', { token })).status).toBe(200);
    expect(await codeOf(ask('code', { token }))).toEqual([410, 'link_used']);
  });

  test('a code lasts no longer than its invitation', async () => {
    const { link, expiresAt } = await invite();
    here.clock.now += 7 * DAY_MS - MINUTE_MS;
    const { body } = await ask<CodeMade>('code', { token: tokenOf(link) });
    expect(body.expiresAt).toBe(expiresAt);
  });

  test('wrong codes are limited for each address, and right ones cost nothing', async () => {
    const headers = { 'X-Forwarded-For': '203.0.113.9' };
    const { code } = await invite();
    for (let tries = 0; tries < 50; tries += 1) await ask('look', { code });
    const wrong = () => ask('look', { code: 'ZZZZZ-ZZZZZ' }, headers);
    for (let tries = 0; tries < 20; tries += 1) {
      expect(await codeOf(wrong())).toEqual([404, 'link_unknown']);
    }
    const refused = await wrong();
    expect([refused.status, refused.body.code]).toEqual([429, 'too_many_tries']);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    // The right one, too, or the limit would tell which it is.
    expect(await codeOf(ask('look', { code }, headers))).toEqual([429, 'too_many_tries']);
  });

  test('fifty wrong codes at once are limited, too', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => ask('accept', { code: 'ZZZZZ-ZZZZZ' })),
    );
    expect(outcomes.filter(({ status }) => status === 404)).toHaveLength(20);
  });

  test('renewing gives the same person a new link and voids the ones before', async () => {
    const first = await invite();
    const { body: joined } = await ask<SignedIn>('accept', { token: tokenOf(first.link) });
    const { personId } = joined.identity;
    const second = (await renew(personId)).body;
    const third = (await renew(personId)).body;
    expect(await codeOf(ask('accept', { token: tokenOf(second.link) }))).toEqual([
      410,
      'link_expired',
    ]);
    expect(await codeOf(ask('accept', { code: second.code }))).toEqual([410, 'link_expired']);
    const seen = await ask<InvitationSeen>('look', { token: tokenOf(third.link) });
    expect(seen.body.purpose).toBe('renew');
    const again = await ask<SignedIn>('accept', { code: third.code });
    expect(again.body.identity.personId).toBe(personId);
    expect(again.body.sessionId).not.toBe(joined.sessionId);
  });

  test("a manager cannot become an administrator by renewing that one's link", async () => {
    const { personId } = riverside.administrator;
    const refused = await renew(personId);
    expect([refused.status, refused.body.code]).toEqual([403, 'not_allowed']);
    expect((await renew(personId, riverside.administrator.cookie)).status).toBe(200);
    expect((await renew(riverside.manager.personId)).status).toBe(200);
  });

  test('waits in the list of people until it is used', async () => {
    const { link, expiresAt } = await invite('manager');
    const list = async () =>
      (
        await here.call<DeskPeople>('/v1/desk/people', { cookie: riverside.administrator.cookie })
      ).body.people.find(({ name }) => name === 'Sam');
    expect(await list()).toMatchObject({
      roles: ['practitioner', 'manager'],
      invitedUntil: expiresAt,
      sessions: [],
    });
    await ask(
      'accept',
      { token: tokenOf(link) },
      {
        'User-Agent':
          'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
      },
    );
    expect(await list()).toMatchObject({
      invitedUntil: null,
      sessions: [{ device: 'Chrome on Android', state: 'active', own: false, pendingCount: 0 }],
    });
  });

  test('a programme has one name, whatever its case', async () => {
    const add = (name: string) =>
      here.call('/v1/desk/programmes', { cookie: riverside.administrator.cookie, body: { name } });
    expect((await add('Café')).status).toBe(200);
    const refused = await add('CAFÉ');
    expect([refused.status, refused.body]).toEqual([
      409,
      { protocol: PROTOCOL, code: 'name_taken', field: 'name' },
    ]);
  });
});
