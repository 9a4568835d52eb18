// Fixed seeds of the model: the same phones, the same weather, every time. `npm run faults` plays as many as one likes.
import { sample } from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { isLong } from '../support/long.ts';
import { play } from './play.ts';
import { schedules } from './schedule.ts';
import { closeModelServer } from './server.ts';
import { playSeeds, toldOf } from './weather.ts';

const PER_TEST = 25;
const FROM = [1, 26, 51, 76, 101, ...(isLong ? [126, 151, 176, 201, 226] : [])];

afterAll(closeModelServer);

test.each(FROM)(
  '[O1] [O2] [O3] [O5] [O6] [P2] [P6] [P9] [L3] in any weather nothing is lost, doubled or stuck: 25 seeds from %i',
  async (from) => {
    const tally = await playSeeds(from, PER_TEST);
    expect(tally.failed.map(toldOf)).toEqual([]);
    expect(tally.schedules).toBe(PER_TEST);
  },
);

test.each([1, 2, 3, 4])('seed %i plays the same way each time', async (seed) => {
  const [schedule] = sample(schedules, { seed, numRuns: 1 });
  const { left } = await play(schedule!);
  expect(left).not.toEqual([]);
  expect((await play(schedule!)).left.map(withoutPath)).toEqual(left.map(withoutPath));
});

/** A place in the feed is a few letters longer or shorter. */
const withoutPath = (line: string): string => line.replace(/\?cursor=\S+/, '');
