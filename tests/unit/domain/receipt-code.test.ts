import { describe, expect, test } from 'vitest';
import {
  formatReceiptCode,
  newReceiptCode,
  readReceiptCode,
  type FillRandom,
} from '../../../src/domain/receipt-code.ts';

const real: FillRandom = (bytes) => crypto.getRandomValues(bytes);

/** Mulberry32: the same numbers at every run. */
const seeded = (seed: number): FillRandom => {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 24;
  };
  return (bytes) => bytes.map(next);
};

const chiSquare = (counts: number[]): number => {
  const expected = counts.reduce((sum, count) => sum + count) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
};

/** What chi-square with 9 degrees of freedom exceeds once in a thousand times. */
const CHI_SQUARE_9 = 27.88;
/** The same for 99. */
const CHI_SQUARE_99 = 148.23;

describe('[A6] a receipt code', () => {
  test('has its digits spread evenly, in every place', () => {
    const random = seeded(4);
    const inPlace = Array.from({ length: 16 }, () => Array.from({ length: 10 }, () => 0));
    const inAll = Array.from({ length: 10 }, () => 0);
    for (let each = 0; each < 20_000; each += 1) {
      for (const [place, digit] of Array.from(newReceiptCode(random), Number).entries()) {
        const counts = inPlace[place] ?? [];
        counts[digit] = (counts[digit] ?? 0) + 1;
        inAll[digit] = (inAll[digit] ?? 0) + 1;
      }
    }
    expect(chiSquare(inAll)).toBeLessThan(CHI_SQUARE_9);
    for (const counts of inPlace) expect(chiSquare(counts)).toBeLessThan(CHI_SQUARE_9);
  });

  test('tells nothing of a digit by the one before, nor of the last by the others', () => {
    const random = seeded(5);
    const pairs = Array.from({ length: 100 }, () => 0);
    const sums = Array.from({ length: 10 }, () => 0);
    for (let each = 0; each < 20_000; each += 1) {
      const digits = Array.from(newReceiptCode(random), Number);
      const pair = (digits[14] ?? 0) * 10 + (digits[15] ?? 0);
      pairs[pair] = (pairs[pair] ?? 0) + 1;
      const sum = digits.reduce((one, other) => one + other) % 10;
      sums[sum] = (sums[sum] ?? 0) + 1;
    }
    expect(chiSquare(pairs)).toBeLessThan(CHI_SQUARE_99);
    expect(chiSquare(sums)).toBeLessThan(CHI_SQUARE_9);
  });

  test('throws away the bytes that would make some digits likelier', () => {
    const drawn = [255, 250, 249, 0, 254, 10, 251, 19, 252, 253, 5, 5, 5, 5, 5, 5];
    let calls = 0;
    const code = newReceiptCode((bytes) => {
      calls += 1;
      return bytes.map((_, at) => (calls === 1 ? (drawn[at] ?? 0) : 7));
    });
    expect(code).toBe('9009555555777777');
  });

  test('from the real source: 16 digits, all ten of them, no two codes alike', () => {
    const codes = Array.from({ length: 2_000 }, () => newReceiptCode(real));
    for (const code of codes) expect(code).toMatch(/^\d{16}$/);
    expect(new Set(codes.join(''))).toEqual(new Set('0123456789'));
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('is shown as four times four digits, and read back from that', () => {
    expect(formatReceiptCode('0123456789012345')).toBe('0123 4567 8901 2345');
    const code = newReceiptCode(real);
    expect(readReceiptCode(formatReceiptCode(code))).toBe(code);
  });
});

describe('[A6] a code is read as it was meant', () => {
  const CODE = '0123456789012345';
  test.each([
    CODE,
    ' 0123 4567\t8901\n2345 ',
    '0123-4567-8901-2345',
    '0123–4567—8901‑2345',
    '0123−4567.8901_2345',
    '0123 · 4567 · 8901 · 2345',
    '\u200e0123\u00a04567\u200b8901\u20602345\ufeff',
    '0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5',
    'O123 4567 89Ol 234 5',
    'oi23 4567 89OL 2345',
    '０１２３４５６７８９０１２３４５',
    '٠١٢٣ ٤٥٦٧ ٨٩٠١ ٢٣٤٥',
    '۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵',
    '०१२३४५६७८९०१२३४५',
    '০১২৩৪৫৬৭৮৯০১২৩৪৫',
    '੦੧੨੩੪੫੬੭੮੯੦੧੨੩੪੫',
    '௦௧௨௩௪௫௬௭௮௯௦௧௨௩௪௫',
    '၀၁၂၃၄၅၆၇၈၉၀၁၂၃၄၅',
    '\u{1D7D8}\u{1D7D9}\u{1D7DA}\u{1D7DB}\u{1D7DC}\u{1D7DD}\u{1D7DE}\u{1D7DF}\u{1D7E0}\u{1D7E1}012345',
    '\u{1D7F6}\u{1D7F7}\u{1D7F8}\u{1D7F9}\u{1D7FA}\u{1D7FB}\u{1D7FC}\u{1D7FD}\u{1D7FE}\u{1D7FF}012345',
  ])('%s', (typed) => {
    expect(readReceiptCode(typed)).toBe(CODE);
  });

  test('in the digits of every script that Unicode knows', () => {
    const digits: string[] = [];
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const character = String.fromCodePoint(point);
      if (/\p{Nd}/u.test(character)) digits.push(character);
    }
    expect(digits.length).toBeGreaterThan(600);
    for (const [at, digit] of digits.entries()) {
      // Unicode gives the digits of a script from 0 to 9, and in no other order.
      expect(readReceiptCode(digit.repeat(16))).toBe(String(at % 10).repeat(16));
    }
  });

  test.each([
    '',
    '1234',
    '012345678901234',
    '01234567890123456',
    '012345678901234x',
    '０１２３４５６７８９０１２３４',
    '½'.repeat(16),
    '²'.repeat(16),
    'Ⅷ'.repeat(16),
    '五'.repeat(16),
    `${CODE}${' '.repeat(100)}`,
    '1'.repeat(100_000),
  ])('%s is none', (typed) => {
    expect(readReceiptCode(typed)).toBeNull();
  });

  test('no code of 16 digits is told from another: there is no check digit', () => {
    for (let last = 0; last < 100; last += 1) {
      const code = `${CODE.slice(0, 14)}${String(last).padStart(2, '0')}`;
      expect(readReceiptCode(code)).toBe(code);
    }
  });
});
