import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type * as files from 'node:fs/promises';
import { beforeEach, expect, test, vi } from 'vitest';
import { StorageUnavailable } from '../../src/server/store/store.ts';
import {
  appendWithdrawn,
  readWithdrawn,
  withdrawnFileIn,
} from '../../src/server/store/withdrawn-file.ts';
import { newPlace } from '../support/place.ts';
import { newSpeaker } from '../support/speaker.ts';
import { temporaryFolder } from '../support/server.ts';

/** What happened to the files of this test, in order. */
const happened: string[] = [];

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof files>();
  const open: typeof files.open = async (...args) => {
    const handle = await real.open(...args);
    const sync = handle.sync.bind(handle);
    handle.sync = async () => {
      await sync();
      happened.push('synced');
    };
    return handle;
  };
  return { ...real, open };
});

beforeEach(() => {
  happened.length = 0;
});

const begin = async (options: Parameters<Awaited<ReturnType<typeof newPlace>>['open']>[0] = {}) => {
  const place = await newPlace();
  const store = await place.open(options);
  return { place, store, pat: await newSpeaker(store), path: withdrawnFileIn(place.folder) };
};

const idOf = (
  { organisationId, personId }: { organisationId: string; personId: string },
  momentId: string,
) => ({ organisationId, momentId, personId });

test('[L3] a withdrawal is on disk in the file before it is committed, and only its owner may read that', async () => {
  let look = async (): Promise<void> => {};
  const { place, store, pat, path } = await begin({ atCommit: () => look() });
  const { momentId } = await pat.say(store, 'a confidence');
  expect(existsSync(path)).toBe(false);
  const line = `${JSON.stringify(idOf(pat, momentId))}\n`;
  look = async () => {
    expect(happened).toEqual(['synced']);
    expect(readFileSync(path, 'utf8')).toBe(line);
    const sql = 'select withdrawn_at from moment where moment_id = ?';
    expect(await place.rows(sql, momentId)).toEqual([{ withdrawn_at: null }]);
    happened.push('committing');
  };
  await pat.withdraw(store, momentId);
  expect(happened).toEqual(['synced', 'committing']);
  expect(await pat.words(store)).toEqual({ [momentId]: null });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await store.close();
});

test('[L3] withdrawals that share a commit share one write of the file, and other pushes never touch it', async () => {
  const { store, pat, path } = await begin();
  const said = await Promise.all(
    Array.from({ length: 20 }, (_, index) => pat.say(store, `said ${index}`)),
  );
  expect(happened).toEqual([]);
  await Promise.all(said.map(({ momentId }) => pat.withdraw(store, momentId)));
  expect(happened).toEqual(['synced']);
  expect(new Set(readWithdrawn(path).ids.map(({ momentId }) => momentId))).toEqual(
    new Set(said.map(({ momentId }) => momentId)),
  );
  await store.close();
});

test('[L3] where the file takes nothing, nothing is withdrawn and nobody is told that it was', async () => {
  const { store, pat, path } = await begin();
  const { momentId } = await pat.say(store, 'still there');
  mkdirSync(path);
  await expect(pat.withdraw(store, momentId)).rejects.toThrow(StorageUnavailable);
  expect(await pat.words(store)).toEqual({ [momentId]: 'still there' });
  expect(await pat.say(store, 'others are stored')).toBeDefined();
  rmdirSync(path);
  await pat.withdraw(store, momentId);
  expect(await pat.words(store)).toMatchObject({ [momentId]: null });
  await store.close();
});

test('[L3] half a line that a power cut left spoils no other', async () => {
  const path = withdrawnFileIn(temporaryFolder());
  const [one, two] = [randomUUID(), randomUUID()].map((momentId) =>
    idOf({ organisationId: randomUUID(), personId: randomUUID() }, momentId),
  );
  await appendWithdrawn(path, [one!]);
  appendFileSync(path, '{"organisationId":"3333');
  await appendWithdrawn(path, [two!]);
  await appendWithdrawn(path, [two!]);
  expect(readWithdrawn(path)).toEqual({ ids: [one, two], unreadable: 1 });
});

test('[L3] [X2] a database that somebody put there by hand is caught up with before it serves, and its epoch is new', async () => {
  const { place, store, pat, path } = await begin();
  const kept = await pat.say(store, 'may stay');
  const gone = await pat.say(store, 'a confidence');
  await store.close();

  // What the newer database knew: the file alone tells of it.
  const unknown = pat.saying('was said after the copy');
  const foreign = { organisationId: randomUUID(), personId: pat.personId };
  await appendWithdrawn(path, [
    idOf(pat, gone.momentId),
    idOf(pat, unknown.momentId),
    idOf(foreign, randomUUID()),
  ]);

  const again = await place.open();
  expect(again.cameBack).toEqual({ withdrawnAgain: 2, isEpochNew: true });
  expect(again.epoch).not.toBe(store.epoch);
  expect(await place.holds('a confidence')).toBe(false);
  const standing = { [kept.momentId]: 'may stay', [gone.momentId]: null, [unknown.momentId]: null };
  expect(await pat.words(again)).toEqual(standing);

  // The phone offers again what it had sent.
  const [result] = await pat.send(again, unknown);
  expect(result).toMatchObject({ status: 'stored' });
  await pat.withdraw(again, unknown.momentId);
  await pat.withdraw(again, gone.momentId);
  expect(await pat.words(again)).toEqual(standing);
  expect(await place.holds('was said after the copy')).toBe(false);
  await again.close();

  const third = await place.open();
  expect([third.epoch, third.cameBack.withdrawnAgain]).toEqual([again.epoch, 0]);
  await third.close();
});

test('[L3] killed between the file and the commit: the next start withdraws, and the same withdrawal is still taken', async () => {
  const { place, store, pat, path } = await begin();
  const { momentId } = await pat.say(store, 'a confidence');
  await store.close();
  writeFileSync(path, `${JSON.stringify(idOf(pat, momentId))}\n`);
  const again = await place.open();
  expect(await pat.words(again)).toEqual({ [momentId]: null });
  const [result] = await pat.withdraw(again, momentId);
  expect(result).toMatchObject({ status: 'stored' });
  await again.close();
});
