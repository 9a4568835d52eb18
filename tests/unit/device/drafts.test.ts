import { expect, test } from 'vitest';
import {
  draftIdOf,
  hasDrafts,
  keepDraft,
  readDraft,
  rescueDrafts,
} from '../../../src/device/drafts.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import { AISHA, BEN, NOON, aPhone } from '../../support/phone.ts';

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
  await rescueDrafts(outbox, AISHA, NOON);
  expect(await readDraft(outbox, draftIdOf(AISHA))).toBe('begun\na change without');
  expect(await readDraft(outbox, draftIdOf(AISHA, stands))).toBe('a change that has its moment');
  expect(await readDraft(outbox, draftIdOf(AISHA, 'gone'))).toBe('');
  expect(await readDraft(outbox, draftIdOf(BEN, 'gone'))).toBe('of another person');
});
