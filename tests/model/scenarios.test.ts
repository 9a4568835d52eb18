// What is done while crashes and mutants are tried, and every schedule that once failed: played as it is.
import { afterAll, expect, test } from 'vitest';
import { play } from './play.ts';
import { scenarios } from './scenarios.ts';
import { closeModelServer } from './server.ts';

afterAll(closeModelServer);

test.each([...scenarios])('[O3] %s loses nothing and doubles nothing', async (_name, schedule) => {
  expect((await play(schedule)).breaches).toEqual([]);
});
