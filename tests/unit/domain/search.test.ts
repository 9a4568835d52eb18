import { expect, test } from 'vitest';
import { termsOf } from '../../../src/domain/search.ts';

test.each([
  ['in lower case, each once', 'The chairs. THE chairs!', ['the', 'chairs']],
  ['without accents of Latin letters', 'Café naïve Ünal', ['cafe', 'naive', 'unal']],
  [
    'an apostrophe parts no word',
    "Don’t stop the caretaker's dog",
    ['dont', 'stop', 'the', 'caretakers', 'dog'],
  ],
  ['a hyphen and a slash do', 'drop-in and/or', ['drop', 'in', 'and', 'or']],
  ['figures are words', 'bus 42 at 9.30', ['bus', '42', 'at', '9', '30']],
  ['Arabic keeps its letters', 'الكراسي قاسية', ['الكراسي', 'قاسية']],
  ['Hindi keeps its vowel signs', 'कुर्सियाँ सख्त', ['कुर्सियाँ', 'सख्त']],
  ['Welsh', 'Mae’r gweithwyr', ['maer', 'gweithwyr']],
  ['nothing but marks is no word', '… ‽ 👏🏾 ""', []],
  [
    'what would mean something to an engine is text',
    `a" OR b* NEAR(c) & !d | 'e':*`,
    ['a', 'or', 'b', 'near', 'c', 'd', 'e'],
  ],
])('%s', (_what, text, terms) => {
  expect(termsOf(text)).toEqual(terms);
});

test('a script without spaces is parted into its words', () => {
  expect(termsOf('椅子太硬了')).toContain('椅子');
  expect(termsOf('เก้าอี้แข็งมาก').length).toBeGreaterThan(1);
});

test('an endless word is cut, and never within a letter', () => {
  const [term] = termsOf('𝒶'.normalize('NFKD') + '𐐨'.repeat(4000));
  expect(term!.length).toBeLessThanOrEqual(60);
  expect(term).not.toMatch(/\p{Surrogate}/u);
});
