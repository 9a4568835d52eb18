// In small what `npm run faults` does at length.

import { expect, test } from 'vitest';
import { browserKills } from '../faults/kills/browser-kills.ts';

test('[O3] a browser that is killed while somebody types, saves and sends loses nothing that it told, and doubles nothing', async () => {
  expect(await browserKills(3)).toMatchObject({ kills: 3, lost: 0, doubled: 0, faults: [] });
});
