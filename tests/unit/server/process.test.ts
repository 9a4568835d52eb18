// The server as its own process: what it prints, how it fails to start, how it stops, and what a kill leaves behind.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PushAnswer } from '../../../src/contract/push.ts';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import { PROTOCOL } from '../../../src/contract/version.ts';
import { migrate } from '../../../src/server/store/migrations/migrate.ts';
import { MIGRATIONS } from '../../../src/server/store/migrations/all.ts';
import { startTrouble } from '../../../src/server/start-trouble.ts';
import { openConnection } from '../../../src/server/store/sqlite-connection.ts';
import { sqliteEngine } from '../../../src/server/store/sqlite-engine.ts';
import { aMoment, operationOf } from '../../support/operations.ts';
import {
  call,
  firstProgramme,
  invite,
  pull,
  push,
  type ServerOptions,
  setUp,
  signIn,
  startInVain,
  startServer,
  temporaryFolder,
  type TestServer,
} from '../../support/server.ts';

// Each start is a process: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const started: TestServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.kill()));
});
const start = async (options: ServerOptions = {}): Promise<TestServer> => {
  const server = await startServer(options);
  started.push(server);
  return server;
};

describe('a start', () => {
  test('without the keys that a database was used with, says that new ones were made and what to do', async () => {
    const dataDir = temporaryFolder();
    const first = await start({ dataDir });
    expect(first.output()).not.toContain('no keys');
    await setUp(first.url, first.setUpLink);
    await first.kill();
    rmSync(join(dataDir, 'keys.json'));
    const again = await start({ dataDir });
    await vi.waitFor(() =>
      expect(again.output()).toMatch(/There were no keys at .*keys\.json.*put it there/),
    );
  });

  test('prints where it is open, that phones need HTTPS, and a link that works once', async () => {
    const server = await start();
    expect(server.output()).toContain(`Moments is open at ${server.url}\n`);
    expect(server.output()).toMatch(/Phones need HTTPS.*PUBLIC_URL/);
    expect(server.setUpLink).toContain(`${server.url}/welcome#`);
    const health = await call(server.url, '/healthz');
    expect([health.status, health.body]).toEqual([200, { protocol: PROTOCOL, status: 'ok' }]);

    const manager = await setUp(server.url, server.setUpLink);
    const practitioner = await signIn(server.url, await invite(server.url, manager));
    const programmeId = await firstProgramme(server.url, practitioner);
    const operation = operationOf(aMoment({ programmeId }));
    const { body } = await push(server.url, practitioner, [operation]);
    expect(body.results).toMatchObject([{ status: 'stored' }]);

    await server.restart();
    expect(server.setUpLink).toBeNull();
    const { body: pulled } = await pull(server.url, practitioner);
    expect(pulled.changes).toMatchObject([{ momentId: operation.momentId }]);
  });

  test('with PUBLIC_URL the links are there, and only that origin is home', async () => {
    const server = await startServer({ env: { PUBLIC_URL: 'https://moments.example.org/' } });
    started.push(server);
    expect(server.setUpLink).toContain('https://moments.example.org/welcome#');
    expect(server.output()).not.toContain('Phones need HTTPS');
  });

  test('the keys are for their owner alone', async () => {
    const server = await start();
    expect(statSync(join(server.dataDir, 'keys.json')).mode & 0o777).toBe(0o600);
  });

  test('[P3] two processes over one folder, started at once, store each operation once', async () => {
    const dataDir = temporaryFolder();
    const [one, two] = await Promise.all([start({ dataDir }), start({ dataDir })]);
    const links = [one, two].map(({ setUpLink }) => setUpLink);
    // The link of whichever came last holds.
    const manager = await setUp(one.url, links[0]!).catch(() => setUp(two.url, links[1]!));
    const programmeId = await firstProgramme(one.url, manager);
    const operations = Array.from({ length: 40 }, () => operationOf(aMoment({ programmeId })));
    const answers = await Promise.all(
      [one, two, one, two].map((server) => push(server.url, manager, operations)),
    );
    const statuses = answers.flatMap(({ body }) => body.results.map(({ status }) => status));
    expect(statuses.filter((status) => status === 'stored')).toHaveLength(40);
    expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(120);
    expect((await pull(two.url, manager)).body.changes).toHaveLength(40);
  });
});

