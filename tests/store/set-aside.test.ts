import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { DeskSetAsidePage, DeskVersion, HandedIn } from '../../src/contract/desk.ts';
import { exportFile } from '../../src/contract/export.ts';
import type { Operation } from '../../src/contract/push.ts';
import { PROTOCOL } from '../../src/contract/version.ts';
import { migrate } from '../../src/server/store/migrations/migrate.ts';
import { MIGRATIONS } from '../../src/server/store/migrations/all.ts';
import { type Device, type TestInstallation, openInstallation } from '../support/installation.ts';
import {
  aMoment,
  amendmentOf,
  exportOf,
  operationOf,
  withdrawalOf,
} from '../support/operations.ts';
import { newPlace } from '../support/place.ts';

let here: TestInstallation;
beforeAll(async () => {
  here = await openInstallation();
  return () => here.close();
});

/** An organisation of its own for each test, with what its phones and its manager do. */
const openRiverside = async () => {
  const riverside = await here.organisation();
  const { practitioner, manager, programmeId } = riverside;
  const asManager = <Body>(path: string, body?: object | string) =>
    here.call<Body>(path, { cookie: manager.cookie, ...(body === undefined ? {} : { body }) });
  return {
    ...riverside,
    asManager,
    a: (said: Parameters<typeof aMoment>[0] = {}) => aMoment({ programmeId, ...said }),
    push: async (operations: readonly Operation[], by: Device = practitioner) => {
      const { body } = await here.call<HandedIn>('/v1/push', {
        cookie: by.cookie,
        body: {
          protocol: PROTOCOL,
          sender: by.personId,
          pending: { count: operations.length, since: null },
          operations,
        },
      });
      return body.results;
    },
    aside: async (query = '') =>
      (await asManager<DeskSetAsidePage>(`/v1/desk/set-aside${query}`)).body,
    count: async () => (await asManager<{ setAside: number }>('/v1/desk/moments')).body.setAside,
    handIn: (file: object | string) =>
      asManager<HandedIn & { code: string }>('/v1/desk/handed-in', file),
    versions: async (momentId: string) =>
      (await asManager<{ versions: DeskVersion[] }>(`/v1/desk/moments/${momentId}/versions`)).body
        .versions,
  };
};

