import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { useFolder } from '../../src/server/store/folder-lock.ts';
import { MIGRATIONS } from '../../src/server/store/migrations/all.ts';
import { migrate } from '../../src/server/store/migrations/migrate.ts';
import { backUp } from '../../src/server/store/sqlite-backup.ts';
import { openConnection } from '../../src/server/store/sqlite-connection.ts';
import { sqliteEngine } from '../../src/server/store/sqlite-engine.ts';
import {
  type RestorePoint,
  catchUpSqlite,
  restore,
} from '../../src/server/store/sqlite-restore.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { type Speaker, newSpeaker } from '../support/speaker.ts';
import { temporaryFolder } from '../support/server.ts';

// Whole processes start and die here, on a machine that other tests use too.
vi.setConfig({ testTimeout: 60_000 });

const KILLED = fileURLToPath(new URL('../support/restore-until.ts', import.meta.url));
const NOON = new Date('2026-11-23T12:00:00.000Z');

/**
 * A folder in which a backup was made, and then: one moment that is in the backup was withdrawn, one that is not was
 * said and withdrawn, and one was said. The server that did so was killed: its log is not part of the database yet.
 */
const lived = async () => {
  const first = temporaryFolder();
  const store = await openSqlite(first);
  const pat = await newSpeaker(store);
  const before = await pat.say(store, 'said before');
  const confidence = await pat.say(store, 'a confidence');
  const backup = join(temporaryFolder(), 'backup.sqlite');
  backUp(first, backup, NOON);
  await pat.withdraw(store, confidence.momentId);
  const regretted = await pat.say(store, 'regretted at once');
  await pat.withdraw(store, regretted.momentId);
  const after = await pat.say(store, 'said after');
  const folder = temporaryFolder();
  cpSync(first, folder, { recursive: true });
  await store.close();
  expect(statSync(join(folder, 'moments.sqlite-wal')).size).toBeGreaterThan(0);
  return {
    folder,
    backup,
    pat,
    oldEpoch: store.epoch,
    sent: { before, confidence, regretted, after },
    whenOld: {
      [before.momentId]: 'said before',
      [confidence.momentId]: null,
      [regretted.momentId]: null,
      [after.momentId]: 'said after',
    },
    whenNew: {
      [before.momentId]: 'said before',
      [confidence.momentId]: null,
      [regretted.momentId]: null,
    },
  };
};

const opened = async (folder: string, pat: Speaker) => {
  const store = await openSqlite(folder);
  const found = { epoch: store.epoch, words: await pat.words(store), again: store.cameBack };
  await store.close();
  return found;
};

const holds = (folder: string, words: string): string[] =>
  readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(words));

test('[L3] [X2] what was withdrawn after the backup stays withdrawn, and its words are in no file', async () => {
  const { folder, backup, pat, oldEpoch, sent, whenNew } = await lived();
  expect(readFileSync(backup).includes('a confidence')).toBe(true);
  const restored = await restore(folder, backup, { now: NOON });
  expect(restored).toMatchObject({ moments: 1, withdrawnAgain: 2 });
  expect(holds(folder, 'a confidence')).toEqual([]);
  expect(holds(folder, 'regretted at once')).toEqual([]);
  expect(statSync(join(folder, 'moments.sqlite')).mode & 0o777).toBe(0o600);

  const store = await openSqlite(folder);
  expect(store.epoch).not.toBe(oldEpoch);
  expect(store.cameBack).toEqual({ withdrawnAgain: 0, isEpochNew: false });
  expect(await pat.words(store)).toEqual(whenNew);
  // Phones offer again what they had sent: what the backup lacks comes back, what was withdrawn does not.
  await pat.send(store, sent.before, sent.confidence, sent.regretted, sent.after);
  expect(await pat.words(store)).toEqual({ ...whenNew, [sent.after.momentId]: 'said after' });
  expect(holds(folder, 'a confidence')).toEqual([]);
  expect(holds(folder, 'regretted at once')).toEqual([]);
  await store.close();
});

test('[L3] the database that was there is kept whole, with what stood only in its log', async () => {
  const { folder, backup, pat, oldEpoch, whenOld } = await lived();
  const { keptAs } = await restore(folder, backup, { now: NOON });
  expect(keptAs).toBe(join(folder, 'moments-replaced-2026-11-23T120000Z.sqlite'));
  const elsewhere = temporaryFolder();
  cpSync(keptAs!, join(elsewhere, 'moments.sqlite'));
  expect(await opened(elsewhere, pat)).toMatchObject({ epoch: oldEpoch, words: whenOld });
  const second = await restore(folder, backup, { now: NOON });
  expect(second.keptAs).toBe(join(folder, 'moments-replaced-2026-11-23T120000Z-2.sqlite'));
  expect(existsSync(keptAs!)).toBe(true);
});

const POINTS: Record<RestorePoint, 'old' | 'new'> = {
  copied: 'old',
  ready: 'old',
  closed: 'old',
  kept: 'old',
  replaced: 'new',
};

test.each(Object.entries(POINTS))(
  '[L3] killed at "%s", a restore leaves the %s database, complete',
  async (point, which) => {
    const { folder, backup, pat, oldEpoch, whenOld, whenNew } = await lived();
    const { signal } = spawnSync(process.execPath, [KILLED, folder, backup, point]);
    expect(signal).toBe('SIGKILL');
    const found = await opened(folder, pat);
    expect(found.words).toEqual(which === 'old' ? whenOld : whenNew);
    expect(found.epoch === oldEpoch).toBe(which === 'old');
    expect(found.again.withdrawnAgain).toBe(0);
    expect(holds(folder, 'a confidence')).toEqual([]);

    await restore(folder, backup);
    expect((await opened(folder, pat)).words).toEqual(whenNew);
  },
);

