import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Audience } from '../../../src/contract/moment.ts';
import { narrower } from '../../../src/domain/audience.ts';
import { type Saying, type Standing, settle, wellFormed } from '../../../src/domain/moment.ts';
import { aMoment } from '../../support/operations.ts';

const audiences: Audience[] = ['team', 'board', 'public'];

const saying = fc.record({
  operationId: fc.uuid({ version: 4 }),
  revision: fc.integer({ min: 1, max: 4 }),
  kind: fc.constantFrom('create' as const, 'amend' as const, 'withdraw' as const),
  words: fc.string({ minLength: 1, maxLength: 8 }),
  audience: fc.constantFrom(...audiences),
});

const sayings = fc.uniqueArray(saying, {
  minLength: 1,
  maxLength: 6,
  selector: ({ operationId }) => operationId,
});

const said = ({ operationId, revision, kind, words, audience }: Said): Saying => ({
  operationId,
  revision,
  kind,
  body: kind === 'withdraw' ? null : aMoment({ words, audience }),
});
type Said = typeof saying extends fc.Arbitrary<infer Value> ? Value : never;

const after = (arrived: readonly Saying[]): Standing | null =>
  arrived.reduce<Standing | null>((standing, next) => settle(standing, next), null);

describe('settle', () => {
  test('[P9] a moment is the same in whatever order its operations arrive', () => {
    fc.assert(
      fc.property(
        sayings.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(after(shuffled.map(said))).toEqual(after(all.map(said)));
        },
      ),
      { seed: 20261123, numRuns: 2_000 },
    );
  });

  test('[P9] the highest revision wins', () => {
    const one = said({
      operationId: 'b',
      revision: 1,
      kind: 'create',
      words: 'one',
      audience: 'team',
    });
    const two = said({
      operationId: 'a',
      revision: 2,
      kind: 'amend',
      words: 'two',
      audience: 'board',
    });
    expect(after([two, one])).toMatchObject({
      revision: 2,
      body: { words: 'two' },
      conflicted: false,
    });
  });

  test('[P9] withdrawal ends it, also when a higher revision or a late create follows', () => {
    const create = said({
      operationId: 'a',
      revision: 1,
      kind: 'create',
      words: 'one',
      audience: 'team',
    });
    const amend = said({
      operationId: 'b',
      revision: 3,
      kind: 'amend',
      words: 'x',
      audience: 'team',
    });
    const end = said({
      operationId: 'c',
      revision: 2,
      kind: 'withdraw',
      words: '',
      audience: 'team',
    });
    expect(after([end, create, amend])?.body).toBeNull();
    expect(after([create, amend, end])?.body).toBeNull();
  });

  test('[P9] of two with one revision the narrower audience holds, and it is a conflict', () => {
    const wide = said({
      operationId: 'a',
      revision: 2,
      kind: 'amend',
      words: 'a',
      audience: 'public',
    });
    const near = said({
      operationId: 'b',
      revision: 2,
      kind: 'amend',
      words: 'b',
      audience: 'team',
    });
    expect(after([wide, near])).toMatchObject({
      conflicted: true,
      body: { words: 'a', audience: 'team' },
    });
  });

  test('the same operation twice changes nothing', () => {
    fc.assert(
      fc.property(saying, (one) => {
        expect(after([said(one), said(one)])).toEqual(after([said(one)]));
      }),
      { seed: 20261123 },
    );
  });
});

test('the narrower of two audiences is the same from both sides', () => {
  for (const one of audiences) {
    for (const other of audiences) expect(narrower(one, other)).toBe(narrower(other, one));
  }
  expect(narrower('public', 'board')).toBe('board');
  expect(narrower('team', 'public')).toBe('team');
});

test('[S8] what is well-formed stays exactly as it was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const plain = text.replaceAll('\0', '');
      expect(wellFormed(plain)).toBe(plain);
    }),
    { seed: 20261123 },
  );
  expect(wellFormed('\0\uD800x\uDC00\u{1F468}\u200D\u{1F469}')).toBe(
    '\u{FFFD}\u{FFFD}x\u{FFFD}\u{1F468}\u200D\u{1F469}',
  );
});
