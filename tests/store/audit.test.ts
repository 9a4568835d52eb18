// The audit trail, on each engine.

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { verifyTrail } from '../../src/server/commands/keeping/verify-trail.ts';
import { eraseWhatIsOld } from '../../src/server/jobs/retention.ts';
import { chainHash } from '../../src/server/store/audit-chain.ts';
import { catchUpSqlite } from '../../src/server/store/sqlite-restore.ts';
import type { AuditEntry, ChainedEntry, Store } from '../../src/server/store/store.ts';
import { NOON, type Organisation, openInstallation } from '../support/installation.ts';
import type { TestInstallation } from '../support/installation.ts';
import { ONLY_POSTGRES, ONLY_SQLITE, isOnPostgres, newPlace } from '../support/place.ts';

let here: TestInstallation;
let house: Organisation;
let commits: number;
let commit: () => Promise<void>;

beforeEach(async () => {
  commits = 0;
  commit = async () => {};
  here = await openInstallation({
    atCommit: async () => {
      commits += 1;
      await commit();
    },
  });
  house = await here.organisation();
  return () => here.close();
});

const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  at: NOON,
  action: 'moment_seen',
  personId: house.manager.personId,
  sessionId: house.manager.sessionId,
  about: randomUUID(),
  count: null,
  ...more,
});
const note = (more: Partial<AuditEntry> = {}, store: Store = here.store): Promise<void> =>
  store.write(house.organisationId, async (transaction) => transaction.note(entry(more)));
const noteAll = async (count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) await note();
};
const reads = () => here.store.of(house.organisationId);
const verify = (noted?: { position: number; hash: string }) =>
  verifyTrail(house.organisationId, reads(), noted);

test('[X3] rows stand in the order of their writes, each with the hash of the one before it', async () => {
  await noteAll(3);
  const rows = await reads().auditFrom(0, 10);
  expect(rows.map(({ position }) => position)).toEqual([1, 2, 3]);
  let before = '';
  for (const row of rows) {
    expect(row.hash).toBe(chainHash(house.organisationId, row.position, row, before));
    before = row.hash;
  }
  expect(await reads().trail()).toEqual({
    end: { position: 3, hash: before },
    cut: { position: 0, hash: '' },
  });
  expect(await verify()).toMatchObject({ rows: 3, brokenAt: null });
});

test('[X3] rows that wait at the same time share a commit, and every organisation has a trail of its own', async () => {
  const other = await here.organisation('Hillside');
  commits = 0;
  const noteThere = (): Promise<void> =>
    here.store.write(other.organisationId, async (transaction) => transaction.note(entry()));
  await Promise.all(
    Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? note() : noteThere())),
  );
  // On PostgreSQL a group is of one organisation.
  expect(commits).toBe(isOnPostgres ? 2 : 1);
  expect(await verify()).toMatchObject({ rows: 30, brokenAt: null });
  const there = here.store.of(other.organisationId);
  expect(await verifyTrail(other.organisationId, there)).toMatchObject({
    rows: 30,
    brokenAt: null,
  });
});

