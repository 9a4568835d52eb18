import { expect, test } from 'vitest';
import { playCrashes } from '../faults/children.ts';
import { CRASHABLE, namesIn } from '../faults/crashable.ts';
import { DEVICE_CRASH_POINTS } from '../../src/device/crash-points.ts';
import { SERVER_CRASH_POINTS } from '../../src/server/crash-points.ts';

test.each([
  ['device', DEVICE_CRASH_POINTS],
  ['server', SERVER_CRASH_POINTS],
] as const)('[O3] every await of the %s has its name in the list', (side, points) => {
  const awaits = CRASHABLE.filter((place) => place.side === side).flatMap(namesIn);
  expect([...points]).toEqual(awaits);
});

const PARTS = 8;

test.each(Array.from({ length: PARTS }, (_, part) => part))(
  '[O3] [P4] a crash before and after each await, on either side, loses nothing and doubles nothing: part %i of 8',
  async (part) => {
    const { crashes, reached, failed } = await playCrashes('once', part, PARTS);
    expect(failed).toEqual([]);
    expect(reached.sort()).toEqual([...DEVICE_CRASH_POINTS, ...SERVER_CRASH_POINTS].sort());
    expect(crashes).toBeGreaterThan(reached.length / PARTS);
  },
);
