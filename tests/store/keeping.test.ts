// `npm run backup` and `npm run restore`, as whole processes, beside the server that was built.

import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Operation } from '../../src/contract/push.ts';
import { runCommand } from '../support/commands.ts';
import { aMoment, operationOf, withdrawalOf } from '../support/operations.ts';
import {
  firstProgramme,
  pull,
  push,
  setUp,
  startServer,
  temporaryFolder,
} from '../support/server.ts';

// Whole processes start here, on a machine that other tests use too.
vi.setConfig({ testTimeout: 60_000 });

/** A server that somebody is signed in to. */
const begin = async () => {
  const server = await startServer();
  const device = await setUp(server.url, server.setUpLink);
  const programmeId = await firstProgramme(server.url, device);
  return {
    server,
    device,
    saying: (words: string): Operation => operationOf(aMoment({ programmeId, words })),
    withdrawing: (momentId: string): Operation => withdrawalOf(momentId, 2, programmeId),
    /** Each moment that the phone is told of: its words, or null where it is withdrawn. */
    async pulled() {
      const { body } = await pull(server.url, device, '?limit=500');
      const words = body.changes.map(({ momentId, moment }) => [momentId, moment?.words ?? null]);
      return { epoch: body.epoch, words: Object.fromEntries(words) as Record<string, unknown> };
    },
  };
};

const holding = (folder: string, words: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(words));

test('[L3] [X2] backed up under load, restored after a withdrawal: every receipt, a new epoch, no withdrawn word', async () => {
  const { server, device, saying, withdrawing, pulled } = await begin();
  const env = { DATA_DIR: server.dataDir };
  const confidence = saying('a confidence');
  await push(server.url, device, [confidence]);

  const receipted: string[] = [confidence.momentId];
  const over = new AbortController();
  const pushing = Array.from({ length: 4 }, async () => {
    while (!over.signal.aborted) {
      const said = saying('said under load');
      await push(server.url, device, [said]);
      receipted.push(said.momentId);
    }
  });
  await expect.poll(() => receipted.length).toBeGreaterThan(20);
  const before = [...receipted];
  const backup = join(temporaryFolder(), 'backup.sqlite');
  const made = await runCommand('backup', [backup], env);
  expect(receipted.length).toBeGreaterThan(before.length);
  over.abort();
  await Promise.all(pushing);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).toContain(backup);
  expect(made.stdout).toMatch(/\d+ moments/);
  expect(made.stdout).toContain('keys.json');
  expect(await runCommand('backup', [backup], env)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('never overwritten'),
  });

  await push(server.url, device, [withdrawing(confidence.momentId)]);
  const regretted = saying('regretted at once');
  await push(server.url, device, [regretted, withdrawing(regretted.momentId)]);
  const { epoch } = await pulled();

  expect(await runCommand('restore', [backup], env)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('stop it first'),
  });
  await server.stop();
  const restored = await runCommand('restore', [backup], env);
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(restored.stdout).toContain('2 moments that had been withdrawn since are withdrawn again');
  expect(restored.stdout).toContain('moments-replaced-');
  expect(restored.stdout).not.toContain('There is no keys.json');
  expect(holding(server.dataDir, 'a confidence')).toEqual([]);

  await server.restart();
  const after = await pulled();
  expect(after.epoch).not.toBe(epoch);
  expect(before.filter((momentId) => after.words[momentId] === undefined)).toHaveLength(0);
  const offered = await push(server.url, device, [confidence, regretted]);
  expect(offered.body.epoch).toBe(after.epoch);
  expect(offered.body.results.map(({ status }) => status)).toEqual(['duplicate', 'stored']);
  expect((await pulled()).words).toMatchObject({
    [confidence.momentId]: null,
    [regretted.momentId]: null,
  });
  await server.stop();
  for (const words of ['a confidence', 'regretted at once']) {
    expect(holding(server.dataDir, words)).toEqual([]);
  }
});

test('[L3] on another machine, with the file of the withdrawn ids of the first', async () => {
  const { server, device, saying, withdrawing } = await begin();
  const confidence = saying('a confidence');
  await push(server.url, device, [confidence]);
  await runCommand('backup', [], { DATA_DIR: server.dataDir });
  await push(server.url, device, [withdrawing(confidence.momentId)]);
  await server.stop();

  const dataDir = temporaryFolder();
  const [name] = readdirSync(join(server.dataDir, 'backups'));
  const withdrawn = join(server.dataDir, 'withdrawn.jsonl');
  const restored = await runCommand(
    'restore',
    [join(server.dataDir, 'backups', name!), '--withdrawn', withdrawn],
    { DATA_DIR: dataDir },
  );
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(restored.stdout).toContain('1 moment that had been withdrawn since is withdrawn again');
  expect(restored.stdout).toContain('There is no keys.json');
  expect(holding(dataDir, 'a confidence')).toEqual([]);
  expect(readFileSync(join(dataDir, 'withdrawn.jsonl'), 'utf8')).toContain(confidence.momentId);
});

test('[L3] a database copied by hand: the start withdraws again and says so, the command makes a new epoch', async () => {
  const { server, device, saying, withdrawing, pulled } = await begin();
  const confidence = saying('a confidence');
  await push(server.url, device, [confidence]);
  await server.stop();
  const copy = join(temporaryFolder(), 'moments.sqlite');
  cpSync(join(server.dataDir, 'moments.sqlite'), copy);
  await server.restart();
  await push(server.url, device, [withdrawing(confidence.momentId)]);
  const { epoch } = await pulled();
  await server.stop();

  cpSync(copy, join(server.dataDir, 'moments.sqlite'));
  await server.restart();
  expect(server.output()).toContain('withdrawn again: 1');
  const second = await pulled();
  expect(second.words).toEqual({ [confidence.momentId]: null });
  expect(second.epoch).not.toBe(epoch);
  await server.stop();

  const renewed = await runCommand('restore', ['--new-epoch'], { DATA_DIR: server.dataDir });
  expect(renewed).toMatchObject({ code: 0, stderr: '' });
  await server.restart();
  expect((await pulled()).epoch).not.toBe(second.epoch);
  await server.stop();
});

test('what cannot be done is said in one line, and nothing is made', async () => {
  const dataDir = temporaryFolder();
  const env = { DATA_DIR: dataDir };
  const onPostgres = { ...env, DATABASE_URL: 'postgres://moments:secret@127.0.0.1:1/moments' };
  const said = async (...[name, args, settings]: Parameters<typeof runCommand>) => {
    const { code, stdout, stderr } = await runCommand(name, args, settings);
    expect([code, stdout, stderr.includes('secret')]).toEqual([1, '', false]);
    return stderr.trimEnd().split('\n');
  };
  expect(await said('backup', [], env)).toEqual([expect.stringMatching(/There is no database/)]);
  expect(await said('backup', [], onPostgres)).toEqual([expect.stringMatching(/pg_dump/)]);
  expect(await said('restore', [], env)).toEqual([expect.stringMatching(/Say which backup/)]);
  expect(await said('restore', ['--new-epoc'], env)).toEqual([
    expect.stringMatching(/Say which backup/),
  ]);
  expect(await said('restore', ['x'], onPostgres)).toEqual([expect.stringMatching(/pg_restore/)]);
  expect(await said('restore', ['--new-epoch'], onPostgres)).toEqual([
    expect.stringMatching(/cannot be reached/),
  ]);
  expect(existsSync(join(dataDir, 'moments.sqlite'))).toBe(false);
});
