// A process of its own that tries crashes, run with `--import ./tests/faults/instrument.ts`:
// `play-crashes.ts once|first NUMBER OF`. Each scenario is played once to learn which places it comes by, and once
// more for each place, killed there: `once` at each in the first scenario that comes by, `first` in every scenario, at
// the first time there. It does the NUMBERth part of that work, of so many. Prints what it found as one line.
import { SERVER_CRASH_POINTS } from '../../src/server/crash-points.ts';
import { DEVICE_CRASH_POINTS } from '../../src/device/crash-points.ts';
import type { CrashPlan, Side } from '../model/crashes.ts';
import { play, type Played } from '../model/play.ts';
import { scenarios } from '../model/scenarios.ts';
import { report } from './alone.ts';

export type HowOften = 'once' | 'first';

export interface CrashTally {
  /** Times that something was killed. */
  crashes: number;
  /** The named places that a scenario comes by. */
  reached: string[];
  failed: { scenario: string; at: string; said: string }[];
}

interface Try {
  scenario: string;
  side: Side;
  /** Which of the places that this side comes by. */
  at: number;
  place: string;
}

const device: ReadonlySet<string> = new Set(DEVICE_CRASH_POINTS);
const server: ReadonlySet<string> = new Set(SERVER_CRASH_POINTS);
const sideOf: CrashPlan['sideOf'] = (point) =>
  device.has(point) ? 'device' : server.has(point) ? 'server' : null;

const [howOften = 'first', number = '0', of = '1'] = process.argv.slice(2);
const tally: CrashTally = { crashes: 0, reached: [], failed: [] };
const tries = await learn();
for (const [index, each] of tries.entries()) {
  if (index % Number(of) === Number(number)) await attempt(each);
}
report(tally);

/** Every crash to be tried, in an order that is always the same. */
async function learn(): Promise<Try[]> {
  const found: Try[] = [];
  const taken = new Set<string>();
  const reached = new Set<string>();
  for (const [scenario, { steps }] of scenarios) {
    // A restore killed at each of its steps is what the store's own tests are about.
    const isServerSafe = steps.some(({ step }) => step.do === 'restore');
    const quietly = await playWith(scenario, null);
    note(scenario, 'nowhere', quietly);
    const at = { device: 0, server: 0 };
    for (const place of quietly.passed) {
      const point = place.replace(/^\w+ /, '');
      const side = sideOf(point)!;
      const each = { scenario, side, at: at[side], place };
      at[side] += 1;
      if (side === 'server' && isServerSafe) continue;
      reached.add(point);
      const key = howOften === 'once' ? place : `${scenario} ${place}`;
      if (!taken.has(key)) found.push(each);
      taken.add(key);
    }
  }
  tally.reached = [...reached];
  return found;
}

async function attempt({ scenario, side, at, place }: Try): Promise<void> {
  const played = await playWith(scenario, { side, at });
  tally.crashes += 1;
  if (played.struck !== place) {
    tally.failed.push({ scenario, at: place, said: `it was killed at ${played.struck}` });
  }
  note(scenario, place, played);
}

async function playWith(scenario: string, strikes: CrashPlan['strikes']): Promise<Played> {
  try {
    return await play(scenarios.get(scenario)!, { strikes, sideOf });
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { breaches: [{ kind: 'stuck', said }], left: [], passed: [], struck: 'an error' };
  }
}

function note(scenario: string, at: string, { breaches }: Played): void {
  const [first] = breaches;
  if (first !== undefined)
    tally.failed.push({ scenario, at, said: `${first.kind}: ${first.said}` });
}
