import { expect, test } from 'vitest';
import type { Change } from '../../../src/contract/pull.ts';
import type { ShownMoment } from '../../../src/device/standing.ts';
import { arrange } from '../../../src/practitioner/waiting/arrange.ts';
import { aMoment } from '../../support/operations.ts';
import { AISHA, NOON } from '../../support/phone.ts';

const SENT_AT = '2026-11-23T11:00:00.000Z';

const shown = (momentId: string, over: Partial<ShownMoment> = {}): ShownMoment => ({
  momentId,
  personId: AISHA,
  body: aMoment({ words: momentId }),
  savedAt: NOON,
  state: 'sent',
  mayBeRead: true,
  receivedAt: SENT_AT,
  ...over,
});

const told = (momentId: string, over: Partial<Change> = {}): Change => ({
  momentId,
  revision: 1,
  receivedAt: SENT_AT,
  moment: aMoment({ words: `${momentId} as the server knows it` }),
  ...over,
});

const wordsIn = (list: { body: { words: string } | null }[]) => list.map(({ body }) => body?.words);

test('[O7] each moment stands under one heading, the newest first', () => {
  const arranged = arrange(
    [
      shown('a', { state: 'waiting', savedAt: NOON - 2 }),
      shown('b', { state: 'sending', savedAt: NOON - 1 }),
      shown('c', { state: 'sign-in needed', savedAt: NOON }),
      shown('d', { state: 'needs attention' }),
      shown('e'),
      shown('f', { receivedAt: '2026-11-20T11:00:00.000Z' }),
    ],
    [],
    new Set(['a', 'b', 'c', 'd', 'e', 'f']),
    NOON,
  );
  expect(wordsIn(arranged.waiting)).toEqual(['c', 'b', 'a']);
  expect(wordsIn(arranged.attention)).toEqual(['d']);
  expect(wordsIn(arranged.today)).toEqual(['e']);
  expect(wordsIn(arranged.earlier)).toEqual(['f']);
});

test('what another phone sent is there, as sent, under a heading of its own', () => {
  const { today, elsewhere } = arrange([shown('b')], [told('a')], new Set(['b']), NOON);
  expect(elsewhere).toMatchObject([{ momentId: 'a', state: 'sent', isElsewhere: true }]);
  expect(wordsIn(today)).toEqual(['b']);
});

test('what was taken back here is not brought back by an older word of the server', () => {
  const { today, elsewhere } = arrange([], [told('a')], new Set(['a']), NOON);
  expect([...today, ...elsewhere]).toEqual([]);
});

test('what was taken back on another phone is gone here too, once nothing of it waits', () => {
  const gone = told('a', { moment: null });
  expect(arrange([shown('a')], [gone], new Set(['a']), NOON).today).toEqual([]);
  const waiting = arrange([shown('a', { state: 'waiting' })], [gone], new Set(['a']), NOON).waiting;
  expect(wordsIn(waiting)).toEqual(['a']);
});

test('a later change from another phone is shown, an older word is not', () => {
  const later = told('a', { receivedAt: '2026-11-23T11:30:00.000Z' });
  const here = new Set(['a']);
  expect(wordsIn(arrange([shown('a')], [later], here, NOON).today)).toEqual([
    'a as the server knows it',
  ]);
  expect(wordsIn(arrange([shown('a')], [told('a')], here, NOON).today)).toEqual(['a']);
});
