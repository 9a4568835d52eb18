// What is sealed while this phone's storage goes wrong: told as kept it is there once, told as not kept it is not there.
import { afterEach, expect, test, vi } from 'vitest';
import { type SealedDatabase, keepSealed, openSealed } from '../../../src/device/sealed-outbox.ts';
import { patiently } from '../../support/patience.ts';
import { NOON } from '../../support/phone.ts';
import { type FaultKind, storageDouble } from '../../support/storage-double.ts';

afterEach(() => void vi.useRealTimers());

const ENTRY = { keyId: '77777777-7777-4777-8777-777777777777', sealed: 'sealed' };
const KINDS: FaultKind[] = ['throws', 'fails', 'full', 'hangs', 'unheard', 'closes'];

const keep = (database: SealedDatabase): Promise<boolean> =>
  patiently(
    keepSealed(database, ENTRY, { isUrgent: false, now: NOON, random: () => 0.5 }).then(
      () => true,
      () => false,
    ),
  );
const countAll = async (): Promise<number> => {
  const database = openSealed();
  const count = await patiently(database.write((tx) => tx.objectStore('entries').count()));
  database.close();
  return count;
};

/** How many are there, where the call `at` goes wrong. */
const runOnce = async (kind: FaultKind, lasts: boolean, at: number) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const storage = storageDouble();
  expect(await countAll()).toBe(0);
  const database = openSealed();
  storage.arm({ kind, lasts, at });
  const isKept = await keep(database);
  const hasStruck = storage.hasStruck();
  storage.heal();
  storage.watch();
  const count = await countAll();
  database.close();
  return { isKept, hasStruck, count };
};

test.each(KINDS.flatMap((kind) => [false, true].map((lasts) => ({ kind, lasts }))))(
  '[S1] [O3] storage that $kind at any call (lasting: $lasts) keeps it once, or says so and keeps nothing',
  async ({ kind, lasts }) => {
    let struck = 0;
    for (let at = 0; at < 4; at += 1) {
      const { isKept, hasStruck, count } = await runOnce(kind, lasts, at);
      if (hasStruck) struck += 1;
      // A commit whose answer never came may have been made.
      const mayBe = isKept ? [1] : kind === 'hangs' || kind === 'unheard' ? [0, 1] : [0];
      expect({ at, isIn: mayBe.includes(count), count }).toEqual({ at, isIn: true, count });
    }
    expect(struck).toBeGreaterThan(0);
  },
);
