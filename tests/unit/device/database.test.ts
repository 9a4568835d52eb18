import { afterEach, expect, test, vi } from 'vitest';
import { type OutboxDatabase, openOutbox } from '../../../src/device/database.ts';
import { keepDraft, readDraft } from '../../../src/device/drafts.ts';
import { drain } from '../../../src/device/drain.ts';
import { openKnown, readSignedIn } from '../../../src/device/inbox.ts';
import { keepSignedIn } from '../../../src/device/signed-in.ts';
import { makeRoom } from '../../../src/device/make-room.ts';
import { saveMoment } from '../../../src/device/outbox.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import { AISHA, DROP_IN, NOON, aPhone, freshStorage, receiptFor } from '../../support/phone.ts';
import { patiently } from '../../support/patience.ts';
import { aMoment } from '../../support/operations.ts';
import { storageDouble } from '../../support/storage-double.ts';

afterEach(() => void vi.useRealTimers());

test('[S5] a save that was said to have failed is not on the phone later, so that a second tap keeps one', async () => {
  freshStorage();
  const outbox = openOutbox();
  await keepDraft(outbox, `${AISHA}/new`, 'Once', NOON);
  const other = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('moments-outbox');
    opening.addEventListener('success', () => resolve(opening.result));
  });
  // Another transaction over the same stores does not end: the disk hangs.
  let hangs = true;
  const slow = other.transaction(['moments', 'operations', 'drafts'], 'readwrite');
  const ended = new Promise((resolve) => slow.addEventListener('complete', resolve));
  const goOn = (): void => {
    const asked = slow.objectStore('moments').get('x');
    if (hangs) asked.addEventListener('success', goOn);
  };
  goOn();

  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const body = aMoment({ words: 'Once' });
  const save = () =>
    saveMoment(
      outbox,
      { personId: AISHA, body, draftId: `${AISHA}/new` },
      { now: NOON, newId: () => crypto.randomUUID() },
    );
  const failed = save().catch((error: unknown) => error);
  // Each of the two tries is given up after 5 s.
  for (const _try of [1, 2]) {
    while (vi.getTimerCount() === 0) await new Promise(setImmediate);
    await vi.advanceTimersByTimeAsync(5_000);
  }
  expect(await failed).toMatchObject({ trouble: 'hangs' });
  hangs = false;
  await ended;
  vi.useRealTimers();
  await save();
  expect(await listMoments(outbox, AISHA, NOON)).toHaveLength(1);
  other.close();
});

const opened = (name: string, version?: number): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, version);
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(opening.error));
  });
const keepSome = (outbox: OutboxDatabase, words = 'words') =>
  keepDraft(outbox, `${AISHA}/new`, words, NOON);
const readSome = (outbox: OutboxDatabase) => readDraft(outbox, `${AISHA}/new`);

test('[S4] [S5] an older version in another tab is told at once, and this one goes on by itself when it is closed', async () => {
  freshStorage();
  const before = openOutbox();
  await keepSome(before);
  before.close();
  // Of a build that does not let go, or of a tab that is frozen.
  const older = await opened('moments-outbox');
  const newer = openOutbox('moments-outbox', 2);
  await expect(readSome(newer)).rejects.toMatchObject({ trouble: 'blocked' });
  await expect(keepSome(newer, 'more')).rejects.toMatchObject({ trouble: 'blocked' });
  older.close();
  await expect.poll(() => readSome(newer).catch(() => null)).toBe('words');
  await keepSome(newer, 'more');
  expect(await readSome(newer)).toBe('more');
});

test('[S5] [S6] a tab with an older build lets a newer one upgrade, and then says that there is a newer one', async () => {
  freshStorage();
  const older = openOutbox();
  await keepSome(older);
  const newer = openOutbox('moments-outbox', 2);
  expect(await readSome(newer)).toBe('words');
  await expect(keepSome(older)).rejects.toMatchObject({ trouble: 'newer' });
  expect(await readSome(newer)).toBe('words');
});

