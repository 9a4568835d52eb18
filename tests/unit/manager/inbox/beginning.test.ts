import { expect, test } from 'vitest';
import { BEGINNING, beginningOf } from '../../../../src/manager/inbox/beginning.ts';

test('short words stay whole', () => {
  expect(beginningOf('We need a quiet room.')).toBe('We need a quiet room.');
});

test('long words end after a whole word', () => {
  const beginning = beginningOf('I came the first time. '.repeat(100));
  expect(beginning.length).toBeLessThanOrEqual(BEGINNING + 1);
  expect(beginning).toMatch(/\w…$|\.…$/);
});

test('never half of a letter, in languages without spaces too', () => {
  for (const words of ['𝒜'.repeat(300), `a${'𝒜'.repeat(300)}`, '没'.repeat(300)]) {
    expect(beginningOf(words)).not.toMatch(/\p{Surrogate}/u);
  }
});