describe('what was set aside', () => {
  test('[P8] a manager reads whose it is, when it came, why it was kept aside, and the raw words', async () => {
    const { push, aside, count, a } = await openRiverside();
    const broken = operationOf({ ...a({ words: 'they moved the chairs' }), mood: 'fine' });
    const half = operationOf('{"words": "cut off in the mid');
    const elsewhere = operationOf(aMoment({ words: 'in no programme', programmeId: randomUUID() }));
    await push([broken, half, operationOf(a())]);
    await push([elsewhere]);
    expect(await count()).toBe(3);
    const { items, next } = await aside();
    expect(next).toBeNull();
    const from = { byName: 'Pat of Riverside', device: 'Firefox on Android', lookedAt: null };
    expect(items).toMatchObject([
      { ...from, code: 'unknown_programme', body: elsewhere.body, isMomentHere: false },
      { ...from, code: 'rule_broken', body: half.body },
      { ...from, code: 'rule_broken', body: broken.body, receivedAt: now() },
    ]);
  });

  test("[P8] a change to somebody else's moment says so, and leads to that moment", async () => {
    const { push, aside, a, manager } = await openRiverside();
    const theirs = operationOf(a());
    await push([theirs]);
    await push([amendmentOf(theirs.momentId, 2, a({ words: 'not mine' }))], manager);
    expect((await aside()).items).toMatchObject([
      { code: 'rule_broken', isOfOther: true, isMomentHere: true, momentId: theirs.momentId },
    ]);
  });

  test('[P8] the same one again is listed once', async () => {
    const { push, aside } = await openRiverside();
    const broken = operationOf('{}');
    await push([broken]);
    await push([broken, broken]);
    expect((await aside()).items).toHaveLength(1);
  });

  test('[P8] looked at: who and when are kept, the first time stays, and it can still be found', async () => {
    const { push, aside, count, asManager, administrator } = await openRiverside();
    await push([operationOf('{}')]);
    const { asideId } = (await aside()).items[0]!;
    const at = now();
    expect((await asManager(`/v1/desk/set-aside/${asideId}/looked`, {})).status).toBe(200);
    here.clock.now += 60_000;
    await here.call(`/v1/desk/set-aside/${asideId}/looked`, {
      cookie: administrator.cookie,
      body: {},
    });
    expect([(await aside()).items, await count()]).toEqual([[], 0]);
    expect((await aside('?looked=yes')).items).toMatchObject([
      { asideId, lookedAt: at, lookedBy: 'Mona of Riverside', takenInUnder: null },
    ]);
  });

  test('[P8] page by page, newest first, none twice and none left out while more arrive', async () => {
    const { push, aside } = await openRiverside();
    await push(Array.from({ length: 7 }, (_, index) => operationOf(`{"words":"${index}"}`)));
    const first = await aside('?limit=3');
    await push([operationOf('{"words":"meanwhile"}')]);
    const second = await aside(`?limit=3&after=${first.next}`);
    const third = await aside(`?limit=3&after=${second.next}`);
    const read = [first, second, third].flatMap(({ items }) => items.map(({ body }) => body));
    expect(read).toEqual([6, 5, 4, 3, 2, 1, 0].map((index) => `{"words":"${index}"}`));
    expect(third.next).toBeNull();
  });

  test.each(['?looked=maybe', '?after=x', '?limit=51'])(
    'a question that is none: %s',
    async (query) => {
      const { asManager } = await openRiverside();
      const { status, body } = await asManager<{ code: string; field: string }>(
        `/v1/desk/set-aside${query}`,
      );
      expect([status, body.code, `?${body.field}`]).toEqual([
        400,
        'not_valid',
        query.split('=')[0],
      ]);
    },
  );

  test('[X2] of a withdrawn moment nothing is shown, whether it was kept aside before or after', async () => {
    const { push, aside, count, asManager, programmeId } = await openRiverside();
    const words = `taken-back-${randomUUID()}`;
    const broken = operationOf(`{"words":"${words}"}`);
    const [before] = await push([broken]);
    expect(before).toMatchObject({ status: 'quarantined' });
    const { asideId } = (await aside()).items[0]!;
    await push([withdrawalOf(broken.momentId, 2, programmeId)]);
    await push([operationOf(`{"words":"${words} again"}`, { momentId: broken.momentId })]);
    expect([(await aside()).items, (await aside('?looked=yes')).items, await count()]).toEqual([
      [],
      [],
      0,
    ]);
    expect((await asManager(`/v1/desk/set-aside/${asideId}/looked`, {})).status).toBe(404);
    expect(await here.holds(words)).toBe(false);
  });

  test('[P8] what named no known programme is taken in under one that exists, once; what came stays as it was', async () => {
    const { push, aside, asManager, programmeId, practitioner } = await openRiverside();
    const lost = operationOf(aMoment({ words: 'where is my place?', programmeId: randomUUID() }));
    await push([lost]);
    const { asideId } = (await aside()).items[0]!;
    const path = `/v1/desk/set-aside/${asideId}/take-in`;
    expect((await asManager(path, { programmeId: randomUUID() })).status).toBe(400);
    const taken = await Promise.all([
      asManager(path, { programmeId }),
      asManager(path, { programmeId }),
    ]);
    expect(taken.map(({ status }) => status)).toEqual([200, 200]);
    const inbox = await here.store.of(practitioner.organisationId).inbox({}, null, 9);
    expect(inbox.map(({ moment }) => moment)).toMatchObject([
      {
        momentId: lost.momentId,
        words: 'where is my place?',
        programmeId,
        byName: 'Pat of Riverside',
        conflicted: false,
      },
    ]);
    expect((await aside('?looked=yes')).items).toMatchObject([
      { takenInUnder: 'Drop-in of Riverside', body: lost.body, isMomentHere: true },
    ]);
    // The phone still gets the receipt that it had, and what it changes later counts.
    expect(await push([lost])).toMatchObject([{ status: 'quarantined' }]);
    await push([withdrawalOf(lost.momentId, 2, programmeId)]);
    expect(await here.store.of(practitioner.organisationId).inbox({}, null, 9)).toEqual([]);
  });

  test('[P8] what breaks a rule cannot be taken in', async () => {
    const { push, aside, asManager, programmeId } = await openRiverside();
    await push([operationOf('{}')]);
    const { asideId } = (await aside()).items[0]!;
    const { body } = await asManager<{ code: string }>(`/v1/desk/set-aside/${asideId}/take-in`, {
      programmeId,
    });
    expect(body.code).toBe('rule_broken');
  });

  test('[P8] what an older program kept aside is listed when this one opens its database', async () => {
    const place = await newPlace();
    const db = place.openDatabase();
    const [begin, ...others] = Object.entries(MIGRATIONS);
    expect(others.map(([name]) => name)).toContain('002-set-aside');
    await migrate(db, Object.fromEntries([begin!]));
    const organisationId = randomUUID();
    const operation = {
      organisation_id: organisationId,
      operation_id: randomUUID(),
      fingerprint: 'f',
      moment_id: randomUUID(),
      revision: 1,
      kind: 'create' as const,
      schema: 1,
      digest: 'd',
      body: '{}',
      status: 'quarantined' as const,
      code: 'rule_broken',
      person_id: randomUUID(),
      session_id: randomUUID(),
      received_at: now(),
    };
    const later = { ...operation, operation_id: randomUUID(), received_at: '2027-01-01' };
    const stored = { ...operation, operation_id: randomUUID(), status: 'stored' as const };
    await db.insertInto('operation').values([later, operation, stored]).execute();
    await db.destroy();
    const store = await place.open();
    const listed = await store.of(organisationId).setAside(false, null, 9);
    expect(listed.map(({ position, item }) => [position, item.receivedAt])).toEqual([
      [2, '2027-01-01'],
      [1, now()],
    ]);
    const next = await store.write(organisationId, (transaction) =>
      transaction.takePositions(1, 'set-aside'),
    );
    expect(next).toBe(3);
    await store.close();
  });
});