test('[X3] a write that fails leaves no row, and takes none of those that wait with it away', async () => {
  const failing = here.store.write(house.organisationId, async (transaction) => {
    transaction.note(entry({ action: 'moment_erased' }));
    throw new Error('no');
  });
  const outcomes = await Promise.allSettled([note(), failing, note()]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const rows = await reads().auditFrom(0, 10);
  expect(rows.map(({ action }) => action)).toEqual(['moment_seen', 'moment_seen']);
});

test('[X3] a commit that fails leaves neither what was done nor its row', async () => {
  commit = () => Promise.reject(new Error('the power went'));
  const adding = here.store.write(house.organisationId, async (transaction) => {
    transaction.note(entry({ action: 'programme_added' }));
    return transaction.addProgramme({ programmeId: randomUUID(), name: 'Choir', createdAt: NOON });
  });
  await expect(adding).rejects.toThrow('the power went');
  commit = async () => {};
  await note();
  expect((await reads().programmes()).map(({ name }) => name)).toEqual(['Drop-in of Riverside']);
  expect(await reads().auditFrom(0, 10)).toMatchObject([{ position: 1, action: 'moment_seen' }]);
});

test.each(ONLY_POSTGRES)('[X3] two processes write one trail without a gap, on %s', async () => {
  const place = await newPlace();
  const [one, two] = [await place.open(), await place.open()];
  await Promise.all(
    Array.from({ length: 80 }, (_, index) => note({}, index % 2 === 0 ? one : two)),
  );
  const trail = await verifyTrail(house.organisationId, one.of(house.organisationId));
  expect(trail).toMatchObject({ rows: 80, brokenAt: null, end: { position: 80 } });
  await Promise.all([one.close(), two.close()]);
});

test('[X3] the database itself refuses to change a row or to take one out', async () => {
  await noteAll(3);
  for (const statement of [
    "update audit set action = 'signed_in' where position = 2",
    'delete from audit where position = 2',
    'delete from audit where position = 3',
  ]) {
    await expect(here.rows(statement)).rejects.toThrow('the audit trail is only added to');
  }
  expect(await verify()).toMatchObject({ rows: 3, brokenAt: null });
});

describe('whoever gets round that', () => {
  beforeEach(async () => {
    await noteAll(6);
    if (isOnPostgres) await here.rows('drop trigger audit_unchanged on audit');
    else {
      await here.rows('drop trigger audit_unchanged');
      await here.rows('drop trigger audit_undeleted');
    }
  });

  test.each([
    ['changes who it was', "update audit set person_id = 'x' where position = 4", 4],
    ['changes when', "update audit set at = '2026-01-01T00:00:00.000Z' where position = 4", 4],
    ['changes what', "update audit set action = 'inbox_read' where position = 4", 4],
    ['changes what it was about', 'update audit set about = null where position = 4', 4],
    ['changes how many', 'update audit set count = 1 where position = 4', 4],
    ['changes on which device', 'update audit set session_id = null where position = 4', 4],
    ['takes one out', 'delete from audit where position = 4', 4],
    ['takes the first out', 'delete from audit where position = 1', 1],
    ['takes the last out', 'delete from audit where position = 6', 6],
    ['takes the end away', 'delete from audit_head', 1],
    ['moves the end back', 'update audit_head set position = 4', 4],
  ])('[X3] and %s is found out', async (_, statement, brokenAt) => {
    expect((await verify()).brokenAt).toBeNull();
    await here.rows(statement);
    expect((await verify()).brokenAt).toBe(brokenAt);
  });

  test('[X3] and works out the hash of the row anew is found out by the row behind it', async () => {
    const [before, row] = (await reads().auditFrom(2, 2)) as [ChainedEntry, ChainedEntry];
    const forged = { ...row, about: 'something else' };
    const hash = chainHash(house.organisationId, row.position, forged, before.hash);
    await here.rows('update audit set about = ?, hash = ? where position = 4', forged.about, hash);
    expect((await verify()).brokenAt).toBe(5);
  });

  test('[X3] and cuts the end off with all care is found out by who noted it, and by nobody else', async () => {
    const { end } = await reads().trail();
    const [, , third] = await reads().auditFrom(0, 3);
    await here.rows('delete from audit where position > 3');
    await here.rows('update audit_head set position = 3, hash = ?', third!.hash);
    expect(await verify()).toMatchObject({ brokenAt: null, holdsNoted: null });
    expect(await verify(third)).toMatchObject({ brokenAt: null, holdsNoted: true });
    expect(await verify(end)).toMatchObject({ brokenAt: null, holdsNoted: false });
    await noteAll(4);
    expect(await verify(end)).toMatchObject({ brokenAt: null, holdsNoted: false });
  });
});

test('[X3] after two years rows are taken out at the beginning, which is a row, and the rest still holds', async () => {
  await note({ at: '2024-11-21T10:00:00.000Z' });
  await note({ at: '2024-11-22T23:00:00.000Z' });
  await note({ at: '2024-11-23T00:00:00.000Z' });
  const { end } = await reads().trail();
  const means = { ...here.installation, now: () => new Date(NOON) };
  await eraseWhatIsOld(means);
  await eraseWhatIsOld(means);
  expect(await reads().auditFrom(0, 10)).toMatchObject([
    { position: 3, action: 'moment_seen' },
    { position: 4, action: 'trail_cut', count: 2, personId: null },
  ]);
  expect(await verify(end)).toMatchObject({
    rows: 2,
    cutPosition: 2,
    brokenAt: null,
    holdsNoted: true,
  });
});

test.each(ONLY_SQLITE)(
  '[X3] a backup that is brought back leaves a row, and the rest still holds, on %s',
  async () => {
    await noteAll(2);
    await here.close();
    await catchUpSqlite(here.folder);
    here = await openInstallation({ folder: here.folder });
    const rows = await here.store.of(house.organisationId).auditFrom(2, 10);
    expect(rows).toMatchObject([{ position: 3, action: 'backup_restored', personId: null }]);
    expect(await verify()).toMatchObject({ rows: 3, brokenAt: null });
  },
);

test('[X3] it is read newest first, by person and by what it was about, with the names of now', async () => {
  const about = randomUUID();
  await note({ about });
  await note({
    personId: house.practitioner.personId,
    action: 'moments_sent',
    about: null,
    count: 2,
  });
  await note({ action: 'link_renewed', about: house.practitioner.personId, personId: null });
  const all = await reads().auditRows({}, null, 10);
  expect(all).toMatchObject([
    { position: 3, byName: null, aboutName: 'Pat of Riverside' },
    { position: 2, byName: 'Pat of Riverside', count: 2 },
    { position: 1, byName: 'Mona of Riverside', about, aboutName: null },
  ]);
  expect(await reads().auditRows({}, 3, 1)).toEqual([all[1]]);
  expect(await reads().auditRows({ about }, null, 10)).toEqual([all[2]]);
  const { personId } = house.practitioner;
  expect(await reads().auditRows({ personId }, null, 10)).toEqual([all[1]]);
});
