// In small what `npm run faults` does at length.

import { expect, test } from 'vitest';
import { browserKills } from '../faults/kills/browser-kills.ts';

/** Its first kill falls within a save, its second while a request is on its way. */
const SEED = 11;

test('[O3] a browser that is killed while somebody types, saves and sends loses nothing that it told, and doubles nothing', async () => {
  const found = await browserKills(2, { seed: SEED });
  expect(found).toMatchObject({ kills: 2, lost: 0, doubled: 0, faults: [] });
});
