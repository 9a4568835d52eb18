import { expect, test } from 'vitest';
import { decideRelease, releaseTimeAt } from '../../../src/domain/release.ts';

const HOUR_MS = 3600 * 1000;
const MIDNIGHT = Date.parse('2026-11-23T00:00:00.000Z');

/** What becomes of entries that arrive at these hours, looked at every minute: when each was released, in hours. */
const released = (arrivals: readonly number[], releaseHours: number): number[] => {
  const at: number[] = [];
  const waiting: number[] = [];
  let known: { lookedAt: string | null; waitingSince: string | null } = {
    lookedAt: null,
    waitingSince: null,
  };
  for (let minute = 0; minute <= 72 * 60; minute += 1) {
    const now = new Date(MIDNIGHT + minute * 60_000);
    const decided = decideRelease({ count: waiting.length, releaseHours, ...known }, now);
    if (decided !== null) {
      known = decided;
      if (decided.release) at.push(...waiting.splice(0).map(() => minute / 60));
    }
    for (const arrival of arrivals) {
      if (Math.round(arrival * 60) !== minute) continue;
      if (waiting.length === 0) {
        known = { lookedAt: releaseTimeAt(releaseHours, now), waitingSince: null };
      }
      waiting.push(arrival);
    }
  }
  expect(waiting).toEqual([]);
  return at;
};

test('times of release are counted from midnight UTC, whenever something comes', () => {
  expect(releaseTimeAt(4, new Date('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23T12:00:00.000Z');
  expect(releaseTimeAt(4, new Date('2026-11-23T16:00:00.000Z'))).toBe('2026-11-23T16:00:00.000Z');
  expect(releaseTimeAt(24, new Date('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23T00:00:00.000Z');
});

test('[A4] three are released at the next time of release, never when the third comes', () => {
  expect(released([0.1, 1, 3.9], 4)).toEqual([4, 4, 4]);
  expect(released([8.1, 8.2, 8.3], 4)).toEqual([12, 12, 12]);
  expect(released([5, 6, 9], 1)).toEqual([10, 10, 10]);
});

test('[A4] fewer wait for a third, but none for longer than a day', () => {
  expect(released([0.1], 4)).toEqual([24]);
  expect(released([3.9], 4)).toEqual([24]);
  expect(released([4.1, 10], 4)).toEqual([28, 28]);
  expect(released([0.1, 9, 18], 4)).toEqual([20, 20, 20]);
  for (const releaseHours of [1, 2, 3, 4, 6, 8, 12, 24]) {
    for (let arrival = 0.1; arrival < 24; arrival += 0.5) {
      const [at] = released([arrival], releaseHours);
      expect(at! - arrival).toBeLessThanOrEqual(24);
    }
  }
});

test('after the server was away, what waited for a day waits no longer', () => {
  const now = new Date(MIDNIGHT + 30 * HOUR_MS);
  const lookedAt = new Date(MIDNIGHT).toISOString();
  const decided = decideRelease({ count: 1, releaseHours: 4, lookedAt, waitingSince: null }, now);
  expect(decided).toMatchObject({ release: true });
});

test('[P10] a clock of the server that was a year ahead holds nothing back once it is right', () => {
  const ahead = new Date(MIDNIGHT + 365 * 24 * HOUR_MS).toISOString();
  let known: { lookedAt: string | null; waitingSince: string | null } = {
    lookedAt: ahead,
    waitingSince: ahead,
  };
  let releasedAt: number | null = null;
  for (let hours = 0; hours <= 48 && releasedAt === null; hours += 1) {
    const now = new Date(MIDNIGHT + hours * HOUR_MS);
    const decided = decideRelease({ count: 1, releaseHours: 4, ...known }, now);
    if (decided !== null) known = decided;
    if (decided?.release) releasedAt = hours;
  }
  expect(releasedAt).toBe(20);
});
