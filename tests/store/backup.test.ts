import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { backUp } from '../../src/server/store/sqlite-backup.ts';
import { openConnection } from '../../src/server/store/sqlite-connection.ts';
import { inspect } from '../../src/server/store/sqlite-inspect.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { CannotKeep } from '../../src/server/store/store.ts';
import { newSpeaker } from '../support/speaker.ts';
import { temporaryFolder } from '../support/server.ts';

const NOON = new Date('2026-11-23T12:00:00.000Z');

const begin = async () => {
  const folder = temporaryFolder();
  const store = await openSqlite(folder);
  return { folder, store, pat: await newSpeaker(store) };
};

/** What a database file holds, opened as a server would. */
const wordsIn = async (file: string, pat: Awaited<ReturnType<typeof newSpeaker>>) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'moments.sqlite'), readFileSync(file));
  const store = await openSqlite(folder);
  const words = await pat.words(store);
  await store.close();
  return words;
};

test('[L3] a backup is one file of its owner alone, checked, and named by when it was made', async () => {
  const { folder, store, pat } = await begin();
  await pat.say(store, 'kept');
  const gone = await pat.say(store, 'a confidence');
  await pat.withdraw(store, gone.momentId);
  const made = backUp(folder, null, NOON);
  expect(made).toMatchObject({ moments: 1, operations: 3, epoch: store.epoch });
  expect(made.path).toBe(join(folder, 'backups', 'moments-2026-11-23T120000Z.sqlite'));
  expect(made.bytes).toBe(statSync(made.path).size);
  expect(readdirSync(dirname(made.path))).toEqual([basename(made.path)]);
  expect(statSync(made.path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(made.path)).mode & 0o777).toBe(0o700);
  expect(readFileSync(made.path).includes('a confidence')).toBe(false);
  await store.close();
});

test('[L3] everything that had its receipt before a backup began is in it, while pushes go on', async () => {
  const { folder, store, pat } = await begin();
  const receipted: string[] = [];
  const over = new AbortController();
  const pushing = Array.from({ length: 4 }, async () => {
    while (!over.signal.aborted) {
      const batch = Array.from({ length: 10 }, () => pat.saying('x'.repeat(500)));
      await pat.send(store, ...batch);
      receipted.push(...batch.map(({ momentId }) => momentId));
    }
  });
  const backups: { path: string; before: string[] }[] = [];
  for (let round = 0; round < 2; round += 1) {
    const enough = receipted.length + 100;
    await expect.poll(() => receipted.length).toBeGreaterThan(enough);
    const path = join(folder, `backup-${round}`);
    const before = [...receipted];
    await inThread(folder, path);
    expect(receipted.length).toBeGreaterThan(before.length);
    backups.push({ path, before });
  }
  over.abort();
  await Promise.all(pushing);
  for (const { path, before } of backups) {
    const there = await wordsIn(path, pat);
    expect(before.filter((momentId) => there[momentId] === undefined)).toHaveLength(0);
  }
  await store.close();
});

/** Beside the pushes of this thread, as the command is beside the server. */
const inThread = (folder: string, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const source = new URL('../../src/server/store/sqlite-backup.ts', import.meta.url);
    const worker = new Worker(
      `import(${JSON.stringify(source.href)}).then(({ backUp }) =>
        backUp(${JSON.stringify(folder)}, ${JSON.stringify(path)}, new Date()))`,
      { eval: true },
    );
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
  });

test('a file that is there is never overwritten, and a backup that failed leaves nothing', async () => {
  const { folder, store } = await begin();
  const target = join(folder, 'mine');
  writeFileSync(target, 'something else');
  expect(() => backUp(folder, target, NOON)).toThrow(CannotKeep);
  expect(readFileSync(target, 'utf8')).toBe('something else');
  expect(() => backUp(folder, join(folder, 'nowhere', 'backup'), NOON)).toThrow(/unable to open/);
  expect(() => backUp(temporaryFolder(), null, NOON)).toThrow(/no database/);
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  await store.close();
});

test('what is no backup of ours is told apart', async () => {
  const folder = temporaryFolder();
  const other = join(folder, 'other');
  const database = openConnection(other);
  database.exec('create table shopping (item text)');
  database.close();
  expect(() => inspect(other)).toThrow(/no backup of Moments/);

  const list = join(folder, 'list');
  writeFileSync(list, 'a shopping list. '.repeat(500));
  expect(() => inspect(list)).toThrow(/damaged/);

  const { folder: ours, store, pat } = await begin();
  for (let count = 0; count < 200; count += 1) await pat.say(store, 'said');
  const { path } = backUp(ours, null, NOON);
  await store.close();
  const bytes = readFileSync(path);
  const torn = join(folder, 'torn');
  writeFileSync(torn, bytes.subarray(0, bytes.length / 2));
  expect(() => inspect(torn)).toThrow(/damaged/);
  const bent = join(folder, 'bent');
  writeFileSync(bent, bytes.fill(7, 40_960, 49_152));
  expect(() => inspect(bent)).toThrow(/damaged/);
});
