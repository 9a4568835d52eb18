// Fixed seeds of the model: the same phones, the same weather, every time. `npm run faults` plays as many as one likes.
import { afterAll, expect, test } from 'vitest';
import { closeModelServer } from './server.ts';
import { playSeeds, toldOf } from './weather.ts';

const PER_TEST = 25;
const FROM = [1, 26, 51, 76, 101, 126, 151, 176, 201, 226];

afterAll(closeModelServer);

test.each(FROM)(
  '[O1] [O2] [O3] [O5] [O6] [P2] [P6] [P9] [L3] in any weather nothing is lost, doubled or stuck: 25 seeds from %i',
  async (from) => {
    const { schedules, failed } = await playSeeds(from, PER_TEST);
    expect(failed.map(toldOf)).toEqual([]);
    expect(schedules).toBe(PER_TEST);
  },
);
