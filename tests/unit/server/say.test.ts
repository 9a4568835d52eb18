// What is said without a name, from the request to the inbox: the real app on a real database.

import { randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FormAnswer, Said } from '../../../src/contract/say.ts';
import { formAnswer } from '../../../src/contract/say.ts';
import type { PullAnswer } from '../../../src/contract/pull.ts';
import { pullAnswer } from '../../../src/contract/pull.ts';
import { PROTOCOL } from '../../../src/contract/version.ts';
import { ONLY_SQLITE } from '../../support/place.ts';
import { seal } from '../../../src/device/seal.ts';
import { releaseWhatIsDue } from '../../../src/server/jobs/release.ts';
import { turnKeys } from '../../../src/server/jobs/sealing.ts';
import { SealingKeyRing } from '../../../src/server/sealing-key-ring.ts';
import { type Organisation, openInstallation } from '../../support/installation.ts';
import type { TestInstallation } from '../../support/installation.ts';
import {
  freshProof,
  newProgrammeSecret,
  proofOf,
  sayIt,
  someSaid,
} from '../../support/speaking.ts';

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;
const PUBLIC_URL = 'https://moments.example.org';

let here: TestInstallation;
let house: Organisation;
let secret: string;

beforeEach(async () => {
  here = await openInstallation({ publicUrl: PUBLIC_URL });
  house = await here.organisation();
  secret = newProgrammeSecret();
  await here.store.write(house.organisationId, async (transaction) => {
    await transaction.setSecret(house.programmeId, secret);
    const leadPersonId = house.manager.personId;
    const lead = { leadPersonId, hours: 'Monday to Friday', emergency: 'Call 999' };
    await transaction.setSafeguarding(house.programmeId, lead);
  });
  return () => here.close();
});

const said = (more: Partial<Said> = {}): Said =>
  someSaid({ programmeId: house.programmeId, ...more });
const inbox = async () =>
  (await here.store.of(house.organisationId).inbox({}, null, 100)).map(({ moment }) => moment);
const laterReleased = async (): Promise<void> => {
  here.clock.now += DAY_MS;
  await releaseWhatIsDue({ store: here.store, now: () => new Date(here.clock.now) });
};
const TAKEN = { status: 200, body: { protocol: PROTOCOL } };
const NOT_TAKEN = { status: 400, body: { protocol: PROTOCOL, code: 'not_taken' } };
const PROOF_NEEDED = { status: 428, body: { protocol: PROTOCOL, code: 'proof_needed' } };

const FLOOD = '203.0.113.1';
const addressed = (address: string) => ({ 'X-Forwarded-For': address });

/** As the key of now that came with pull seals it. */
const sealed = async (what: Said) => {
  const { body } = await here.call<PullAnswer>('/v1/pull', { cookie: house.practitioner.cookie });
  const offered = body.handOver!.find(({ form }) => form.programmeId === what.programmeId)!;
  return seal(what, offered.key);
};

test.each(['/v1/say/form', '/v1/say/challenge', '/v1/say', '/v1/receipt', '/v1/receipt/withdraw'])(
  '[A1] no answer of %s has the browser write this host down',
  async (path) => {
    const { headers } = await here.call(path, { body: {} });
    expect(headers.get('Strict-Transport-Security')).toBeNull();
    expect(headers.get('Set-Cookie')).toBeNull();
    expect(headers.get('Cache-Control')).toMatch(/^no-store/);
  },
);

