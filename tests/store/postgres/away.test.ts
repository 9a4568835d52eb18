// The database is away, and comes back: at the start, and under load. And what only a person can mend.

import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PROTOCOL } from '../../../src/contract/version.ts';
import { openPostgres } from '../../../src/server/store/postgres.ts';
import { aMoment, operationOf } from '../../support/operations.ts';
import { freePort } from '../../support/free-port.ts';
import { makeDatabase, startPostgres, type TestPostgres } from '../../support/postgres.ts';
import {
  call,
  firstProgramme,
  pull,
  push,
  setUp,
  startInVain,
  temporaryFolder,
  startServer,
  type TestServer,
} from '../../support/server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const SECRET = 'correct-horse-battery';
let postgres: TestPostgres;
let url: string;
let server: TestServer;

beforeAll(async () => {
  postgres = await startPostgres();
  const made = await makeDatabase(postgres.url('postgres'), 'moments');
  const admin = new Client(made);
  await admin.connect();
  await admin.query(`create role app login password '${SECRET}'`);
  await admin.query('alter database moments owner to app');
  await admin.end();
  url = Object.assign(new URL(made), { username: 'app', password: SECRET }).href;
});
afterAll(() => postgres.remove());

const refusal = (answer: { status: number; body: unknown; headers: Headers }) => ({
  status: answer.status,
  body: answer.body,
  retryAfter: answer.headers.get('Retry-After'),
});
const AWAY = { status: 503, body: { protocol: PROTOCOL, code: 'storage_away' }, retryAfter: '5' };

test('[P6] away at the start: one line says so, all is refused for now, and it opens when it can', async () => {
  await postgres.stop();
  const port = await freePort();
  const starting = startServer({ port, env: { DATABASE_URL: url } });
  const origin = `http://localhost:${port}`;
  const health = () => call(origin, '/healthz').then(refusal, () => null);
  await expect.poll(health).toEqual(AWAY);
  const refused = await call(origin, '/v1/push', { body: {} });
  expect(refusal(refused)).toEqual(AWAY);
  await postgres.start();
  server = await starting;
  expect((await call(server.url, '/healthz')).status).toBe(200);
  expect(server.output().match(/^The database of DATABASE_URL cannot be reached.*$/gm)).toEqual([
    expect.stringMatching(/\(ECONNREFUSED\)\. Trying until it can\.$/),
  ]);
  expect(server.output()).not.toContain(SECRET);
});

test('[P4] [P6] stopped and started under load: pushes are told to come back, then all is stored once', async () => {
  const device = await setUp(server.url, server.setUpLink);
  const programmeId = await firstProgramme(server.url, device);
  const live = await fetch(`${server.url}/v1/desk/live`, { headers: { Cookie: device.cookie } });
  const sent: string[] = [];
  const refusals: unknown[] = [];
  let stored = 0;
  const ending = new AbortController();
  const phone = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const batch = Array.from({ length: 5 }, () => operationOf(aMoment({ programmeId })));
      sent.push(...batch.map(({ momentId }) => momentId));
      await expect
        .poll(
          async () => {
            const answer = await push(server.url, device, batch);
            if (answer.status !== 200) refusals.push(refusal(answer));
            return answer.body.results?.every(({ status }) =>
              ['stored', 'duplicate'].includes(status),
            );
          },
          { timeout: 30_000 },
        )
        .toBe(true);
      stored += 1;
    }
  };
  const phones = Promise.all(Array.from({ length: 6 }, phone));
  for (let round = 1; round <= 2; round += 1) {
    const before = { stored, refusals: refusals.length };
    await expect.poll(() => stored).toBeGreaterThan(before.stored + 10);
    await postgres.stop();
    await expect.poll(() => refusals.length).toBeGreaterThan(before.refusals + 10);
    expect(refusal(await call(server.url, '/healthz'))).toEqual(AWAY);
    await postgres.start();
  }
  const before = stored;
  await expect.poll(() => stored).toBeGreaterThan(before + 10);
  ending.abort();
  await phones;

  expect(refusals.filter((each) => JSON.stringify(each) !== JSON.stringify(AWAY))).toEqual([]);
  const seen: string[] = [];
  for (let cursor = ''; ;) {
    const { body } = await pull(server.url, device, `?limit=500${cursor}`);
    seen.push(...body.changes.map(({ momentId }) => momentId));
    cursor = `&cursor=${body.cursor}`;
    if (!body.more) break;
  }
  expect(seen.toSorted()).toEqual(sent.toSorted());
  expect((await call(server.url, '/healthz')).status).toBe(200);
  expect(server.output()).not.toContain(SECRET);
  await live.body?.cancel();
});

test('news are heard again when the database is back', async () => {
  const store = await openPostgres(url, temporaryFolder());
  const other = await openPostgres(url, temporaryFolder());
  const heard: string[] = [];
  store.onCommit(({ organisationId, what }) => heard.push(`${organisationId} ${what}`));
  await postgres.stop();
  await postgres.start();
  const [organisationId] = await other.organisationIds();
  // What may have been missed is told first.
  await expect.poll(() => heard).toContain(`${organisationId} moments`);
  heard.length = 0;
  await other.write(organisationId!, (transaction) => transaction.endSession('nobody', ''));
  await expect.poll(() => heard).toContain(`${organisationId} sessions`);
  await Promise.all([store.close(), other.close()]);
});

describe('what only a person can mend is said in one line, without the password', () => {
  const changed = (change: object): string => Object.assign(new URL(url), change).href;

  test.each([
    ['a wrong password', () => changed({ password: `${SECRET}-not` }), /user.*password/],
    ['a database that is not there', () => changed({ pathname: '/elsewhere' }), /createdb/],
    ['an address that is none', () => `postgres://app:${SECRET}#@:x/moments`, /%23/],
    ['another kind of database', () => `mysql://app:${SECRET}@127.0.0.1/moments`, /postgres:\/\//],
    [
      'somebody who may not make tables',
      () => Object.assign(new URL(url), { pathname: '/postgres' }).href,
      /own the database/,
    ],
  ])('%s', async (_, address, line) => {
    const { code, stdout, stderr } = await startInVain({ env: { DATABASE_URL: address() } });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(line)]);
    expect(stderr).not.toContain(SECRET);
  });

  test('[P4] a server that does not sync', async () => {
    const admin = new Client(postgres.url('postgres'));
    await admin.connect();
    await admin.query('alter system set fsync = off');
    await admin.query('select pg_reload_conf()');
    await expect
      .poll(async () => (await admin.query<{ fsync: string }>('show fsync')).rows[0]?.fsync)
      .toBe('off');
    await admin.end();
    const { code, stderr } = await startInVain({ env: { DATABASE_URL: url } });
    expect([code, stderr]).toEqual([1, expect.stringContaining('fsync = off')]);
  });
});
