import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { setUp, signIn, startServer, temporaryFolder } from '../support/server.ts';

const COMMAND = fileURLToPath(
  new URL('../../src/server/commands/manager-link.ts', import.meta.url),
);

// Whole processes start here, on a machine that other tests use too.
vi.setConfig({ testTimeout: 60_000 });

const run = (dataDir: string, env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [COMMAND], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir, ...env },
    encoding: 'utf8',
  });

test('a locked-out manager gets back in by a link made on the server, as the same person', async () => {
  const server = await startServer();
  const before = await setUp(server.url, server.setUpLink, { person: 'Maya' });
  const { port } = new URL(server.url);
  const { stdout, status } = run(server.dataDir, { PORT: port });
  expect(status).toBe(0);
  expect(stdout).toContain('For Maya');
  const link = /http\S+\/join#\S+/.exec(stdout)?.[0] ?? '';
  const after = await signIn(server.url, { link });
  expect(after.identity).toEqual(before.identity);
  await server.kill();
});

test('where nobody has an account, it says what does', () => {
  const { stdout, status } = run(temporaryFolder());
  expect(status).toBe(0);
  expect(stdout).toContain('npm start');
});
