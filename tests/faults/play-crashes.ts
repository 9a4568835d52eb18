// A process of its own that tries crashes, run with `--import ./tests/faults/instrument.ts`: `play-crashes.ts [each]`.
// Each scenario is played once to learn which places it comes by, and once more for each of these, killed there: the
// first time that it comes by, or with `each` every time. Prints what it found as one line.
import { StorageError } from '../../src/device/database.ts';
import { DEVICE_CRASH_POINTS } from '../../src/device/crash-points.ts';
import { SERVER_CRASH_POINTS } from '../../src/server/crash-points.ts';
import type { CrashPlan } from '../model/crashes.ts';
import { play, type Played } from '../model/play.ts';
import { scenarios } from '../model/scenarios.ts';
import type { Schedule } from '../model/schedule.ts';

export interface CrashTally {
  /** Times that something was killed. */
  crashes: number;
  /** Named places, and those that no scenario comes by. */
  points: number;
  missed: string[];
  failed: { scenario: string; at: string; said: string }[];
}

const device: ReadonlySet<string> = new Set(DEVICE_CRASH_POINTS);
const server: ReadonlySet<string> = new Set(SERVER_CRASH_POINTS);
const sideOf = (point: string): 'device' | 'server' | null =>
  device.has(point) ? 'device' : server.has(point) ? 'server' : null;

Reflect.deleteProperty(globalThis, 'BroadcastChannel');
// Transactions of a killed phone are aborted or time out, and nobody is left to hear of it.
process.on('unhandledRejection', (reason) => {
  const isOfTheDead =
    reason instanceof StorageError ||
    (reason instanceof DOMException && reason.name === 'AbortError');
  if (!isOfTheDead) throw reason;
});

const everyTime = process.argv[2] === 'each';
const mine = (name: string): boolean => process.env['ONLY'] === undefined || name === process.env['ONLY'];
const tally: CrashTally = { crashes: 0, points: device.size + server.size, missed: [], failed: [] };
const reached = new Set<string>();

for (const [name, schedule] of scenarios) {
  if (!mine(name)) continue;
  await tryAll(name, schedule, 'device');
  // A restore killed at each of its steps is what the store's own tests are about.
  if (!schedule.steps.some(({ step }) => step.do === 'restore')) {
    await tryAll(name, schedule, 'server');
  }
}
tally.missed = [...device, ...server].filter((point) => !reached.has(point));
process.stdout.write(`${JSON.stringify(tally)}\n`, () => process.exit(0));

async function tryAll(name: string, schedule: Schedule, side: CrashPlan['side']): Promise<void> {
  const quietly = await playWith(schedule, { side, at: null, sideOf });
  note(name, 'nowhere', quietly);
  const { passed } = quietly;
  for (const place of passed) reached.add(place.replace(/^\w+ /, ''));
  for (const [at, place] of passed.entries()) {
    if (!everyTime && passed.indexOf(place) !== at) continue;
    const played = await playWith(schedule, { side, at, sideOf });
    tally.crashes += 1;
    if (played.struck !== place) {
      tally.failed.push({ scenario: name, at: place, said: `it crashed at ${played.struck}` });
    }
    note(name, place, played);
  }
}

async function playWith(schedule: Schedule, plan: CrashPlan): Promise<Played> {
  try {
    return await play(schedule, plan);
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { breaches: [{ kind: 'stuck', said }], passed: [], struck: 'an error' };
  }
}

function note(scenario: string, at: string, { breaches }: Played): void {
  const [first] = breaches;
  if (first !== undefined)
    tally.failed.push({ scenario, at, said: `${first.kind}: ${first.said}` });
}