test.each([
  ['is switched off', 'SecurityError', 'unavailable'],
  ['is not there in a private window', 'InvalidStateError', 'unavailable'],
  ['cannot be read any more', 'UnknownError', 'damaged'],
  ['was closed and closed again', 'AbortError', 'lost'],
])('[S4] storage that %s (%s) is told as such', async (_what, name, trouble) => {
  const storage = storageDouble();
  const outbox = openOutbox();
  storage.arm({ kind: 'throws', at: 0, name, lasts: true });
  await expect(keepSome(outbox)).rejects.toMatchObject({ trouble });
  // What has passed is not remembered.
  storage.heal();
  await keepSome(outbox);
});

test('[S4] a browser without any storage is told as such', async () => {
  vi.stubGlobal('indexedDB', undefined);
  await expect(keepSome(openOutbox())).rejects.toMatchObject({ trouble: 'unavailable' });
  vi.unstubAllGlobals();
});

test('[S5] a connection that the browser closed is opened again at the next use', async () => {
  const storage = storageDouble();
  const outbox = openOutbox();
  await keepSome(outbox);
  storage.closeAll();
  storage.watch();
  expect(await readSome(outbox)).toBe('words');
  expect(storage.calls).toContain('open moments-outbox');
});

test('[S5] an opening that hangs is given up after 5 s and tried once more; what comes late is let go', async () => {
  const storage = storageDouble();
  const outbox = openOutbox();
  storage.arm({ kind: 'hangs', at: 0 });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await patiently(keepSome(outbox));
  vi.useRealTimers();
  expect(storage.calls.filter((call) => call.startsWith('open'))).toHaveLength(2);
  storage.heal();
  expect(await readSome(outbox)).toBe('words');
});

test('[S4] [L3] to make room, only what has its receipt is forgotten, the older half first', async () => {
  const phone = aPhone();
  const words = ['oldest', 'older', 'newer', 'newest'];
  for (const [index, said] of words.entries()) {
    await phone.save(said);
    phone.clock.now += 60_000;
    phone.answer((request) => ({
      kind: 'answered',
      epoch: 'one',
      results: request.operations.map((operation) => ({
        ...receiptFor(operation),
        receivedAt: new Date(NOON + index * 60_000).toISOString(),
      })),
    }));
    await drain(phone.means, { urgent: true });
  }
  await phone.save('waits');
  const left = async () =>
    (await listMoments(phone.outbox, AISHA, NOON)).map(({ body }) => body?.words);
  expect(await makeRoom(phone.outbox)).toBe(true);
  expect(await left()).toEqual(['waits', 'newest', 'newer']);
  expect(await makeRoom(phone.outbox)).toBe(true);
  expect(await makeRoom(phone.outbox)).toBe(true);
  expect(await left()).toEqual(['waits']);
  expect(await makeRoom(phone.outbox)).toBe(false);
  expect(await left()).toEqual(['waits']);
});

test('[S6] what was pulled and cannot be read any more is thrown away, but for who is here; the outbox is not touched', async () => {
  const storage = storageDouble();
  const outbox = openOutbox();
  await keepSome(outbox);
  const known = await openKnown();
  const identity = {
    organisationId: 'o',
    organisationName: 'Harbour House',
    personId: AISHA,
    personName: 'Aisha',
    roles: [],
  };
  await keepSignedIn(known, { identity, sessionId: 'session', wipe: 'wipe' });
  await known.put('programmes', { programmeId: DROP_IN, name: 'Tuesday drop-in' });
  expect(await readSignedIn(known)).toMatchObject({ sessionId: 'session' });
  // Unreadable, and unreadable again on a fresh connection.
  storage.arm({ kind: 'fails', at: 1, until: /^delete moments-known/ });
  expect(await known.getAll('programmes')).toEqual([]);
  expect(storage.hasStruck()).toBe(true);
  expect(await readSignedIn(known)).toMatchObject({ sessionId: 'session' });
  await known.put('programmes', { programmeId: DROP_IN, name: 'Tuesday drop-in' });
  expect(await known.getAll('programmes')).toHaveLength(1);
  expect(await readSome(outbox)).toBe('words');
});

test('[S6] what was pulled is reopened after its connection was lost', async () => {
  const storage = storageDouble();
  const known = await openKnown();
  await known.put('programmes', { programmeId: DROP_IN, name: 'Tuesday drop-in' });
  storage.closeAll();
  expect(await known.getAll('programmes')).toHaveLength(1);
});
