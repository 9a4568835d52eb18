import { expect, test } from 'vitest';
import { likeness, tellingTerms } from '../../../src/domain/likeness.ts';

const WORDS = 'The form asks the same question three times.';
const rarity = {
  among: 1000,
  spread: new Map([
    ['form', 20],
    ['asks', 40],
    ['question', 30],
    ['three', 60],
    ['times', 50],
  ]),
};

test('what says the same is more alike than what shares a few words, and that more than nothing', () => {
  const same = likeness(
    rarity,
    ['form', 'asks', 'question', 'times'],
    'This form asks one question many times.',
  );
  const some = likeness(
    rarity,
    ['form', 'question'],
    'A question about the form for the bus pass.',
  );
  expect(same).toBeGreaterThan(0.6);
  expect(same).toBeLessThanOrEqual(1);
  expect(some ?? 0).toBeLessThan(same!);
});

test('one word in common is a coincidence', () => {
  expect(likeness(rarity, ['form'], 'form')).toBeNull();
});

test('a long text that holds the words somewhere is not alike', () => {
  const long = Array.from({ length: 400 }, (_, index) => `word${index}`).join(' ');
  expect(likeness(rarity, ['form', 'question'], `${long} form question`)).toBeNull();
});

test('where every word is everywhere, nothing is alike', () => {
  expect(likeness({ among: 10, spread: new Map() }, [], WORDS)).toBeNull();
});

test('of very many words the longest are looked up', () => {
  const words = Array.from({ length: 500 }, (_, index) => 'x'.repeat((index % 50) + 1) + index);
  const terms = tellingTerms(words.join(' '));
  expect(terms).toHaveLength(40);
  expect(Math.min(...terms.map(({ length }) => length))).toBeGreaterThan(40);
});