describe('a start that cannot be says why in one line', () => {
  const failure = async (options: ServerOptions) => {
    const { code, stdout, stderr } = await startInVain(options);
    return { code, stdout, lines: stderr.trimEnd().split('\n') };
  };
  const oneLine = (line: RegExp) => ({
    code: 1,
    stdout: '',
    lines: [expect.stringMatching(line)],
  });

  test('a port in use', async () => {
    const { port } = new URL((await start()).url);
    expect(await failure({ port: Number(port) })).toEqual(
      oneLine(new RegExp(`Port ${port} is in use.*PORT=`)),
    );
  });

  test.each(['eighty', '-1', '65536', '80.5'])('PORT=%s', async (PORT) =>
    expect(await failure({ env: { PORT } })).toEqual(oneLine(/PORT is ".*", but must be a number/)),
  );

  test.each(['moments.example.org', 'ftp://example.org', 'https://example.org/below'])(
    'PUBLIC_URL=%s',
    async (PUBLIC_URL) =>
      expect(await failure({ env: { PUBLIC_URL } })).toEqual(
        oneLine(/PUBLIC_URL is ".*", but must be/),
      ),
  );

  test('a HOST that this machine does not have', async () =>
    expect(await failure({ env: { HOST: '192.0.2.1' } })).toEqual(
      oneLine(/HOST is "192\.0\.2\.1", but this machine has no/),
    ));

  test('a data folder that cannot be made', async () => {
    const file = join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    expect(await failure({ dataDir: join(file, 'data') })).toEqual(
      oneLine(/data folder .* cannot be made.*DATA_DIR/),
    );
  });

  test('a data folder that cannot be written', async () => {
    const dataDir = temporaryFolder();
    chmodSync(dataDir, 0o555);
    // Root writes everywhere, unless the right to do so is taken from it.
    const isRoot = process.getuid?.() === 0;
    expect(
      await failure({
        dataDir,
        through: isRoot ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [],
      }),
    ).toEqual(oneLine(/data folder .* cannot be written.*DATA_DIR/));
  });

  test('a full disk', async () =>
    // A process that may make no file longer than nothing is as badly off as one whose disk is full.
    expect(await failure({ through: ['sh', '-c', 'ulimit -f 0; exec "$@"', 'sh'] })).toEqual(
      oneLine(/disk .* is full/),
    ));

  test('a damaged database', async () => {
    const dataDir = temporaryFolder();
    writeFileSync(join(dataDir, 'moments.sqlite'), 'a shopping list. '.repeat(500));
    expect(await failure({ dataDir })).toEqual(oneLine(/database in .* is damaged.*backup/));
  });

  test('a database of a newer version', async () => {
    const dataDir = temporaryFolder();
    const { db } = sqliteEngine(openConnection(join(dataDir, 'moments.sqlite')));
    await migrate(db, { ...MIGRATIONS, '999-newer': { up: async () => {} } });
    await db.destroy();
    expect(await failure({ dataDir })).toEqual(
      oneLine(/database in .* was written by a newer Moments/),
    );
  });

  test.each(['not json', '{}', '{"codePepper":"short","wipeKey":"short"}'])(
    'keys that cannot be read: %s',
    async (text) => {
      const dataDir = temporaryFolder();
      writeFileSync(join(dataDir, 'keys.json'), text);
      expect(await failure({ dataDir })).toEqual(oneLine(/keys in .*keys\.json cannot be read/));
      expect(readFileSync(join(dataDir, 'keys.json'), 'utf8')).toBe(text);
    },
  );

  test('every number that the file system or the engine may give has its line', () => {
    const where = { dataDir: '/data', databaseUrl: null, host: '127.0.0.1', port: 8787 };
    const lineOf = (said: object): string | null =>
      startTrouble(Object.assign(new Error('x'), said), where);
    expect(lineOf({ code: 'EROFS' })).toMatch(/cannot be written/);
    expect(lineOf({ code: 'ENOSPC' })).toMatch(/is full/);
    expect(lineOf({ code: 'EACCES', syscall: 'listen' })).toMatch(/needs rights/);
    for (const errcode of [5, 8, 10, 11, 13, 14, 26, 1032, 522]) {
      expect([errcode, lineOf({ errcode })]).toEqual([errcode, expect.stringMatching(/: /)]);
    }
    expect(lineOf({})).toBeNull();
  });
});

