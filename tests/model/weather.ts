// Plays schedules by their seeds. A seed that fails is made as small as it gets, and told with its steps.
import { asyncProperty, check } from 'fast-check';
import { play } from './play.ts';
import { type Schedule, schedules, told } from './schedule.ts';
import type { Breach, Kind } from './truth.ts';

export interface Failed {
  seed: number;
  /** What broke at first, before it was made smaller. */
  breaches: Breach[];
  smallest: Schedule;
}

export interface Tally {
  schedules: number;
  failed: Failed[];
}

/** How long to look for a smaller one that fails, too. */
const SHRINK_MS = 30_000;

/**
 * Plays `count` schedules from seed `from` on. With `stopAtFirst` nothing is made smaller: it is enough to know.
 * The same seed always plays the same schedule, in the same order, to the same end.
 */
export const playSeeds = async (
  from: number,
  count: number,
  { stopAtFirst = false }: { stopAtFirst?: boolean } = {},
): Promise<Tally> => {
  const tally: Tally = { schedules: 0, failed: [] };
  for (let seed = from; seed < from + count; seed += 1) {
    const failed = await playSeed(seed, stopAtFirst || tally.failed.length >= 3 ? 0 : SHRINK_MS);
    tally.schedules += 1;
    if (failed === null) continue;
    tally.failed.push(failed);
    if (stopAtFirst) break;
  }
  return tally;
};

const playSeed = async (seed: number, shrinkMs: number): Promise<Failed | null> => {
  let first: Breach[] | undefined;
  const holds = asyncProperty(schedules, async (schedule) => {
    const breaches = await breachesOf(schedule);
    if (breaches.length === 0) return;
    first ??= breaches;
    throw new Error(breaches[0]!.said);
  });
  const outcome = await check(holds, {
    seed,
    numRuns: 1,
    endOnFailure: shrinkMs === 0,
    interruptAfterTimeLimit: Math.max(shrinkMs, 60_000),
  });
  if (first === undefined) return null;
  return { seed, breaches: first, smallest: outcome.counterexample![0] };
};

/** Where one schedule breaks the promise; where the code throws what it never should, it is as good as stuck. */
export const breachesOf = async (schedule: Schedule): Promise<Breach[]> => {
  try {
    return (await play(schedule)).breaches;
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [{ kind: 'stuck', said }];
  }
};

/** How many schedules broke the promise in this way. */
export const countOf = (kind: Kind, failed: readonly Pick<Failed, 'breaches'>[]): number =>
  failed.filter(({ breaches }) => breaches.some((breach) => breach.kind === kind)).length;

export const toldOf = ({ seed, breaches, smallest }: Failed): string =>
  [
    `seed ${seed}:`,
    ...breaches.slice(0, 3).map(({ kind, said }) => `  ${kind}: ${said}`),
    told(smallest),
  ].join('\n');
