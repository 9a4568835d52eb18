import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BATCH_MAX_BYTES } from '../../../src/contract/limits.ts';
import type { Operation, PushAnswer } from '../../../src/contract/push.ts';
import type { PullAnswer } from '../../../src/contract/pull.ts';
import type { RefusalAnswer } from '../../../src/contract/refusal.ts';
import { OPERATION_SCHEMA, PROTOCOL } from '../../../src/contract/version.ts';
import { StorageUnavailable } from '../../../src/server/store/store.ts';
import {
  type Device,
  openInstallation,
  type Organisation,
  type TestInstallation,
} from '../../support/installation.ts';
import { aMoment, amendmentOf, operationOf, withdrawalOf } from '../../support/operations.ts';
import type { Answered, Sending } from '../../support/server.ts';

let here: TestInstallation;
let riverside: Organisation;
let phone: Device;
let isFull = false;

beforeAll(async () => {
  here = await openInstallation({
    atCommit: async () => {
      if (isFull) throw new StorageUnavailable();
    },
  });
  riverside = await here.organisation();
});
beforeEach(async () => {
  phone = await here.person(riverside.organisationId, 'Pat', ['practitioner']);
});
afterAll(() => here.close());

const requestOf = (operations: readonly Operation[], said: object = {}): object => ({
  protocol: PROTOCOL,
  sender: phone.personId,
  pending: { count: operations.length, since: null },
  operations,
  ...said,
});

const push = <Body = PushAnswer>(
  body: unknown,
  more: Partial<Sending> = {},
): Promise<Answered<Body>> => here.call<Body>('/v1/push', { cookie: phone.cookie, body, ...more });

const pull = (query = ''): Promise<Answered<PullAnswer>> =>
  here.call<PullAnswer>(`/v1/pull${query}`, { cookie: phone.cookie });

const a = (said: Parameters<typeof aMoment>[0] = {}) =>
  aMoment({ programmeId: riverside.programmeId, ...said });

describe('push', () => {
  test('[P1] answers with the marker, the epoch, and one result for each operation', async () => {
    const newer = operationOf(a(), { schema: OPERATION_SCHEMA + 1 });
    const operations = [operationOf(a()), operationOf('{}'), newer];
    const { status, headers, body } = await push(requestOf(operations));
    expect(status).toBe(200);
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(body).toMatchObject({ protocol: PROTOCOL, epoch: here.store.epoch });
    expect(body.results.map((result) => [result.operationId, result.digest])).toEqual(
      operations.map(({ operationId, digest }) => [operationId, digest]),
    );
    expect(body.results.map(({ status: each }) => each)).toEqual([
      'stored',
      'quarantined',
      'retry',
    ]);
  });

  test('[O5] operations of another person are refused whole', async () => {
    const operation = operationOf(a());
    const refused = await push<RefusalAnswer>(
      requestOf([operation], { sender: riverside.manager.personId }),
    );
    expect([refused.status, refused.body.code]).toEqual([403, 'other_person']);
    expect((await pull()).body.changes).toEqual([]);
  });

  test('[P7] what the phone says that it holds is shown to the manager', async () => {
    const pending = { count: 7, since: '2026-11-20T09:00:00.000Z' };
    await push(requestOf([], { pending }));
    const session = await here.store.of(riverside.organisationId).session(phone.sessionId);
    expect(session).toMatchObject({ pendingCount: 7, pendingSince: pending.since });
  });

  test('[P7] what arrives with a push is not shown as unsent', async () => {
    const held = async (): Promise<unknown> => {
      const session = await here.store.of(riverside.organisationId).session(phone.sessionId);
      return [session?.pendingCount, session?.pendingSince];
    };
    const since = '2026-11-20T09:00:00.000Z';
    await push(requestOf([operationOf(a()), operationOf(a())], { pending: { count: 5, since } }));
    expect(await held()).toEqual([3, since]);
    await push(requestOf([operationOf(a())], { pending: { count: 1, since } }));
    expect(await held()).toEqual([0, null]);
  });

  test('a full disk is said as 503 with Retry-After, and the next push is taken', async () => {
    const many = Array.from({ length: 100 }, () => operationOf(a({ words: 'x'.repeat(4000) })));
    isFull = true;
    const refused = await push<RefusalAnswer>(requestOf(many));
    isFull = false;
    expect([refused.status, refused.body]).toEqual([
      503,
      { protocol: PROTOCOL, code: 'storage_full' },
    ]);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    const { body } = await push(requestOf(many));
    expect(body.results.every(({ status }) => status === 'stored')).toBe(true);
  });
});

