// In small what `npm run faults` does at length, on the engine of the project.

import { expect, test, vi } from 'vitest';
import { identicalPosts } from '../faults/kills/identical-posts.ts';
import { serverKills } from '../faults/kills/server-kills.ts';
import { engineOfRun } from '../support/place.ts';

// Whole processes start and die here, on a machine that other tests use too.
vi.setConfig({ testTimeout: 60_000 });

test('[O3] [P4] [P3] a server that is killed with -9 while people send loses no receipt and doubles nothing', async () => {
  const { cut, ...told } = await serverKills(engineOfRun, 4);
  expect(told).toEqual({ kills: 4, lost: 0, doubled: 0, faults: [] });
  expect(cut).toBeGreaterThan(0);
});

test('[P3] fifty identical posts at once, to two processes, make one row and get its receipt', async () => {
  expect(await identicalPosts(engineOfRun, 3)).toEqual({
    posts: 150,
    extraRows: 0,
    otherAnswers: 0,
  });
});
