import { beforeAll, expect, test } from 'vitest';
import { learnCrashes, tryCrashes } from '../faults/children.ts';
import { CRASHABLE, namesIn } from '../faults/crashable.ts';
import { isLong } from '../support/long.ts';
import type { Learned } from '../faults/play-crashes.ts';
import { DEVICE_CRASH_POINTS } from '../../src/device/crash-points.ts';
import { SERVER_CRASH_POINTS } from '../../src/server/crash-points.ts';

test.each([
  ['device', DEVICE_CRASH_POINTS],
  ['server', SERVER_CRASH_POINTS],
] as const)('[O3] every await of the %s has its name in the list', (side, points) => {
  const awaits = CRASHABLE.filter((place) => place.side === side).flatMap(namesIn);
  expect([...points]).toEqual(awaits);
});

const PARTS = 12;
let learned: Learned;
/** Before an await or after it, in turns; with `--long` both. */
const tries = (): Learned['tries'] =>
  learned.tries.filter((_, index) => isLong || ((index >> 1) + index) % 2 === 0);

beforeAll(async () => {
  learned = await learnCrashes('once');
});

test('[O3] a scenario comes by each of them', () => {
  expect(learned.failed).toEqual([]);
  const points = [...DEVICE_CRASH_POINTS, ...SERVER_CRASH_POINTS];
  expect(learned.reached.sort()).toEqual(points.sort());
  expect(learned.tries.length).toBeGreaterThan(points.length);
});

test.each(Array.from({ length: PARTS }, (_, part) => part))(
  '[O3] [P4] a crash before or after each await, on either side, loses nothing and doubles nothing: part %i of 12',
  async (part) => {
    const here = tries().filter((_, index) => index % PARTS === part);
    expect(await tryCrashes(here)).toEqual({ crashes: here.length, failed: [] });
  },
);