describe('pull', () => {
  test("[L1] a person's own moments, page by page, each as it stands, and nothing twice", async () => {
    const operations = Array.from({ length: 5 }, (_, index) =>
      operationOf(a({ words: `said ${index}` })),
    );
    await push(requestOf(operations));
    await push(requestOf([withdrawalOf(operations[0]!.momentId, 2, riverside.programmeId)]));
    await push(requestOf([amendmentOf(operations[1]!.momentId, 2, a({ words: 'said better' }))]));

    const first = (await pull('?limit=3')).body;
    expect(first.changes.map(({ moment }) => moment?.words)).toEqual([
      'said 2',
      'said 3',
      'said 4',
    ]);
    expect(first).toMatchObject({ protocol: PROTOCOL, epoch: here.store.epoch, more: true });
    expect(first.identity).toMatchObject({
      personId: phone.personId,
      organisationName: 'Riverside',
    });
    expect(first.programmes).toMatchObject([{ programmeId: riverside.programmeId }]);
    const second = (await pull(`?limit=3&cursor=${first.cursor}`)).body;
    expect(second.more).toBe(false);
    expect(second.changes).toMatchObject([
      { momentId: operations[0]!.momentId, revision: 2, moment: null },
      { momentId: operations[1]!.momentId, revision: 2, moment: { words: 'said better' } },
    ]);
    const third = (await pull(`?cursor=${second.cursor}`)).body;
    expect(third).toMatchObject({ changes: [], more: false, cursor: second.cursor });
  });

  test("another person's moments do not come", async () => {
    await push(requestOf([operationOf(a())]));
    const other = await here.person(riverside.organisationId, 'Robin', ['practitioner']);
    const { body } = await here.call<PullAnswer>('/v1/pull', { cookie: other.cookie });
    expect(body.changes).toEqual([]);
  });

  test.each([
    ['cursor', '?cursor=garbage'],
    ['cursor', `?cursor=${Buffer.from('["pull",1,2]').toString('base64url')}`],
    ['limit', '?limit=0'],
    ['limit', '?limit=501'],
    ['limit', '?limit=ten'],
  ])('a %s that is none is refused: %s', async (field, query) => {
    const { status, body } = await here.call(`/v1/pull${query}`, { cookie: phone.cookie });
    expect([status, body]).toEqual([400, { protocol: PROTOCOL, code: 'not_valid', field }]);
  });

  test('[X1] a cursor of another organisation is refused', async () => {
    const hillside = await here.organisation('Hillside');
    const { body } = await here.call<PullAnswer>('/v1/pull', {
      cookie: hillside.practitioner.cookie,
    });
    const refused = await here.call(`/v1/pull?cursor=${body.cursor}`, { cookie: phone.cookie });
    expect(refused.body.code).toBe('not_valid');
  });
});

