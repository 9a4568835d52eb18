import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Audience } from '../../../src/contract/moment.ts';
import { narrower } from '../../../src/domain/audience.ts';
import { type Saying, type Standing, settle, wellFormed } from '../../../src/domain/moment.ts';
import { aMoment } from '../../support/operations.ts';

const audiences: Audience[] = ['team', 'board', 'public'];

const anySaying = fc.record({
  operationId: fc.uuid({ version: 4 }),
  revision: fc.integer({ min: 1, max: 4 }),
  kind: fc.constantFrom('create' as const, 'amend' as const, 'withdraw' as const),
  words: fc.string({ minLength: 1, maxLength: 8 }),
  audience: fc.constantFrom(...audiences),
});

const sayings = fc.uniqueArray(anySaying, {
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
type Said = typeof anySaying extends fc.Arbitrary<infer Value> ? Value : never;

const after = (arrived: readonly Saying[]): Standing => settle(arrived);

/** One that only tells what a test is about. */
const spoken = (
  operationId: string,
  revision: number,
  audience: Audience,
  words = operationId,
): Saying => said({ operationId, revision, kind: 'amend', words, audience });

const everyOrder = <Value>(values: readonly Value[]): Value[][] =>
  values.length === 0
    ? [[]]
    : values.flatMap((first, index) =>
        everyOrder(values.toSpliced(index, 1)).map((rest) => [first, ...rest]),
      );

/** What one of three phones does: it writes on what it knows, or asks the server what stands now. */
const deed = fc.record({
  phone: fc.nat({ max: 2 }),
  does: fc.constantFrom('writes' as const, 'writes' as const, 'asks' as const),
  audience: fc.constantFrom(...audiences),
});
const phonesAtWork = fc.tuple(
  fc.constantFrom(...audiences),
  fc.array(deed, { minLength: 1, maxLength: 9 }),
);
type Deeds = typeof phonesAtWork extends fc.Arbitrary<infer Value> ? Value : never;

interface Written {
  saying: Saying;
  /** What its phone knew and wrote it upon. */
  upon: Written | null;
}

/** All that is written when each phone numbers its changes after the last that it knows. */
const writtenBy = ([first, deeds]: Deeds): Written[] => {
  const begun: Written = { saying: spoken('00', 1, first), upon: null };
  const all = [begun];
  const knows: Written[] = [begun, begun, begun];
  for (const [index, { phone, does, audience }] of deeds.entries()) {
    const upon = knows[phone]!;
    if (does === 'asks') {
      const { operationId, revision } = after(all.map(({ saying }) => saying));
      if (revision <= upon.saying.revision) continue;
      knows[phone] = all.find(({ saying }) => saying.operationId === operationId)!;
      continue;
    }
    // Scattered, so that neither the first nor the last of two always stands.
    const operationId = `${(index * 7 + 3) % 10}${index}`;
    const saying = spoken(operationId, upon.saying.revision + 1, audience);
    knows[phone] = { saying, upon };
    all.push(knows[phone]);
  }
  return all;
};

/** The audiences of those among `arrived` that narrowed what they were written upon, and that `newest` did not know. */
const unknownNarrowings = (arrived: readonly Written[], newest: Written): Audience[] => {
  const known = new Set<Written>();
  for (let at: Written | null = newest; at !== null; at = at.upon) known.add(at);
  // A phone sends what it wrote first, first. Without that, nobody can tell what this one was written upon.
  if ([...known].some((one) => !arrived.includes(one))) return [];
  return arrived.flatMap((one) => {
    if (known.has(one) || one.upon === null || !arrived.includes(one.upon)) return [];
    const [audience, before] = [one.saying.body!.audience, one.upon.saying.body!.audience];
    return audience !== before && narrower(audience, before) === audience ? [audience] : [];
  });
};

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
    expect(after([end, create, amend]).body).toBeNull();
    expect(after([create, amend, end]).body).toBeNull();
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

  test('[P9] what was narrowed stays narrow when another phone, not knowing, goes on with the wide one', () => {
    const history = [
      spoken('first', 1, 'public'),
      spoken('narrowed', 2, 'team'),
      spoken('b-two', 2, 'public'),
      spoken('b-three', 3, 'public', 'the newest words'),
    ];
    for (const order of everyOrder(history)) {
      expect(after(order)).toMatchObject({
        revision: 3,
        conflicted: true,
        body: { words: 'the newest words', audience: 'team' },
      });
    }
  });

  test('[P9] whoever narrowed may widen again, and a fork that narrowed nothing holds nobody back', () => {
    const alone = [spoken('a', 1, 'public'), spoken('b', 2, 'team'), spoken('c', 3, 'public')];
    expect(after(alone)).toMatchObject({ conflicted: false, body: { audience: 'public' } });
    const forked = [
      spoken('a', 1, 'team'),
      spoken('b', 2, 'team', 'one'),
      spoken('c', 2, 'team', 'other'),
      spoken('d', 3, 'public'),
    ];
    expect(after(forked)).toMatchObject({ conflicted: true, body: { audience: 'public' } });
  });

  test('[P9] what did not arrive yet counts as wide: nothing is shown that would have to be hidden again', () => {
    const fork = [spoken('b', 2, 'team'), spoken('c', 2, 'team'), spoken('d', 3, 'public')];
    expect(after(fork)).toMatchObject({ body: { audience: 'team' } });
    expect(after([spoken('a', 1, 'public'), ...fork])).toMatchObject({
      body: { audience: 'team' },
    });
  });

  test('[P9] no amend widens an audience that was narrowed without its knowing, whoever wrote what and when', () => {
    fc.assert(
      fc.property(phonesAtWork, fc.gen(), (deeds, gen) => {
        const written = writtenBy(deeds);
        const order = gen(fc.shuffledSubarray, written, { minLength: written.length });
        // At each time on the way, too: what has arrived may be all that ever does.
        for (let count = 1; count <= order.length; count += 1) {
          const arrived = order.slice(0, count);
          const standing = after(arrived.map(({ saying }) => saying));
          const newest = written.find(({ saying }) => saying.operationId === standing.operationId)!;
          for (const narrowing of unknownNarrowings(arrived, newest)) {
            expect(narrower(standing.body!.audience, narrowing)).toBe(standing.body!.audience);
          }
        }
      }),
      { seed: 20261123, numRuns: 600 },
    );
  });

  test('[P9] the conflict stays flagged however many revisions follow, until it is withdrawn', () => {
    const fork = [spoken('a', 1, 'team'), spoken('b', 2, 'team'), spoken('c', 2, 'team')];
    const later = [spoken('d', 3, 'team'), spoken('e', 4, 'team')];
    expect(after([...fork, ...later]).conflicted).toBe(true);
    const end: Saying = { operationId: 'z', revision: 5, kind: 'withdraw', body: null };
    expect(after([...fork, ...later, end]).conflicted).toBe(false);
  });

  test('the same operation twice changes nothing', () => {
    fc.assert(
      fc.property(anySaying, (one) => {
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
