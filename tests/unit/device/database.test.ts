import { afterEach, expect, test, vi } from 'vitest';
import { openOutbox } from '../../../src/device/database.ts';
import { keepDraft } from '../../../src/device/drafts.ts';
import { saveMoment } from '../../../src/device/outbox.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import { AISHA, NOON, freshStorage } from '../../support/phone.ts';
import { aMoment } from '../../support/operations.ts';

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