test('[L3] it does nothing while anything has the folder open, and nothing opens it meanwhile', async () => {
  const { folder, backup, pat, whenOld } = await lived();
  const before = readdirSync(folder);
  const store = await openSqlite(folder);
  await expect(restore(folder, backup)).rejects.toThrow(/is running on .*: stop it first/);
  await expect(catchUpSqlite(folder)).rejects.toThrow(/is running on .*: stop it first/);
  expect(await pat.words(store)).toEqual(whenOld);
  await store.close();
  expect(readdirSync(folder).filter((name) => !before.includes(name))).toEqual([]);

  // A program that knows nothing of the lock.
  const other = openConnection(join(folder, 'moments.sqlite'));
  await expect(restore(folder, backup)).rejects.toThrow(/Another program has .* open/);
  other.close();

  const points: string[] = [];
  await restore(folder, backup, {
    at: async (point) => {
      points.push(point);
      expect(() => useFolder(folder, 0)).toThrow('locked');
    },
  });
  expect(points).toEqual(Object.keys(POINTS));
});

test('[L3] a damaged database is replaced all the same, and kept with its log', async () => {
  const { folder, backup, pat, whenNew } = await lived();
  const path = join(folder, 'moments.sqlite');
  const log = readFileSync(`${path}-wal`);
  writeFileSync(path, 'a shopping list. '.repeat(500));
  const { keptAs } = await restore(folder, backup);
  expect(readFileSync(keptAs!, 'utf8')).toContain('a shopping list');
  expect(readFileSync(`${keptAs}-wal`).equals(log)).toBe(true);
  expect((await opened(folder, pat)).words).toEqual(whenNew);
});

test('[L3] on a new machine it makes the database; a copy made by hand is taken with its log', async () => {
  const { folder, backup, pat, oldEpoch, sent, whenOld } = await lived();
  const fresh = temporaryFolder();
  expect(await restore(fresh, backup)).toMatchObject({ keptAs: null, withdrawnAgain: 0 });
  expect((await opened(fresh, pat)).words).toEqual({
    [sent.before.momentId]: 'said before',
    [sent.confidence.momentId]: 'a confidence',
  });
  const third = temporaryFolder();
  await restore(third, join(folder, 'moments.sqlite'));
  const found = await opened(third, pat);
  expect(found.words).toEqual(whenOld);
  expect(found.epoch).not.toBe(oldEpoch);
});

test('what is no backup, or of a newer version, or the database itself, changes nothing', async () => {
  const { folder, backup, pat, whenOld } = await lived();
  const elsewhere = temporaryFolder();
  const newer = join(elsewhere, 'newer');
  const { db } = sqliteEngine(openConnection(newer));
  await migrate(db, { ...MIGRATIONS, '999-newer': { up: async () => {} } });
  await db.destroy();
  const list = join(elsewhere, 'list');
  writeFileSync(list, 'a shopping list. '.repeat(500));
  const half = join(elsewhere, 'half');
  writeFileSync(half, readFileSync(backup).subarray(0, 20_000));

  await expect(restore(folder, newer)).rejects.toThrow(/newer Moments/);
  await expect(restore(folder, list)).rejects.toThrow(/list is damaged/);
  await expect(restore(folder, half)).rejects.toThrow(/half is damaged/);
  await expect(restore(folder, join(elsewhere, 'nothing'))).rejects.toThrow(/There is no file/);
  await expect(restore(folder, elsewhere)).rejects.toThrow(/is no file/);
  await expect(restore(folder, join(folder, 'moments.sqlite'))).rejects.toThrow(/--new-epoch/);
  expect(readdirSync(folder).filter((name) => /restoring|replaced/.test(name))).toEqual([]);
  expect((await opened(folder, pat)).words).toEqual(whenOld);
});

test('[L3] a database that was copied there by hand gets its new epoch by a command', async () => {
  const { folder, backup, pat, oldEpoch, whenNew } = await lived();
  for (const end of ['-wal', '-shm']) writeFileSync(join(folder, `moments.sqlite${end}`), '');
  cpSync(backup, join(folder, 'moments.sqlite'));
  expect(await catchUpSqlite(folder)).toBe(2);
  expect(holds(folder, 'a confidence')).toEqual([]);
  const found = await opened(folder, pat);
  expect([found.words, found.again.withdrawnAgain]).toEqual([whenNew, 0]);
  expect(found.epoch).not.toBe(oldEpoch);
  await expect(catchUpSqlite(temporaryFolder())).rejects.toThrow(/There is no database/);
});

test('a link that was open in the backup may have been used since: it opens nothing', async () => {
  const { folder, backup, pat } = await lived();
  const store = await openSqlite(folder);
  await store.write(pat.organisationId, (transaction) =>
    transaction.replaceInvitation({
      invitationId: 'i',
      personId: pat.personId,
      purpose: 'renew',
      tokenHash: 'hash of a token',
      codeHash: '',
      createdAt: NOON.toISOString(),
      expiresAt: NOON.toISOString(),
    }),
  );
  const withLink = `${backup}-with-link`;
  backUp(folder, withLink, NOON);
  await store.close();
  await restore(folder, withLink, { now: NOON });
  const again = await openSqlite(folder);
  expect(await again.findInvitation({ tokenHash: 'hash of a token' })).toMatchObject({
    voidAt: NOON.toISOString(),
  });
  await again.close();
});