describe('bad input', () => {
  const good = (): Operation => operationOf(a());
  const cases: [string, () => unknown, string, string?][] = [
    ['not JSON', () => '{"protocol": "moments/1", words', 'not_json'],
    ['nothing', () => '', 'not_json'],
    ['another protocol', () => requestOf([], { protocol: 'moments/9' }), 'protocol_unknown'],
    ['a list', () => [], 'not_valid', ''],
    ['null', () => 'null', 'not_valid', ''],
    ['no protocol', () => requestOf([], { protocol: undefined }), 'not_valid', 'protocol'],
    ['no sender', () => requestOf([], { sender: undefined }), 'not_valid', 'sender'],
    [
      'operations that are none',
      () => requestOf([], { operations: 'all' }),
      'not_valid',
      'operations',
    ],
    [
      'a revision that is a text',
      () => requestOf([good(), { ...good(), revision: '1' as unknown as number }]),
      'not_valid',
      'operations.1.revision',
    ],
    [
      'an id that is none',
      () => requestOf([{ ...good(), operationId: "'; drop table operation; --" }]),
      'not_valid',
      'operations.0.operationId',
    ],
    ['a field too many', () => requestOf([], { secretWords: 1 }), 'not_valid', ''],
    [
      'too many operations',
      () => requestOf(Array.from({ length: 501 }, () => operationOf('{}'))),
      'not_valid',
      'operations',
    ],
  ];
  test.each(cases)(
    '[P2] %s is refused with its code, and nothing of it is repeated',
    async (_, body, code, field) => {
      const { status, body: answer } = await push<RefusalAnswer>(body());
      expect(status).toBe(400);
      expect(answer).toEqual({
        protocol: PROTOCOL,
        code,
        ...(field === undefined ? {} : { field }),
      });
    },
  );

  test('a body without the JSON type is refused', async () => {
    const { body } = await push<RefusalAnswer>(requestOf([]), {
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(body.code).toBe('not_json');
  });

  test.each([undefined, 'https://evil.example', 'null', 'http://localhost:1', 'http://127.0.0.1'])(
    'a foreign origin is refused: %s',
    async (origin) => {
      const response = await here.app.request('http://localhost:8787/v1/push', {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Cookie: phone.cookie,
          ...(origin === undefined ? {} : { Origin: origin }),
        },
        body: JSON.stringify(requestOf([operationOf(a())])),
      });
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual({ protocol: PROTOCOL, code: 'foreign_origin' });
    },
  );

  test('both names of this machine are home', async () => {
    const { status } = await push(requestOf([]), { headers: { Origin: 'http://127.0.0.1:8787' } });
    expect(status).toBe(200);
  });

  test('a body longer than a push may be is refused by its announced length', async () => {
    const { status, body } = await push<RefusalAnswer>('x'.repeat(10), {
      headers: { 'Content-Length': String(BATCH_MAX_BYTES + 1) },
    });
    expect([status, body.code]).toEqual([413, 'too_large']);
  });

  test('a body that just streams on is cut off and never kept', async () => {
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        if (sent > 10_000_000) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(120));
      },
    });
    const response = await here.app.request('http://localhost:8787/v1/push', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Origin: 'http://localhost:8787',
        Cookie: phone.cookie,
      },
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect([response.status, await response.json()]).toEqual([
      413,
      { protocol: PROTOCOL, code: 'too_large' },
    ]);
    expect(sent).toBeLessThan(BATCH_MAX_BYTES + 5 * 65_536);
  });

  test('an id in the path that is none is not found', async () => {
    const { status, body } = await here.call('/v1/desk/moments/..%2f..%2fetc', {
      cookie: riverside.manager.cookie,
    });
    expect([status, body.code]).toEqual([404, 'not_found']);
  });

  test('[P2] every answer carries the marker and is kept by nobody', async () => {
    const answers = await Promise.all([
      here.call('/healthz'),
      here.call('/v1/nothing-here'),
      here.call('/v1/me'),
      here.call('/v1/push', { method: 'POST' }),
      here.call('/v1/nothing-here', { body: {} }),
      here.call('/v1/desk/people', { cookie: phone.cookie }),
      here.call('/v1/me', { cookie: phone.cookie }),
      here.call(`/v1/desk/moments/${randomUUID()}`, { cookie: riverside.manager.cookie }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 401, 403, 404, 403, 200, 404]);
    for (const { headers, body } of answers) {
      expect(body.protocol).toBe(PROTOCOL);
      expect(headers.get('Cache-Control')).toBe('no-store');
      expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    }
  });

  test('an unexpected error is answered without a word of it, and logged without a word of what was sent', async () => {
    const store = here.store as { of: unknown };
    const { of } = here.store;
    store.of = () => {
      throw new Error('about very secret words');
    };
    const { status, body } = await push<RefusalAnswer>(requestOf([operationOf(a())]));
    store.of = of;
    expect([status, body]).toEqual([500, { protocol: PROTOCOL, code: 'unexpected' }]);
    expect(here.log()).toContain('unexpected error');
    expect(here.log()).not.toContain('secret words');
  });

  test('the log says route, status and time, and neither words nor secrets nor names', async () => {
    const words = `log-me-not-${randomUUID()}`;
    await push(requestOf([operationOf(a({ words }))]));
    await here.call('/v1/desk/moments?programme=look-at-me', { cookie: riverside.manager.cookie });
    const log = here.log();
    expect(log).toContain('"route":"/v1/push","status":200');
    for (const secret of [
      words,
      'look-at-me',
      phone.cookie.split('.')[2]!,
      phone.personId,
      'Pat',
    ]) {
      expect(log).not.toContain(secret);
    }
  });
});
