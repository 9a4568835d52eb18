import { expect, test } from 'vitest';
import { draftIdOf, hasDrafts, keepDraft, readDraft } from '../../../src/device/drafts.ts';
import { listMoments } from '../../../src/device/outbox.ts';
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
