// Every screen looks as it did when somebody last looked at it and agreed, and can be used by everybody.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { accessTroubleOn } from '../support/access.ts';
import { type Difference, differenceOf } from '../support/difference.ts';
import { type Picture, readPng, smallPng } from '../support/picture.ts';
import { SCREENS } from '../support/screens.ts';
import { launchStillBrowser, openStillHouses, type StillHouses } from '../support/still-house.ts';
import { fileNameOf, readStored, storedNames } from '../support/stored-pictures.ts';
import { type View, WIDTHS, pictureAtRest, wholeAt } from '../support/taking-pictures.ts';

/** Where a difference is to be seen; not in the repository. */
const DIFFERENT = join('screens', 'different');
const RENEW = 'npm run screens -- --update';
/** A page that has long been the same without being as expected is another. */
const STILL_FOR_MS = 2000;

let browser: Browser;
let houses: StillHouses;

beforeAll(async () => {
  rmSync(DIFFERENT, { recursive: true, force: true });
  browser = await launchStillBrowser();
  houses = openStillHouses(browser);
});
afterAll(async () => {
  await houses?.close();
  await browser?.close();
});

/** What is wrong with the picture of this page, in words, or null. */
const complaintAbout = async (page: Page, view: View, name: string): Promise<string | null> => {
  const expected = readStored(name);
  if (expected === null) return `${name} is not stored. Make it: ${RENEW}`;
  let difference: Difference | null = null;
  let actual: Picture = expected;
  await pictureAtRest(page, view, STILL_FOR_MS, (png) => {
    actual = readPng(png);
    difference = differenceOf(expected, actual);
    return difference === null;
  });
  return difference === null ? null : shown(name, difference, expected, actual);
};

const shown = (
  name: string,
  { said, picture }: Difference,
  expected: Picture,
  actual: Picture,
): string => {
  mkdirSync(DIFFERENT, { recursive: true });
  for (const [which, what] of Object.entries({ actual, expected, difference: picture })) {
    writeFileSync(join(DIFFERENT, name.replace('.png', `.${which}.png`)), smallPng(what));
  }
  const files = join(DIFFERENT, name.replace('.png', '.*.png'));
  return `${name}: ${said}. Look at ${files}; if it is meant to be so: ${RENEW}`;
};

describe('each screen looks as its stored picture, and has nothing that axe would refuse, no target under 48 px, and nothing cut off at 400% zoom', () => {
  test.concurrent.each(SCREENS)('$name', async (screen) => {
    const complaints: (string | null)[] = [];
    const troubles: string[] = [];
    await houses.visit(screen, async (page) => {
      for (const size of WIDTHS) {
        const name = fileNameOf(screen.name, size.width);
        complaints.push(await complaintAbout(page, wholeAt(size), name));
      }
      troubles.push(...(await accessTroubleOn(page)));
    });
    expect([...complaints.filter((complaint) => complaint !== null), ...troubles]).toEqual([]);
  });
});

test('every stored picture is of a screen', () => {
  const known = SCREENS.flatMap(({ name }) => WIDTHS.map(({ width }) => fileNameOf(name, width)));
  expect(storedNames()).toEqual(known.toSorted());
});
