import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { MomentBody } from '../../../src/contract/moment.ts';
import type { Operation } from '../../../src/contract/push.ts';
import { type Decision, decide, type Known } from '../../../src/server/decide.ts';
import { examine } from '../../../src/server/examine.ts';
import type { KnownMoment, KnownOperation, NewOperation } from '../../../src/server/store/store.ts';
import { aMoment, amendmentOf, operationOf, withdrawalOf } from '../../support/operations.ts';

// Hundreds of histories, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const NOW = '2026-11-23T12:00:00.000Z';
const { programmeId } = aMoment();
const SENDER = {
  organisationId: randomUUID(),
  personId: randomUUID(),
  sessionId: randomUUID(),
  channel: 'practitioner',
};

/** What a database would know after all that was decided so far. */
const aMemory = () => {
  const operations: KnownOperation[] = [];
  const stored: NewOperation[] = [];
  const moments = new Map<string, KnownMoment>();
  const flagged = new Set<string>();
  return {
    moments,
    flagged,
    decide(batch: readonly Operation[]): Decision {
      const known: Known = {
        operations,
        moments: [...moments.values()],
        sayings: stored.map(({ operationId, momentId: of, revision, kind, body }) => ({
          operationId,
          momentId: of,
          revision,
          kind,
          body: body === null || kind === 'withdraw' ? null : (JSON.parse(body) as MomentBody),
        })),
        programmeIds: new Set([programmeId]),
      };
      const decision = decide(batch.map(examine), known, SENDER, NOW);
      operations.push(...decision.operations);
      stored.push(...decision.operations.filter(({ status }) => status === 'stored'));
      for (const flag of decision.flagged) flagged.add(flag.momentId);
      for (const moment of decision.moments) moments.set(moment.momentId, moment);
      return decision;
    },
  };
};

const momentId = randomUUID();

/** An operation of the one moment; equal ids stand for equal bytes, as on a phone. */
const saying = fc
  .record({
    revision: fc.integer({ min: 1, max: 4 }),
    audience: fc.constantFrom('team' as const, 'board' as const, 'public' as const),
    mayBeAtRisk: fc.constantFrom(undefined, false, true),
    isWithdrawal: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
    operationId: fc.uuid({ version: 4 }),
  })
  .map(({ revision, isWithdrawal, operationId, ...said }) =>
    isWithdrawal
      ? withdrawalOf(momentId, revision, programmeId, { operationId })
      : amendmentOf(momentId, revision, aMoment({ words: operationId, ...said }), { operationId }),
  );
const history = fc.uniqueArray(saying, {
  minLength: 1,
  maxLength: 8,
  selector: ({ operationId }) => operationId,
});

describe('what is decided', () => {
  test('[P9] does not depend on the order, on the batches or on repetition', () => {
    fc.assert(
      fc.property(history, fc.gen(), (operations, gen) => {
        const inOrder = aMemory();
        inOrder.decide(operations);
        const other = aMemory();
        const shuffled = gen(fc.shuffledSubarray, operations, { minLength: operations.length });
        const cut = gen(fc.nat, shuffled.length);
        for (const batch of [shuffled.slice(0, cut), shuffled.slice(cut), shuffled]) {
          other.decide(batch);
        }
        expect(other.moments.get(momentId)).toEqual(inOrder.moments.get(momentId));
      }),
      { seed: 20261123, numRuns: 400 },
    );
  });

  test('[A7] a moment is flagged as soon as one thing said of it marks it, in any order, withdrawn or not', () => {
    const isMarked = ({ body }: Operation) => (JSON.parse(body) as Partial<MomentBody>).mayBeAtRisk;
    fc.assert(
      fc.property(history, fc.gen(), (operations, gen) => {
        const memory = aMemory();
        const shuffled = gen(fc.shuffledSubarray, operations, { minLength: operations.length });
        const cut = gen(fc.nat, shuffled.length);
        for (const batch of [shuffled.slice(0, cut), shuffled.slice(cut)]) memory.decide(batch);
        expect([...memory.flagged]).toEqual(operations.some(isMarked) ? [momentId] : []);
      }),
      { seed: 20261123, numRuns: 300 },
    );
  });

  test('[P3] gives each operation one receipt that stays the same', () => {
    fc.assert(
      fc.property(history, (operations) => {
        const memory = aMemory();
        const first = memory.decide([...operations, ...operations]);
        const again = memory.decide(operations);
        const statusesOf = ({ results }: Decision) => results.map(({ status }) => status);
        expect(statusesOf(first)).toEqual([
          ...operations.map(() => 'stored'),
          ...operations.map(() => 'duplicate'),
        ]);
        expect(statusesOf(again)).toEqual(operations.map(() => 'duplicate'));
        expect(first.operations).toHaveLength(operations.length);
        expect([again.operations, again.moments]).toEqual([[], []]);
      }),
      { seed: 20261123, numRuns: 300 },
    );
  });

  test('[L1] a moment that did not change takes no new place in the feed', () => {
    const memory = aMemory();
    const second = amendmentOf(momentId, 2, aMoment());
    expect(memory.decide([second]).moments).toHaveLength(1);
    expect(memory.decide([operationOf(aMoment(), { momentId })]).moments).toEqual([]);
    expect(memory.decide([withdrawalOf(momentId, 3, programmeId)]).moments).toHaveLength(1);
    expect(memory.decide([amendmentOf(momentId, 4, aMoment())]).moments).toEqual([]);
  });
});
