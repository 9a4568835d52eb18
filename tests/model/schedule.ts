// What may happen in a schedule. It is data: it can be printed, made smaller, kept, and played again.
import * as fc from 'fast-check';
import type { FaultKind } from '../support/storage-double.ts';
import { ANSWER_FATES, type AnswerFate, REQUEST_FATES, type RequestFate } from './network.ts';

/** Numbers that name one of several (a tab, a moment, a message) count round: any number names one. */
export type Step =
  | { do: 'save'; tab: number; how: 'fits' | 'at once' | 'unfit' | 'unknown programme' | 'at risk' }
  | { do: 'change'; tab: number; moment: number }
  | { do: 'withdraw'; tab: number; moment: number }
  | { do: 'close card'; tab: number; moment: number }
  | {
      do: 'save again' | 'send now' | 'hide' | 'show' | 'come online' | 'kill' | 'freeze' | 'thaw';
      tab: number;
    }
  /** What waits becomes files; and a manager takes the oldest of them in. */
  | { do: 'save as file'; tab: number }
  | { do: 'hand in' }
  | { do: 'open'; phone: number }
  | { do: 'sign out'; tab: number }
  | { do: 'sign in'; phone: number; person: number }
  | { do: 'save as new' | 'keep as sent' | 'withdraw again'; tab: number; moment: number }
  | { do: 'end session' | 'renew' | 'mark lost'; phone: number }
  | { do: 'jump clock'; phone: number; ms: number }
  /** One message's fate: the first where it is a request, else the second. */
  | { do: 'decide'; message: number; request: RequestFate; answer: AnswerFate }
  | { do: 'pass requests' | 'pass all' | 'restart server' | 'a write that fails' }
  | { do: 'back up' | 'restore' }
  | {
      /** The phone's storage goes wrong at that call of what a person does then, and is well again 12 s later. */
      do: 'storage';
      kind: Exclude<FaultKind, 'wiped'>;
      at: number;
      lasts: boolean;
      then: 'save' | 'change' | 'withdraw' | 'send now' | 'save as file';
      tab: number;
      moment: number;
    }
  | { do: 'wait'; ms: number };

export interface Schedule {
  /** Who is signed in on each phone at first: the same person on two, or two on one after another. */
  phones: number[];
  /** Whether the browsers have Web Locks. */
  hasLocks: boolean;
  /** For ids and jitter. */
  chance: number;
  /** Each with how far the phones' own work goes on after it: that many stops at their databases, or to the end. */
  steps: { step: Step; goesOn: number | 'to the end'; order: number }[];
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;

const which = fc.nat({ max: 11 });
const of = <Name extends string>(...names: Name[]) => fc.constantFrom(...names);

const ODD_REQUESTS: RequestFate[] = ['twice', 'passes and the disk is full', 'swallowed'];
const ODD_ANSWERS: AnswerFate[] = ['lost', 'hangs', 'cut'];

/** Mostly through, or through and yet not: pure loss finds little. */
const fateIn = <Fate extends string>(
  passes: Fate,
  fates: readonly Fate[],
  odd: readonly Fate[],
): fc.Arbitrary<Fate> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constant(passes) },
    { weight: 2, arbitrary: fc.constantFrom(...odd) },
    { weight: 3, arbitrary: fc.constantFrom(...fates) },
  );

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      do: of('save'),
      tab: which,
      how: fc.oneof(
        { weight: 12, arbitrary: of('fits') },
        { weight: 1, arbitrary: of('at once', 'unfit', 'unknown programme') },
      ),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: of('change'), tab: which, moment: which }) },
  { weight: 4, arbitrary: fc.record({ do: of('withdraw'), tab: which, moment: which }) },
  { weight: 3, arbitrary: fc.record({ do: of('close card'), tab: which, moment: which }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: of('send now', 'hide', 'show', 'come online'), tab: which }),
  },
  { weight: 3, arbitrary: fc.record({ do: of('kill'), tab: which }) },
  { weight: 1, arbitrary: fc.record({ do: of('save again', 'save as file'), tab: which }) },
  { weight: 1, arbitrary: fc.record({ do: of('hand in') }) },
  { weight: 1, arbitrary: fc.record({ do: of('freeze', 'thaw'), tab: which }) },
  { weight: 3, arbitrary: fc.record({ do: of('open'), phone: which }) },
  { weight: 1, arbitrary: fc.record({ do: of('sign out'), tab: which }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: of('sign in'), phone: which, person: fc.nat({ max: 1 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: of('end session', 'renew'), phone: which }) },
  { weight: 1, arbitrary: fc.record({ do: of('mark lost'), phone: which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: of('save as new', 'keep as sent', 'withdraw again'),
      tab: which,
      moment: which,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: of('jump clock'),
      phone: which,
      ms: fc.constantFrom(-10 * YEAR, -HOUR, -10 * SECOND, 10 * SECOND, HOUR, 10 * YEAR),
    }),
  },
  {
    weight: 24,
    arbitrary: fc.record({
      do: of('decide'),
      message: which,
      request: fateIn<RequestFate>('passes', REQUEST_FATES, ODD_REQUESTS),
      answer: fateIn<AnswerFate>('passes', ANSWER_FATES, ODD_ANSWERS),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: of('pass requests', 'pass all') }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: of('restart server', 'back up', 'restore', 'a write that fails') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: of('storage'),
      kind: of('throws', 'fails', 'full', 'hangs', 'unheard', 'closes'),
      at: fc.nat({ max: 9 }),
      lasts: fc.boolean(),
      then: of('save', 'change', 'withdraw', 'send now', 'save as file'),
      tab: which,
      moment: which,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: of('wait'),
      ms: fc.constantFrom(50, SECOND, 5 * SECOND, 20 * SECOND, 30 * SECOND, 5 * MINUTE, HOUR),
    }),
  },
);

/** The longest; they are evenly long up to it. */
const STEPS_MAX = 60;

export const schedules: fc.Arbitrary<Schedule> = fc.noBias(
  fc.record({
    phones: fc.array(fc.nat({ max: 1 }), { minLength: 1, maxLength: 3 }),
    hasLocks: fc.boolean(),
    chance: fc.nat(),
    steps: fc.array(
      fc.record({
        step,
        goesOn: fc.oneof(
          { weight: 3, arbitrary: of('to the end') },
          { weight: 2, arbitrary: fc.nat({ max: 5 }) },
        ),
        order: fc.nat({ max: 7 }),
      }),
      { maxLength: STEPS_MAX, size: 'max' },
    ),
  }),
);

/** One schedule as it is printed: a line for each step. */
export const told = ({ phones, hasLocks, chance, steps }: Schedule): string =>
  [
    `phones ${JSON.stringify(phones)}, ${hasLocks ? 'with' : 'without'} locks, chance ${chance}`,
    ...steps.map((each) => `  ${JSON.stringify(each)}`),
  ].join('\n');