describe('a form', () => {
  test('shows what a link is for, with a challenge, and nothing else', async () => {
    const { status, body, headers } = await here.call<FormAnswer>('/v1/say/form', {
      body: { secret },
    });
    expect(status).toBe(200);
    expect(headers.get('Cache-Control')).toBe('no-store, no-transform');
    expect(headers.get('Set-Cookie')).toBeNull();
    expect(formAnswer.parse(body).form).toEqual({
      organisationName: 'Riverside',
      programmeId: house.programmeId,
      programmeName: 'Drop-in of Riverside',
      safeguarding: {
        leadName: 'Mona of Riverside',
        hours: 'Monday to Friday',
        emergency: 'Call 999',
      },
      releaseHours: 24,
      keepMonths: { afterTold: 12, afterArrival: 24 },
    });
  });

  test('of a link that nobody has, or that was switched off, is not there', async () => {
    const other = newProgrammeSecret();
    expect(await here.call('/v1/say/form', { body: { secret: other } })).toMatchObject(NOT_TAKEN);
    await here.store.write(house.organisationId, (transaction) =>
      transaction.setSecret(house.programmeId, null),
    );
    expect(await here.call('/v1/say/form', { body: { secret } })).toMatchObject(NOT_TAKEN);
    expect(await sayIt(here.call, secret, said())).toMatchObject(NOT_TAKEN);
    expect(await here.rows('select * from held')).toEqual([]);
  });
});

describe('said on a person’s own phone', () => {
  test('[A4] is held, without a time, and read by managers after its release', async () => {
    expect(await sayIt(here.call, secret, said())).toMatchObject(TAKEN);
    expect(await inbox()).toEqual([]);
    expect(await here.rows('select received_on, channel from held')).toEqual([
      { received_on: '2026-11-23', channel: 'own-phone' },
    ]);
    await laterReleased();
    expect(await inbox()).toMatchObject([
      {
        words: 'The chairs by the door are cold.',
        kind: 'improve',
        audience: 'board',
        channel: 'own-phone',
        byName: null,
        receivedAt: '2026-11-23T00:00:00.000Z',
        hasCode: false,
      },
    ]);
  });

  test('sent again because the answer was lost, it counts once, before its release and after it', async () => {
    const once = said();
    expect(await sayIt(here.call, secret, once)).toMatchObject(TAKEN);
    expect(await sayIt(here.call, secret, once)).toMatchObject(TAKEN);
    await laterReleased();
    expect(await sayIt(here.call, secret, once)).toMatchObject(TAKEN);
    await laterReleased();
    expect(await inbox()).toHaveLength(1);
    // Said otherwise under the same id, both are kept.
    expect(await sayIt(here.call, secret, { ...once, words: 'And draughty.' })).toMatchObject(
      TAKEN,
    );
    await laterReleased();
    expect(await inbox()).toHaveLength(2);
  });

  test('[A4] its id in the database is not the one that a phone made', async () => {
    const once = said();
    await sayIt(here.call, secret, once);
    const [held] = await here.rows('select moment_id from held');
    expect(held!['moment_id']).not.toBe(once.entryId);
    expect(await here.holds(once.entryId)).toBe(false);
  });

  test('[A4] what comes just after a time of release does not go with what that releases', async () => {
    await here.store.write(house.organisationId, (transaction) =>
      transaction.setReleaseHours(house.programmeId, 4),
    );
    for (let count = 0; count < 3; count += 1) await sayIt(here.call, secret, said());
    here.clock.now += 4 * HOUR_MS + 30_000;
    await sayIt(here.call, secret, said({ words: 'A moment too late.' }));
    await releaseWhatIsDue({ store: here.store, now: () => new Date(here.clock.now) });
    const words = (await inbox()).map((moment) => moment.words);
    expect(words).toHaveLength(3);
    expect(words).not.toContain('A moment too late.');
  });

  test('[A7] flagged, it is in the inbox and on the lead’s list at once, with the hour', async () => {
    here.clock.now += 47 * 60 * 1000;
    expect(await sayIt(here.call, secret, said({ mayBeAtRisk: true }))).toMatchObject(TAKEN);
    const [moment] = await inbox();
    expect(moment).toMatchObject({ isFlagged: true, receivedAt: '2026-11-23T00:00:00.000Z' });
    expect(await here.store.of(house.organisationId).flagged(true)).toMatchObject([
      { momentId: moment!.momentId, arrivedAt: '2026-11-23T12:00:00.000Z' },
    ]);
    expect(await here.rows('select * from held')).toEqual([]);
  });

  test('[A4] nothing of the call is written down', async () => {
    const headers = { ...addressed('203.0.113.77'), 'User-Agent': 'Fernsprecher/9.1' };
    await sayIt(here.call, secret, said({ receiptCode: '1234567890123456' }), headers);
    await sayIt(here.call, newProgrammeSecret(), said(), headers);
    await here.call('/v1/receipt', { body: { code: '1234567890123456', proof: 'x' }, headers });
    expect(here.log()).toBe('');
    for (const trace of ['203.0.113', 'Fernsprecher', '1234567890123456']) {
      expect(await here.holds(trace)).toBe(false);
    }
  });
});

