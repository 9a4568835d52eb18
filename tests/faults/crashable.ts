// Where a crash is tried, and the names that the code itself gives to these places.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DEVICE_CRASH_POINTS } from '../../src/device/crash-points.ts';
import { SERVER_CRASH_POINTS } from '../../src/server/crash-points.ts';
import { awaitsIn } from './awaits.ts';

interface Place {
  file: string;
  side: 'device' | 'server';
  points: readonly string[];
  /** Where the rest of the file is no part of what a phone keeps or sends, or of a write: only these functions. */
  within?: readonly string[];
}

const device = (name: string, within?: readonly string[]): Place => ({
  file: `src/device/${name}.ts`,
  side: 'device',
  points: DEVICE_CRASH_POINTS,
  ...(within === undefined ? {} : { within }),
});
const server = (name: string, within?: readonly string[]): Place => ({
  file: `src/server/${name}.ts`,
  side: 'server',
  points: SERVER_CRASH_POINTS,
  ...(within === undefined ? {} : { within }),
});

export const CRASHABLE: readonly Place[] = [
  device('outbox'),
  device('drain'),
  device('database'),
  device('transport'),
  device('repair'),
  device('pull'),
  device('forget'),
  server('endpoint/push'),
  server('accept'),
  server('store/grouped-commits', ['write', 'run', 'commitGroup', 'runOne', 'abandon']),
  server('store/withdrawn-file'),
  // To open it is what every other start tries.
  server('store/sqlite', ['write', 'commit']),
];

export const pathOf = ({ file }: Place): string =>
  fileURLToPath(new URL(`../../${file}`, import.meta.url));

/** The awaits of one of these files, whether or not the code names them. */
export const namesIn = (place: Place): string[] =>
  awaitsIn(place.file, readFileSync(pathOf(place), 'utf8'))
    .map(({ name }) => name)
    .filter((name) => isCrashable(place, name));

export const isCrashable = ({ within }: Place, name: string): boolean =>
  within === undefined || within.includes(name.split(' › ')[1] ?? '');