/** A signed-in person of a fresh organisation, with operations ready to send. */
const ready = async (server: TestServer) => {
  const device = await setUp(server.url, server.setUpLink);
  const programmeId = await firstProgramme(server.url, device);
  return {
    device,
    operations: (count: number, words = 'said') =>
      Array.from({ length: count }, () => operationOf(aMoment({ programmeId, words }))),
  };
};

describe('a kill', () => {
  test('[P4] everything that has its receipt is there after kill -9 right after the answer', async () => {
    const server = await start();
    const { device, operations } = await ready(server);
    const receipted: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const batches = Array.from({ length: 8 }, () => operations(10));
      const pushed = batches.map(async (batch) => {
        const { body } = await push(server.url, device, batch);
        for (const [index, { status }] of body.results.entries()) {
          if (status === 'stored') receipted.push(batch[index]!.momentId);
        }
      });
      // The first answer is the signal; the others are under way.
      await Promise.any(pushed);
      await server.kill();
      await Promise.allSettled(pushed);
      await server.restart();
    }
    expect(receipted.length).toBeGreaterThanOrEqual(50);
    const { body } = await pull(server.url, device, '?limit=500');
    const there = new Set(body.changes.map(({ momentId }) => momentId));
    expect(receipted.filter((momentId) => !there.has(momentId))).toEqual([]);
  });
});

/** Shows each system call of a process; not on every machine. */
const TRACER = 'strace';

const canTrace = (): boolean => {
  if (process.platform !== 'linux') return false;
  return spawnSync(TRACER, ['-o', '/dev/null', 'true']).status === 0;
};

