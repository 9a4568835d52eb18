import { describe, expect, test } from 'vitest';
import { threeShifts } from '../../../src/service-user/leave/three-shifts.ts';

/** Presses these keys, so many ms after the first, and says after which the page is left. */
const leavesAt = (...pressed: [key: string, atMs: number, repeat?: boolean][]): number[] => {
  const isLeaving = threeShifts();
  return pressed.flatMap(([key, atMs, repeat = false]) =>
    isLeaving({ key, atMs, repeat }) ? [atMs] : [],
  );
};

describe('Shift three times leaves', () => {
  test('within two seconds', () => {
    expect(leavesAt(['Shift', 0], ['Shift', 900], ['Shift', 2_000])).toEqual([2_000]);
    expect(leavesAt(['Shift', 0], ['Shift', 900], ['Shift', 2_001])).toEqual([]);
    expect(leavesAt(['Shift', 0], ['Shift', 900], ['Shift', 2_001], ['Shift', 2_500])).toEqual([
      2_500,
    ]);
  });

  test('with no other key between: capital letters are written with it', () => {
    expect(leavesAt(['Shift', 0], ['A', 100], ['Shift', 300], ['Shift', 500])).toEqual([]);
  });

  test('a key that is held counts once', () => {
    expect(leavesAt(['Shift', 0], ['Shift', 500, true], ['Shift', 530, true])).toEqual([]);
  });
});