describe('what is wrong is refused alike, and nothing is told of it', () => {
  const refusalOf = async (
    body: unknown,
    headers: Record<string, string> = {},
    path = '/v1/say',
  ): Promise<object> => {
    const answer = await here.call(path, { body, headers });
    return {
      status: answer.status,
      text: JSON.stringify(answer.body),
      kept: answer.headers.get('Cache-Control'),
      log: here.log().includes('say'),
      held: await here.rows('select * from held'),
    };
  };
  const REFUSED = {
    status: 400,
    text: `{"protocol":"${PROTOCOL}","code":"not_taken"}`,
    kept: 'no-store',
    log: false,
    held: [],
  };
  const whole = async (more: object = {}) => ({
    secret,
    proof: await freshProof(here.call),
    said: said(),
    ...more,
  });

  test('a wrong secret, another programme, no words, too many words, no proof at all', async () => {
    expect(await refusalOf(await whole({ secret: newProgrammeSecret() }))).toEqual(REFUSED);
    expect(await refusalOf(await whole({ said: said({ programmeId: randomUUID() }) }))).toEqual(
      REFUSED,
    );
    expect(await refusalOf(await whole({ said: said({ words: ' ' }) }))).toEqual(REFUSED);
    expect(await refusalOf(await whole({ said: said({ words: 'x'.repeat(4001) }) }))).toEqual(
      REFUSED,
    );
    expect(await refusalOf(await whole({ said: { ...said(), receiptCode: '123' } }))).toEqual(
      REFUSED,
    );
    expect(await refusalOf({ secret, said: said() })).toEqual(REFUSED);
    expect(await refusalOf('no json')).toEqual(REFUSED);
    expect(await refusalOf({ ...(await whole()), filling: 'x'.repeat(80_000) })).toEqual(REFUSED);
  });

  test('[A3] a post with a cookie, with an Authorization header or from another site', async () => {
    expect(await refusalOf(await whole(), { Cookie: house.practitioner.cookie })).toEqual(REFUSED);
    expect(await refusalOf(await whole(), { Cookie: 'theme=dark' })).toEqual(REFUSED);
    expect(await refusalOf(await whole(), { Authorization: 'Bearer x' })).toEqual(REFUSED);
    expect(await refusalOf(await whole(), { Origin: 'https://elsewhere.example' })).toEqual(
      REFUSED,
    );
  });

  test('a seal that does not open, of an unknown key, or filled up to another size', async () => {
    const entry = await sealed(said());
    const bytes = Buffer.from(entry.sealed, 'base64url');
    bytes[100]! ^= 1;
    const broken = { ...entry, sealed: bytes.toString('base64url') };
    const unknown = { ...entry, keyId: randomUUID() };
    const short = { ...entry, sealed: randomBytes(500).toString('base64url') };
    for (const wrong of [broken, unknown, short]) {
      const body = { proof: await freshProof(here.call), entry: wrong };
      expect(await refusalOf(body, {}, '/v1/say/sealed')).toEqual(REFUSED);
    }
  });
});