/** Watches the server's system calls during one push: whether the log was synced before the answer left. */
const syncsBeforeItAnswers = async (): Promise<boolean> => {
  const server = await start();
  const { device, operations } = await ready(server);
  const trace = join(temporaryFolder(), 'trace');
  const strace = spawn(
    TRACER,
    [
      '-f',
      '-y',
      '-s',
      '200',
      '-e',
      'trace=fdatasync,fsync,write,writev,sendto',
      '-o',
      trace,
      '-p',
      String(server.pid),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const [attached] = (await once(strace.stderr, 'data')) as [Buffer];
  expect(attached.toString()).toContain('attached');
  const { body } = await push(server.url, device, operations(1));
  expect(body.results).toMatchObject([{ status: 'stored' }]);
  strace.kill('SIGINT');
  await once(strace, 'close');
  const calls = readFileSync(trace, 'utf8').split('\n');
  const synced = calls.findIndex((line) => /f(data)?sync\(.*moments\.sqlite-wal/.test(line));
  const answer = calls.findIndex((line) => /HTTP\/1\.1 200/.test(line));
  return synced >= 0 && answer > synced;
};

/** Where nobody can watch system calls: SQLite's own word that it syncs at every commit (FULL is 2). */
const isSetToSync = async (): Promise<boolean> => {
  const store = await openSqlite(temporaryFolder());
  const { synchronous } = store.writer.statement('PRAGMA synchronous').get() ?? {};
  await store.close();
  return synchronous === 2;
};

test('[P4] the log is synced to the disk before the answer leaves', async () => {
  expect(await (canTrace() ? syncsBeforeItAnswers() : isSetToSync())).toBe(true);
});

describe('a stop', () => {
  test('finishes the push that it took, refuses new ones, and exits with 0', async () => {
    const server = await start();
    const { device, operations } = await ready(server);
    const batch = operations(100);
    const body = JSON.stringify({
      protocol: PROTOCOL,
      sender: device.identity.personId,
      pending: { count: 100, since: null },
      operations: batch,
    });
    const url = new URL('/v1/push', server.url);
    const taken = request({
      host: '127.0.0.1',
      port: url.port,
      path: url.pathname,
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        Origin: server.url,
        Cookie: device.cookie,
        Expect: '100-continue',
      },
    });
    const responded = once(taken, 'response');
    taken.flushHeaders();
    await once(taken, 'continue');
    const stopped = server.stop();
    await refused(server.url);
    taken.end(body);
    const [response] = (await responded) as [AsyncIterable<Buffer> & { statusCode: number }];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    const answer = JSON.parse(Buffer.concat(chunks).toString()) as PushAnswer;
    expect(response.statusCode).toBe(200);
    expect(answer.results.every(({ status }) => status === 'stored')).toBe(true);
    expect(await stopped).toBe(0);

    await server.restart();
    const { body: pulled } = await pull(server.url, device, '?limit=500');
    expect(pulled.changes).toHaveLength(100);
  });

  test('ends the live connections instead of waiting for them', async () => {
    const server = await start();
    const { device } = await ready(server);
    const live = await fetch(`${server.url}/v1/desk/live`, { headers: { Cookie: device.cookie } });
    expect(live.status).toBe(200);
    const heard = live.text();
    const startedMs = performance.now();
    expect(await server.stop()).toBe(0);
    expect(performance.now() - startedMs).toBeLessThan(5000);
    expect(await heard).toContain(': here');
  });

  test('while a phone keeps its connection open', async () => {
    const server = await start();
    await call(server.url, '/healthz');
    expect(await server.stop()).toBe(0);
  });
});

/** Resolves once the server takes no more connections. */
const refused = async (url: string): Promise<void> => {
  for (;;) {
    try {
      await fetch(`${url}/healthz`, { headers: { Connection: 'close' } });
    } catch {
      return;
    }
  }
};

describe('a request never ends the process', () => {
  test('10 MB are refused without being kept in memory', async () => {
    const server = await start();
    const { device } = await ready(server);
    // The most that it ever held, where the system tells.
    const residentKb = (): number =>
      process.platform === 'linux'
        ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1])
        : 0;
    const before = residentKb();
    for (let round = 0; round < 10; round += 1) {
      const { status, body } = await call(server.url, '/v1/push', {
        cookie: device.cookie,
        body: `"${'x'.repeat(10_000_000)}"`,
      });
      expect([status, body.code]).toEqual([413, 'too_large']);
    }
    expect(residentKb() - before).toBeLessThan(60_000);
    expect((await call(server.url, '/healthz')).status).toBe(200);
  });

  test('a full disk is told, and the process lives on and still reads', async () => {
    const server = await start({ through: ['sh', '-c', 'ulimit -f 2000; exec "$@"', 'sh'] });
    const { device, operations } = await ready(server);
    const stored: string[] = [];
    let refusal = null;
    for (let round = 0; round < 50 && refusal === null; round += 1) {
      const batch = operations(100, 'x'.repeat(2000));
      const { status, body, headers } = await push(server.url, device, batch);
      if (status === 200) stored.push(...batch.map(({ momentId }) => momentId));
      else refusal = { status, body, retryAfter: headers.get('Retry-After') };
    }
    expect(refusal).toEqual({
      status: 503,
      body: { protocol: PROTOCOL, code: 'storage_full' },
      retryAfter: '60',
    });
    expect((await call(server.url, '/healthz')).status).toBe(200);
    const { body } = await pull(server.url, device, '?limit=500');
    expect(body.changes.map(({ momentId }) => momentId)).toEqual(stored.slice(0, 500));
  });

  test('what is no HTTP, no address and no path', async () => {
    const server = await start();
    const { port } = new URL(server.url);
    for (const path of [
      '/%',
      '/%ff',
      '//',
      '/v1/desk/moments/%00',
      '/?%',
      `/${'x'.repeat(10_000)}`,
    ]) {
      const asked = request({ host: '127.0.0.1', port, path });
      asked.end();
      const [response] = await once(asked, 'response');
      expect([path, response.statusCode < 500 || response.statusCode === 503]).toEqual([
        path,
        true,
      ]);
      response.resume();
    }
    expect((await call(server.url, '/healthz')).status).toBe(200);
  });
});
