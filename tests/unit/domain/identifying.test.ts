import { describe, expect, test } from 'vitest';
import { identifyingHints } from '../../../src/domain/identifying.ts';
import { heldOut, scoreOf, tunedOn, type MarkKind } from '../../support/marked-sentences.ts';

const found = (text: string): string[] =>
  identifyingHints(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

describe('precision and recall on invented sentences', () => {
  test('there are at least 300, a third of them held out, and most name nobody or one thing', () => {
    expect(tunedOn.length + heldOut.length).toBeGreaterThanOrEqual(300);
    expect(heldOut.length).toBe(Math.floor((tunedOn.length + heldOut.length) / 3));
    expect(tunedOn.filter(({ marks }) => marks.length === 0).length).toBeGreaterThan(100);
  });

  const parts = [
    ['tuned on', tunedOn],
    ['held out', heldOut],
  ] as const;
  const kinds: [name: string, kinds: MarkKind[]][] = [
    ['numbers', ['phone', 'nhs', 'ni']],
    ['e-mail addresses', ['email']],
    ['postcodes', ['postcode']],
    ['dates of birth', ['birth']],
    ['street addresses', ['address']],
    ['names after titles and greetings', ['name']],
  ];
  test.each(parts.flatMap(([part, of]) => kinds.map((kind) => [...kind, part, of] as const)))(
    '%s %j in the sentences %s',
    (_, of, __, sentences) => {
      const score = scoreOf(sentences, of);
      expect(score.marked).toBeGreaterThan(5);
      expect(score.precision).toBeGreaterThanOrEqual(0.9);
      expect(score.recall).toBeGreaterThanOrEqual(0.9);
    },
  );

  test('a name that nothing gives away is not found, and nobody may say that it is', () => {
    expect(scoreOf([...tunedOn, ...heldOut], ['bare']).recall).toBeLessThan(0.1);
  });
});

describe('a number is told from one like it', () => {
  test.each([
    // Ten digits, of which the last follows from the others; one of them has no such last digit.
    ['9434765919', ['nhs: 9434765919']],
    ['943 476 5919', ['nhs: 943 476 5919']],
    ['943 476 5910', []],
    ['943 476 59190', []],
    ['1943 476 5919', []],
    ['07700 900142', ['phone: 07700 900142']],
    ['+44 (0) 7700 900142.', ['phone: +44 (0) 7700 900142']],
    ['(0161) 496 0334', ['phone: (0161) 496 0334']],
    ['07700 90014', []],
    ['07700 9001422', []],
    ['00700 900142', []],
    ['on 01-02-2003 14.30', []],
    ['version 10.0.19045.3448', []],
    ['116 123, 111, 999', []],
    ['AB123456C', ['ni: AB123456C']],
    ['ab 12 34 56 c', ['ni: ab 12 34 56 c']],
    ['AB123456E', []],
    ['DA123456C', []],
    ['AO123456C', []],
    ['XAB123456C', []],
    ...['BG', 'GB', 'NK', 'KN', 'TN', 'NT', 'ZZ'].map((prefix) => [`${prefix}123456C`, []]),
    ['M14 5ZQ', ['postcode: M14 5ZQ']],
    ['m145zq', ['postcode: m145zq']],
    ['SW1A 9ZY', ['postcode: SW1A 9ZY']],
    ['EC1A 1BB', ['postcode: EC1A 1BB']],
    ['W3 1st', []],
    ['W3 1ST', ['postcode: W3 1ST']],
    ['Q1 2AB', []],
    ['M1 2KM', []],
    ['M14', []],
  ] as [string, string[]][])('%s', (text, hints) => {
    expect(found(text)).toEqual(hints);
  });
});

describe('where it stands', () => {
  test('several are told in their order, and none twice', () => {
    const text =
      'Dear Anita,\nmy name is callum, 12 Quarry Road, SK1 3XG, born 6 May 1961. ' +
      'Ring 07700 900142 or 07700 900143, or write to cal.1@example.org!';
    expect(found(text)).toEqual([
      'name: Anita',
      'name: callum',
      'address: 12 Quarry Road',
      'postcode: SK1 3XG',
      'birth: 6 May 1961',
      'phone: 07700 900142',
      'phone: 07700 900143',
      'email: cal.1@example.org',
    ]);
  });

  test('what two patterns meet is told once', () => {
    expect(found('Thanks Steve')).toEqual(['name: Steve']);
  });

  test('other letters before it do not shift it', () => {
    expect(found('\u{1F64F}\u{1F64F} Ĉu vi? Mr Khan’s 07700 900142')).toEqual([
      'name: Khan’s',
      'phone: 07700 900142',
    ]);
  });

  test('nothing in nothing', () => {
    expect(found('')).toEqual([]);
  });
});

describe('no text takes longer than its length allows', () => {
  const hostile = [
    'a',
    '0',
    '9',
    '0 ',
    '(0',
    '999 ',
    'a@',
    'a@a.',
    'AB12',
    'M1',
    'born ',
    'dob 1 jan ',
    '1 aa bb cc ',
    'flat 1 1 ',
    'Mr ',
    'Hi Aa ',
    'worker Aa Bb ',
    'love,\n',
    '1-1-1 ',
    'A’',
    ' ',
    '\ud800',
  ];
  // A pattern that went back and forth would take minutes for the square of 200,000.
  test.each(hostile)('%j, 200,000 letters of it', (unit) => {
    const text = unit.repeat(Math.ceil(200_000 / unit.length));
    const startedAtMs = performance.now();
    const { length } = identifyingHints(text);
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
    expect(length).toBeLessThan(text.length);
  });
});