describe('two versions', () => {
  test('[P9] what two phones said at once stands side by side, and stays so when a later change came', async () => {
    const { push, versions, asManager, a, practitioner } = await openRiverside();
    const first = operationOf(a({ words: 'one', audience: 'public' }));
    const [one, other] = [randomUUID(), randomUUID()].toSorted();
    const tablet = await here.device(practitioner.organisationId, practitioner.personId);
    await push([first]);
    await push([
      amendmentOf(first.momentId, 2, a({ words: 'two', audience: 'team' }), {
        operationId: other!,
      }),
    ]);
    expect(await versions(first.momentId)).toEqual([]);
    await push(
      [
        amendmentOf(first.momentId, 2, a({ words: 'too', audience: 'public' }), {
          operationId: one!,
        }),
      ],
      tablet,
    );
    expect(await versions(first.momentId)).toMatchObject([
      { operationId: one, stands: true, byName: 'Pat of Riverside', device: 'Firefox on Android' },
      { operationId: other, stands: false, revision: 2 },
    ]);
    await push([amendmentOf(first.momentId, 3, a({ words: 'three', audience: 'public' }))], tablet);
    expect(
      (await versions(first.momentId)).map(({ revision, stands }) => [revision, stands]),
    ).toEqual([
      [3, true],
      [2, false],
      [2, false],
    ]);
    const { body } = await asManager<{ moment: object }>(`/v1/desk/moments/${first.momentId}`);
    expect(body.moment).toMatchObject({ words: 'three', audience: 'team', conflicted: true });
  });

  test('[P9] what was narrowed stays narrow in every order and company of arrival', async () => {
    const { push, asManager, a } = await openRiverside();
    const said = (momentId: string): Operation[] => [
      operationOf(a({ audience: 'public' }), { momentId }),
      amendmentOf(momentId, 2, a({ audience: 'team' })),
      amendmentOf(momentId, 2, a({ audience: 'public' })),
      amendmentOf(momentId, 3, a({ audience: 'public', words: 'last' })),
    ];
    const orders = [
      [[0, 1, 2, 3]],
      [[3], [2], [1], [0]],
      [
        [0, 2],
        [3, 1],
      ],
      [[2, 3, 0], [1], [1]],
    ];
    for (const batches of orders) {
      const momentId = randomUUID();
      const all = said(momentId);
      for (const batch of batches) await push(batch.map((index) => all[index]!));
      const { body } = await asManager<{ moment: object }>(`/v1/desk/moments/${momentId}`);
      expect(body.moment).toMatchObject({ audience: 'team', words: 'last', conflicted: true });
    }
  });

  test('[P3] the same number with other bytes is reached from the moment, until it is withdrawn', async () => {
    const { push, versions, asManager, a, programmeId } = await openRiverside();
    const first = operationOf(a({ words: 'first' }));
    const twin = { ...operationOf(a({ words: 'twin' })), operationId: first.operationId };
    await push([first, { ...twin, momentId: first.momentId }]);
    expect((await asManager<{ moments: object[] }>('/v1/desk/moments')).body.moments).toMatchObject(
      [{ words: 'first', conflicted: true }],
    );
    expect(await versions(first.momentId)).toMatchObject([
      { stands: true, isSetAside: false, body: first.body },
      { stands: false, isSetAside: true, body: twin.body },
    ]);
    await push([withdrawalOf(first.momentId, 2, programmeId)]);
    expect((await asManager(`/v1/desk/moments/${first.momentId}/versions`)).status).toBe(404);
  });
});

