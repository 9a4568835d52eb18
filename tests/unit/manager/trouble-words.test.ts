import { expect, test } from 'vitest';
import { REFUSALS, type RefusalCode } from '../../../src/contract/refusal.ts';
import { troubleWords } from '../../../src/manager/trouble-words.ts';

const ALL = Object.keys(REFUSALS) as RefusalCode[];

test.each(ALL)('%s is said with its cause and the next step, in short plain sentences', (code) => {
  const { what, next } = troubleWords({ kind: 'refused', code, field: null }, 'changing');
  for (const text of [what, next]) {
    expect(text).toMatch(/\.$/);
    for (const sentence of text.split('. ')) expect(sentence.split(' ').length).toBeLessThan(21);
    expect(text).not.toMatch(/\b(sync|queue|cache|submit|error|invalid|session)\b/i);
  }
});

test('without signal it says whether something was changed', () => {
  const changing = troubleWords({ kind: 'no signal' }, 'changing');
  expect(changing.what).toContain('nothing was changed');
  expect(troubleWords({ kind: 'no signal' }, 'reading').what).toBe('No signal.');
});