describe('a proof', () => {
  test('is used once', async () => {
    const proof = await freshProof(here.call);
    const body = { secret, proof, said: said() };
    expect(await here.call('/v1/say', { body })).toMatchObject(TAKEN);
    expect(await here.call('/v1/say', { body })).toMatchObject(PROOF_NEEDED);
  });

  test('is good for ten minutes', async () => {
    const [late, inTime] = [await freshProof(here.call), await freshProof(here.call)];
    here.clock.now += 10 * 60 * 1000 - 1;
    expect(
      await here.call('/v1/say', { body: { secret, proof: inTime, said: said() } }),
    ).toMatchObject(TAKEN);
    here.clock.now += 1;
    expect(
      await here.call('/v1/say', { body: { secret, proof: late, said: said() } }),
    ).toMatchObject(PROOF_NEEDED);
  });

  test('that is made up, changed or without the work is none', async () => {
    const read = (proof: string) => JSON.parse(atob(proof));
    const good = read(await freshProof(here.call));
    const { challenge, solution } = good;
    const { parameters } = challenge;
    const wrong = [
      { challenge, solution: { ...solution, counter: 0, derivedKey: '00' } },
      { challenge: { ...challenge, signature: '00'.repeat(32) }, solution },
      {
        challenge: {
          ...challenge,
          parameters: { ...parameters, data: { until: 9e15, hardness: 3 } },
        },
        solution,
      },
      { challenge: { parameters }, solution },
      'nonsense',
    ];
    for (const each of wrong) {
      const body = { secret, proof: btoa(JSON.stringify(each)), said: said() };
      expect(await here.call('/v1/say', { body })).toMatchObject(PROOF_NEEDED);
    }
    const body = { secret, proof: btoa(JSON.stringify(good)), said: said() };
    expect(await here.call('/v1/say', { body })).toMatchObject(TAKEN);
  });

  const hardnessAt = async (address: string): Promise<number> => {
    const { body } = await here.call<{ challenge: { parameters: { data: { hardness: number } } } }>(
      '/v1/say/challenge',
      { body: {}, headers: addressed(address) },
    );
    return body.challenge.parameters.data.hardness;
  };

  // What it shows is the same whatever keeps it, and a thousand commits take long where they travel.
  test.each(ONLY_SQLITE)(
    'a thousand posts from one address: forty behind another get through as ever, and forty behind the very same with a harder proof (%s)',
    async () => {
      const post = async (): Promise<unknown> => sayIt(here.call, secret, said(), addressed(FLOOD));
      for (let sent = 0; sent < 1000; sent += 50)
        await Promise.all(Array.from({ length: 50 }, post));
      const before = Number((await here.rows('select count(*) as held from held'))[0]!['held']);
      expect(before).toBeGreaterThan(500);
      expect(await hardnessAt(FLOOD)).toBe(3);
      const through = async (address: string): Promise<void> => {
        const people = Array.from({ length: 40 }, () =>
          sayIt(here.call, secret, said(), addressed(address)),
        );
        for (const answer of await Promise.all(people)) expect(answer).toMatchObject(TAKEN);
      };
      await through('198.51.100.9');
      await through(FLOOD);
      const held = Number((await here.rows('select count(*) as held from held'))[0]!['held']);
      expect(held).toBe(before + 80);
    },
  );

  test('gets harder with what comes from an address, and not for any other', async () => {
    const seen: number[] = [];
    for (let asked = 1; asked <= 300; asked += 1) seen.push(await hardnessAt('203.0.113.1'));
    expect([seen[0], seen[59], seen[60], seen[119], seen[120], seen[240], seen[299]]).toEqual([
      0, 0, 1, 1, 2, 3, 3,
    ]);
    expect(await hardnessAt('198.51.100.9')).toBe(0);
    // Half an IPv6 address is handed out to one connection.
    for (let asked = 1; asked <= 61; asked += 1)
      await hardnessAt(`2001:db8:1:2::${asked.toString(16)}`);
    expect(await hardnessAt('2001:db8:1:2:ffff::1')).toBe(1);
    expect(await hardnessAt('2001:db8:1:3::1')).toBe(0);
  });
});