describe('a file that is handed in', () => {
  test('[O6] its moments belong to the person of the file, and what the phone sends later is no second one', async () => {
    const { push, handIn, a, practitioner, manager } = await openRiverside();
    const kept = [operationOf(a({ words: 'from a broken phone' })), operationOf('{}')];
    const file = exportOf(practitioner, ...kept);
    const { status, body } = await handIn(file);
    expect([status, body.results.map((result) => result.status)]).toEqual([
      200,
      ['stored', 'quarantined'],
    ]);
    expect((await push(kept)).map((result) => result.status)).toEqual(['duplicate', 'quarantined']);
    expect((await handIn(file)).body.results[0]).toMatchObject({ status: 'duplicate' });
    const inbox = await here.store.of(practitioner.organisationId).inbox({}, null, 9);
    expect(inbox.map(({ moment }) => [moment.words, moment.byName])).toEqual([
      ['from a broken phone', 'Pat of Riverside'],
    ]);
    const rows = await here.rows(
      'select person_id, session_id from operation where operation_id = ?',
      kept[0]!.operationId,
    );
    expect(rows).toEqual([{ person_id: practitioner.personId, session_id: manager.sessionId }]);
    expect(
      await here.rows('select channel from moment where moment_id = ?', kept[0]!.momentId),
    ).toEqual([{ channel: 'handed-in' }]);
  });

  test('[P3] what the phone sent before is a duplicate in the file', async () => {
    const { push, handIn, a, practitioner } = await openRiverside();
    const sent = operationOf(a());
    await push([sent]);
    const { body } = await handIn(exportOf(practitioner, sent, operationOf(a())));
    expect(body.results.map(({ status }) => status)).toEqual(['duplicate', 'stored']);
  });

  test('[O6] [X1] a file of another organisation, or of nobody here, changes nothing and says why', async () => {
    const { handIn, a, practitioner, organisationId } = await openRiverside();
    const hillside = await here.organisation('Hillside');
    const refused = [
      exportOf(hillside.practitioner, operationOf(a())),
      exportOf({ organisationId, personId: hillside.practitioner.personId }, operationOf(a())),
      { ...exportOf(practitioner, operationOf(a())), format: 'moments-export/2' },
      { ...exportOf(practitioner), operations: [] },
      'x'.repeat(1_048_577),
    ];
    const codes = await Promise.all(refused.map(async (file) => (await handIn(file)).body.code));
    expect(codes).toEqual([
      'other_organisation',
      'unknown_person',
      'not_valid',
      'not_valid',
      'too_large',
    ]);
    expect(await here.store.of(organisationId).inbox({}, null, 9)).toEqual([]);
  });

  test('[O6] what a phone writes is read', () => {
    const path = new URL('../support/fixtures/export-v1.json', import.meta.url);
    const file = exportFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    expect(file.operations.length).toBeGreaterThan(1);
  });
});

const now = (): string => new Date(here.clock.now).toISOString();
