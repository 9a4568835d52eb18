import { describe, expect, test } from 'vitest';
import { momentKind } from '../../../src/contract/moment.ts';
import { stateOf } from '../../../src/domain/loop.ts';

const nothing = { isSeen: false, isAnswered: false, isToldBack: false };

describe.each(momentKind.options)('a moment of kind %s', (kind) => {
  test('is new until a manager opens it, and waits for an answer from then on', () => {
    expect(stateOf({ ...nothing, kind })).toBe('new');
    expect(stateOf({ ...nothing, kind, isSeen: true })).toBe('to-answer');
  });

  test('is not told back by a code that was opened while no answer of ours stands', () => {
    expect(stateOf({ kind, isSeen: true, isAnswered: false, isToldBack: true })).toBe('to-answer');
  });
});

test('what was good ends with its answer, and has come full circle once that was read', () => {
  const answered = { kind: 'celebrate', isSeen: true, isAnswered: true } as const;
  expect(stateOf({ ...answered, isToldBack: false })).toBe('answered');
  expect(stateOf({ ...answered, isToldBack: true })).toBe('told-back');
});

test.each(['improve', 'idea'] as const)('[B1] an answer alone never ends kind %s', (kind) => {
  for (const isSeen of [true, false]) {
    for (const isToldBack of [true, false]) {
      expect(stateOf({ kind, isSeen, isAnswered: true, isToldBack })).toBe('to-answer');
    }
  }
});