describe('said on a phone that was handed over', () => {
  const send = async (entry: { keyId: string; sealed: string }) =>
    here.call('/v1/say/sealed', { body: { proof: await freshProof(here.call), entry } });

  test('[A2] opens on the server alone, and is held like any other', async () => {
    const entry = await sealed(said({ words: 'Said on Pat’s phone.' }));
    expect(JSON.stringify(entry)).not.toContain('Said on');
    expect(await send(entry)).toMatchObject(TAKEN);
    expect(await send(entry)).toMatchObject(TAKEN);
    await laterReleased();
    expect(await inbox()).toMatchObject([
      { words: 'Said on Pat’s phone.', channel: 'handed-phone', byName: null },
    ]);
  });

  test('the programme’s link may be switched off', async () => {
    const entry = await sealed(said());
    await here.store.write(house.organisationId, (transaction) =>
      transaction.setSecret(house.programmeId, null),
    );
    expect(await send(entry)).toMatchObject(TAKEN);
  });

  test('keys turn every 90 days; what was sealed to an old one opens for 180 more, and then its key is gone', async () => {
    const entry = await sealed(said({ words: 'From a drawer.' }));
    const late = await sealed(said());
    const means = { ...here.installation };
    here.clock.now += 90 * DAY_MS;
    await turnKeys(means);
    const after = await sealed(said());
    expect(after.keyId).not.toBe(entry.keyId);
    here.clock.now += 180 * DAY_MS - 1;
    expect(await send(entry)).toMatchObject(TAKEN);
    here.clock.now += 1;
    expect(await send(late)).toMatchObject(NOT_TAKEN);
    await turnKeys(means);
    const ring = new SealingKeyRing(`${here.folder}/keys.json`);
    expect(await ring.opening(entry.keyId, new Date(0))).toBeUndefined();
  });

  test('pull offers every programme with what its form says and a key', async () => {
    const { body } = await here.call<PullAnswer>('/v1/pull', { cookie: house.practitioner.cookie });
    expect(pullAnswer.parse(body).handOver).toMatchObject([
      {
        form: { programmeName: 'Drop-in of Riverside', safeguarding: { emergency: 'Call 999' } },
        key: { keyId: expect.any(String), publicKey: expect.stringMatching(/^[\w-]{87}$/) },
      },
    ]);
  });

  test('a file of keys that cannot be read keeps back no pull', async () => {
    writeFileSync(`${here.folder}/sealing-keys.json`, 'half a fi');
    const { status, body } = await here.call<PullAnswer>('/v1/pull', {
      cookie: house.practitioner.cookie,
    });
    expect([status, body.handOver]).toEqual([200, undefined]);
    expect(body.programmes).toHaveLength(1);
  });

  test('a seal of a newer build is to be tried later', async () => {
    const newer = { ...said(), schema: 2 } as unknown as Said;
    expect(await send(await sealed(newer))).toMatchObject({
      status: 503,
      body: { code: 'server_old' },
    });
  });
});

test('proofs are asked for by each call that takes something', async () => {
  const challenge = await here.installation.speaking.proofs.challenge(0, new Date(here.clock.now));
  const proof = await proofOf(challenge);
  const code = '1234567890123456';
  expect((await here.call('/v1/receipt', { body: { code, proof } })).status).toBe(200);
  for (const [path, more] of [
    ['', {}],
    ['/write-back', { words: 'x' }],
    ['/changed', { changed: 'yes' }],
    ['/audience', { audience: 'team' }],
    ['/withdraw', {}],
  ] as const) {
    expect(await here.call(`/v1/receipt${path}`, { body: { code, proof, ...more } })).toMatchObject(
      PROOF_NEEDED,
    );
  }
});
