import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  claimDraft,
  draftIdOf,
  hasDrafts,
  keepDraft,
  readDraft,
  takeUpDraft,
} from '../../../src/device/drafts.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import { saveMoment } from '../../../src/device/outbox.ts';
import { fakeLocks } from '../../support/locks.ts';
import { aMoment } from '../../support/operations.ts';
import { AISHA, BEN, NOON, aPhone } from '../../support/phone.ts';

beforeEach(() => void vi.stubGlobal('navigator', { locks: fakeLocks() }));
afterEach(() => void vi.unstubAllGlobals());

test('[S2] what is typed is kept, per person and per moment, and is not a moment', async () => {
  const { outbox } = aPhone();
  await keepDraft(outbox, draftIdOf(AISHA), 'I used to', NOON);
  await keepDraft(outbox, draftIdOf(AISHA), 'I used to sit\0', NOON);
  expect(await readDraft(outbox, draftIdOf(AISHA))).toBe('I used to sit\u{FFFD}');
  expect(await readDraft(outbox, draftIdOf(AISHA, 'some-moment'))).toBe('');
  expect(await readDraft(outbox, draftIdOf(BEN))).toBe('');
  expect(await listMoments(outbox, AISHA, NOON)).toEqual([]);
});

test('[V3] whether somebody is writing is known, and for each person apart', async () => {
  const { outbox } = aPhone();
  await keepDraft(outbox, draftIdOf(AISHA, 'some-moment'), 'words', NOON);
  expect(await hasDrafts(outbox, AISHA)).toBe(true);
  expect(await hasDrafts(outbox, BEN)).toBe(false);
  await keepDraft(outbox, draftIdOf(AISHA, 'some-moment'), '', NOON);
  expect(await hasDrafts(outbox, AISHA)).toBe(false);
});

test('[S2] words that were being changed when their moment went are found again in the new draft', async () => {
  const phone = aPhone();
  const { outbox } = phone;
  const stands = await phone.save('stands');
  await keepDraft(outbox, draftIdOf(AISHA), 'begun', NOON);
  await keepDraft(outbox, draftIdOf(AISHA, stands), 'a change that has its moment', NOON);
  await keepDraft(outbox, draftIdOf(AISHA, 'gone'), 'a change without', NOON);
  await keepDraft(outbox, draftIdOf(BEN, 'gone'), 'of another person', NOON);
  const claim = await claimDraft(draftIdOf(AISHA));
  expect(await takeUpDraft(outbox, claim, AISHA, undefined, NOON)).toBe('begun\na change without');
  expect(await readDraft(outbox, draftIdOf(AISHA))).toBe('begun\na change without');
  expect(await readDraft(outbox, draftIdOf(AISHA, stands))).toBe('a change that has its moment');
  expect(await readDraft(outbox, draftIdOf(AISHA, 'gone'))).toBe('');
  expect(await readDraft(outbox, draftIdOf(BEN, 'gone'))).toBe('of another person');
  claim.letGo();
});

describe.each([undefined, 'some-moment'])('two tabs that type the same (%s)', (momentId) => {
  const row = draftIdOf(AISHA, momentId);

  test('[S2] neither covers the words of the other, and a save in one ends only its own', async () => {
    const { outbox } = aPhone();
    const [one, other] = [await claimDraft(row), await claimDraft(row)];
    await keepDraft(outbox, one.draftId, 'typed in one', NOON);
    await keepDraft(outbox, other.draftId, 'typed in the other', NOON);
    expect(await readDraft(outbox, row)).toBe('typed in one\ntyped in the other');
    // What a living tab types is left to it.
    expect(await takeUpDraft(outbox, one, AISHA, momentId, NOON)).toBe('typed in one');
    expect(await takeUpDraft(outbox, other, AISHA, momentId, NOON)).toBe('typed in the other');
    await saveMoment(
      outbox,
      { personId: AISHA, body: aMoment(), draftId: other.draftId },
      { now: NOON, newId: () => crypto.randomUUID() },
    );
    expect(await readDraft(outbox, row)).toBe('typed in one');
    expect(await hasDrafts(outbox, AISHA)).toBe(true);
    one.letGo();
    other.letGo();
  });

  test('[S2] what a tab left that is gone is brought back, by whoever has the common row', async () => {
    const { outbox } = aPhone();
    const [one, gone] = [await claimDraft(row), await claimDraft(row)];
    if (momentId !== undefined) {
      await outbox.write(['moments'], (tx) =>
        tx
          .objectStore('moments')
          .put({ momentId, personId: AISHA, body: aMoment(), savedAt: NOON }),
      );
    }
    await keepDraft(outbox, one.draftId, 'typed in one', NOON);
    await keepDraft(outbox, gone.draftId, 'left by the other', NOON);
    gone.letGo();
    one.letGo();
    const next = await claimDraft(row);
    expect(next.draftId).toBe(row);
    expect(await takeUpDraft(outbox, next, AISHA, momentId, NOON)).toBe(
      'typed in one\nleft by the other',
    );
    await keepDraft(outbox, row, '', NOON);
    expect(await hasDrafts(outbox, AISHA)).toBe(false);
    next.letGo();
  });
});

test('[S2] where a browser has no locks, words are kept all the same', async () => {
  vi.stubGlobal('navigator', {});
  const { outbox } = aPhone();
  await keepDraft(outbox, draftIdOf(AISHA), 'From before', NOON);
  const claim = await claimDraft(draftIdOf(AISHA));
  expect(claim.draftId).toBe(draftIdOf(AISHA));
  expect(await takeUpDraft(outbox, claim, AISHA, undefined, NOON)).toBe('From before');
});
