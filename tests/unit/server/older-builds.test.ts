// A phone with an older page still gets its parts: through the real server, started again with one build after another.

import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startServer, temporaryFolder, type TestServer } from '../../support/server.ts';

// Whole processes start here, on a machine that other tests use too.
vi.setConfig({ testTimeout: 60_000 });

const partOf = (build: number): string => `/assets/part-${build}.js`;

/** Puts a build in the place of the one before, as `npm run build` and a container's image do. */
const build = (appDir: string, number: number): void => {
  rmSync(appDir, { recursive: true, force: true });
  mkdirSync(join(appDir, 'assets'), { recursive: true });
  const files = {
    'index.html': `<title>page ${number}</title>`,
    'doors.html': '<title>doors</title>',
    'missing.html': '<title>missing</title>',
    'sw.js': `/* worker ${number} */`,
    [`page-${number}.html`]: '<title>only once</title>',
    'assets/always.css': 'body{}',
    [`assets/part-${number}.js`]: `console.log(${number});`,
    [`assets/look-${number}.css`]: `.look-${number}{}`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(appDir, name), text);
};

const statusOf = async (server: TestServer, path: string): Promise<number> =>
  (await fetch(server.url + path)).status;

/** How many builds are kept, which happens after the start. */
const keeps = async (server: TestServer, count: number): Promise<void> => {
  await expect
    .poll(() => readdirSync(join(server.dataDir, 'assets'), { recursive: true }))
    .toSatisfy((names: string[]) => names.filter((name) => name.endsWith('SUMS')).length === count);
};

/** A server with its first build, which it has kept. */
const begin = async () => {
  const appDir = join(temporaryFolder(), 'dist');
  build(appDir, 1);
  const server = await startServer({ appDir });
  await keeps(server, 1);
  return { appDir, server };
};

test('[V3] after an upgrade a page of an older build gets its parts, as they were served before', async () => {
  const { appDir, server } = await begin();
  const before = await fetch(server.url + partOf(1));
  await keeps(server, 1);
  build(appDir, 2);
  await server.restart();
  await expect.poll(() => statusOf(server, partOf(1))).toBe(200);
  const after = await fetch(server.url + partOf(1));
  expect(await after.text()).toBe('console.log(1);');
  for (const name of ['Content-Type', 'Cache-Control', 'ETag']) {
    expect([name, after.headers.get(name)]).toEqual([name, before.headers.get(name)]);
  }
  expect(after.headers.get('Cache-Control')).toContain('immutable');
  const etag = after.headers.get('ETag')!;
  const again = await fetch(server.url + partOf(1), { headers: { 'If-None-Match': etag } });
  expect(again.status).toBe(304);
  expect(await (await fetch(`${server.url}/assets/look-1.css`)).text()).toBe('.look-1{}');

  // The page and the worker are those of the new build, and of nothing else is anything left.
  expect(await (await fetch(`${server.url}/index.html`)).text()).toContain('page 2');
  expect(await (await fetch(`${server.url}/sw.js`)).text()).toContain('worker 2');
  const [kept] = readdirSync(join(server.dataDir, 'assets'));
  for (const path of ['/page-1.html', '/assets/SHA256SUMS', `/assets/${kept}/part-1.js`]) {
    expect([path, await statusOf(server, path)]).toEqual([path, 404]);
  }
  await server.stop();
});

test('[V3] the last five builds are kept, however often each is started, and no more', async () => {
  const { appDir, server } = await begin();
  await keeps(server, 1);
  for (let number = 2; number <= 6; number += 1) {
    build(appDir, number);
    await server.restart();
    await keeps(server, Math.min(number, 5));
  }
  await server.restart();
  await expect.poll(() => statusOf(server, partOf(2))).toBe(200);
  expect(await statusOf(server, partOf(1))).toBe(404);
  await expect.poll(() => readdirSync(join(server.dataDir, 'assets'))).toHaveLength(5);
  // Whoever goes back a build has the one after it among the older ones.
  build(appDir, 5);
  await server.restart();
  await expect.poll(() => statusOf(server, partOf(6))).toBe(200);
  await expect.poll(() => readdirSync(join(server.dataDir, 'assets'))).toHaveLength(5);
  await server.stop();
});

test('[V3] a build that was half removed takes no place from a whole one', async () => {
  const { appDir, server } = await begin();
  for (let number = 2; number <= 5; number += 1) {
    build(appDir, number);
    await server.restart();
    await keeps(server, number);
  }
  // Killed in the middle of removing one: its folder changed just now, and its list is gone.
  mkdirSync(join(server.dataDir, 'assets', 'half-removed'));
  writeFileSync(join(server.dataDir, 'assets', 'half-removed', 'part-0.js'), '');
  await server.restart();
  await expect.poll(() => readdirSync(join(server.dataDir, 'assets'))).toHaveLength(5);
  expect(await statusOf(server, partOf(1))).toBe(200);
  await server.stop();
});

test('[V3] a kept file that is not whole any more is not served', async () => {
  const { appDir, server } = await begin();
  await keeps(server, 1);
  const [kept] = readdirSync(join(server.dataDir, 'assets'));
  appendFileSync(join(server.dataDir, 'assets', kept!, 'part-1.js'), 'half of somethi');
  build(appDir, 2);
  await server.restart();
  await expect.poll(() => statusOf(server, '/assets/look-1.css')).toBe(200);
  await keeps(server, 2);
  expect(await statusOf(server, partOf(1))).toBe(404);
  await server.stop();
});

test('[V3] where nothing can be kept, the server starts and says so', async () => {
  const appDir = join(temporaryFolder(), 'dist');
  build(appDir, 1);
  const dataDir = temporaryFolder();
  writeFileSync(join(dataDir, 'assets'), 'a file is in the way');
  const server = await startServer({ appDir, dataDir });
  await expect.poll(() => server.output()).toContain('older builds');
  expect(await statusOf(server, partOf(1))).toBe(200);
  await server.stop();
});
