import { describe, expect, test } from 'vitest';
import { isTimeZone, nextDailyAt, waitAfterMs } from '../../../src/domain/alert.ts';

const next = (hour: number, zone: string, after: string): string =>
  nextDailyAt(hour, zone, new Date(after)).toISOString();

describe('the next time it is that hour', () => {
  test.each([
    [9, 'Europe/London', '2026-11-23T08:59:59.999Z', '2026-11-23T09:00:00.000Z'],
    [9, 'Europe/London', '2026-11-23T09:00:00.000Z', '2026-11-24T09:00:00.000Z'],
    [9, 'Europe/London', '2026-11-23T23:00:00.000Z', '2026-11-24T09:00:00.000Z'],
    [0, 'Europe/London', '2026-12-31T12:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    [18, 'Asia/Kathmandu', '2026-11-23T12:00:00.000Z', '2026-11-23T12:15:00.000Z'],
    [9, 'Pacific/Kiritimati', '2026-11-23T12:00:00.000Z', '2026-11-23T19:00:00.000Z'],
    // Clocks go forward over this hour: told when it would have been.
    [1, 'Europe/London', '2026-03-28T12:00:00.000Z', '2026-03-29T01:00:00.000Z'],
    [1, 'Europe/London', '2026-03-29T01:00:00.000Z', '2026-03-30T00:00:00.000Z'],
    // And back: the hour comes twice, and counts once.
    [1, 'Europe/London', '2026-10-24T12:00:00.000Z', '2026-10-25T00:00:00.000Z'],
    [1, 'Europe/London', '2026-10-25T00:00:00.000Z', '2026-10-26T01:00:00.000Z'],
    [1, 'Europe/Berlin', '2026-03-28T00:00:00.000Z', '2026-03-29T00:00:00.000Z'],
    [1, 'Europe/Berlin', '2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z'],
  ])('%d in %s after %s', (hour, zone, after, expected) => {
    expect(next(hour, zone, after)).toBe(expected);
  });
});

test('a zone is one that the calendar knows', () => {
  expect(['Europe/London', 'UTC', 'Nowhere/At-All', ''].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('each wait is at least as long as the one before, and there is a last one', () => {
  const waits = Array.from({ length: 12 }, (_, index) => waitAfterMs(index + 1));
  expect(waits[0]).toBe(60_000);
  expect(waits.at(-1)).toBeNull();
  const real = waits.filter((wait) => wait !== null);
  expect(real).toHaveLength(11);
  expect(real.toSorted((one, other) => one - other)).toEqual(real);
});
