// A process of its own that tries crashes, run with `--import ./tests/faults/instrument.ts`. Prints one line.
//
// `play-crashes.ts learn once|first` plays each scenario to learn which places it comes by, and says what to try: `once`
// a crash at each place in the first scenario that comes by, `first` in every scenario, at the first time there.
// `play-crashes.ts try` reads such tries as JSON, and kills at each.
import { readFileSync } from 'node:fs';
import { DEVICE_CRASH_POINTS } from '../../src/device/crash-points.ts';
import { SERVER_CRASH_POINTS } from '../../src/server/crash-points.ts';
import type { CrashPlan } from '../model/crashes.ts';
import { play, type Played } from '../model/play.ts';
import { scenarios } from '../model/scenarios.ts';
import { report } from './alone.ts';

export type HowOften = 'once' | 'first';

export interface Try {
  scenario: string;
  place: string;
}

export interface FailedTry {
  scenario: string;
  at: string;
  said: string;
}

export interface Learned {
  tries: Try[];
  /** The named places that a scenario comes by. */
  reached: string[];
  failed: FailedTry[];
}

export interface Tried {
  /** Times that something was killed. */
  crashes: number;
  failed: FailedTry[];
}

const device: ReadonlySet<string> = new Set(DEVICE_CRASH_POINTS);
const server: ReadonlySet<string> = new Set(SERVER_CRASH_POINTS);
const sideOf: CrashPlan['sideOf'] = (point) =>
  device.has(point) ? 'device' : server.has(point) ? 'server' : null;

const [what, howOften] = process.argv.slice(2);
report(
  what === 'learn' ? await learn() : await attempt(JSON.parse(readFileSync(0, 'utf8')) as Try[]),
);

async function learn(): Promise<Learned> {
  const learned: Learned = { tries: [], reached: [], failed: [] };
  const taken = new Set<string>();
  const reached = new Set<string>();
  for (const [scenario, { steps }] of scenarios) {
    // A restore killed at each of its steps is what the store's own tests are about.
    const isServerSafe = steps.some(({ step }) => step.do === 'restore');
    const quietly = await playWith(scenario, null);
    note(learned.failed, scenario, 'nowhere', quietly);
    for (const place of quietly.passed) {
      const point = place.replace(/^\w+ /, '');
      if (isServerSafe && sideOf(point) === 'server') continue;
      reached.add(point);
      const key = howOften === 'once' ? place : `${scenario} ${place}`;
      if (!taken.has(key)) learned.tries.push({ scenario, place });
      taken.add(key);
    }
  }
  return { ...learned, reached: [...reached] };
}

async function attempt(tries: readonly Try[]): Promise<Tried> {
  const tried: Tried = { crashes: 0, failed: [] };
  for (const { scenario, place } of tries) {
    const played = await playWith(scenario, place);
    tried.crashes += 1;
    if (played.struck !== place) {
      tried.failed.push({ scenario, at: place, said: `it was killed at ${played.struck}` });
    }
    note(tried.failed, scenario, place, played);
  }
  return tried;
}

async function playWith(scenario: string, strikes: CrashPlan['strikes']): Promise<Played> {
  try {
    return await play(scenarios.get(scenario)!, { strikes, sideOf });
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { breaches: [{ kind: 'stuck', said }], left: [], passed: [], struck: 'an error' };
  }
}

function note(failed: FailedTry[], scenario: string, at: string, { breaches }: Played): void {
  const [first] = breaches;
  if (first !== undefined) failed.push({ scenario, at, said: `${first.kind}: ${first.said}` });
}
