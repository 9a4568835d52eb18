// `npm run screens`: every screen in every size, colour scheme and kind of language, as pictures in screens/ with an
// index.html to look through. With `--update` it renews the stored pictures instead, those of tests/pictures, which
// `npm test` compares, and those of the README. With `--only NAME` it does so for the screens whose name has NAME in it;
// it may be given more than once.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { storyUpTo } from '../src/server/commands/demo/story.ts';
import { DESK, PHONE } from './support/browser.ts';
import { contactSheet } from './support/contact-sheet.ts';
import { findBrowser } from './support/find-browser.ts';
import { NOON } from './support/installation.ts';
import { takeReadmePictures } from './support/readme-pictures.ts';
import { SCREENS, type Said, type Screen, openHouse } from './support/screens.ts';
import {
  type Furnish,
  type StillHouses,
  launchStillBrowser,
  openStillHouses,
} from './support/still-house.ts';
import { fileNameOf, forget, store, storedNames } from './support/stored-pictures.ts';
import { type Size, WIDTHS, pictureAtRest, wholeAt, windowOf } from './support/taking-pictures.ts';

const FOLDER = 'screens';
const AT_ONCE = 3;
/** The first time, words may still be coming; what only changed its size or colours is soon there. */
const AT_FIRST_STILL_FOR_MS = 1000;
const THEN_STILL_FOR_MS = 100;

const SIZES = [{ width: 320, height: 568 }, PHONE, { width: 820, height: 1180 }, DESK];
/** What is left of a phone's height above its keyboard. */
const KEYBOARD_UP = { width: 390, height: 500 };
const SCHEMES = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
} as const;
/** Each text of the app longer, and each from right to left. */
const LANGUAGES = ['en-XA', 'ar-XB'];
const COUNTS = [1, 600];

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [''] },
    update: { type: 'boolean', default: false },
  },
});
const isChosen = (name: string): boolean =>
  values.only.some((only) => name.toLowerCase().includes(only.toLowerCase()));

const found = await findBrowser();
if (found === undefined) process.exit(1);
process.env['CHROME_PATH'] = found.path;
const browser = await launchStillBrowser();
if (values.update) await renew(browser);
else await lookThrough(browser);
await browser.close();

/** Resolves when all were visited. What goes wrong on one screen does not keep the others from being seen. */
async function visitAll(
  houses: StillHouses,
  screens: readonly Screen[],
  look: (page: Page, screen: Screen) => Promise<void>,
): Promise<void> {
  const waiting = screens.filter(({ name }) => isChosen(name));
  const visitOne = (screen: Screen): Promise<void> =>
    houses
      .visit(screen, (page) => look(page, screen))
      .catch((error: unknown) => {
        console.error(`${screen.name}: ${String(error)}`);
        process.exitCode = 1;
      });
  const work = async (): Promise<void> => {
    for (let screen = waiting.shift(); screen !== undefined; screen = waiting.shift()) {
      await visitOne(screen);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await houses.close();
}

async function renew(by: Browser): Promise<void> {
  await visitAll(openStillHouses(by), SCREENS, async (page, screen) => {
    for (const size of WIDTHS) {
      const png = await pictureAtRest(page, wholeAt(size), AT_FIRST_STILL_FOR_MS);
      store(fileNameOf(screen.name, size.width), png);
    }
  });
  const wanted = SCREENS.flatMap(({ name }) => WIDTHS.map(({ width }) => fileNameOf(name, width)));
  storedNames()
    .filter((name) => !wanted.includes(name))
    .forEach(forget);
  if (isChosen('readme')) await takeReadmePictures(by);
  console.log('Renewed. Look at what `git diff` names before you commit it.');
}

async function lookThrough(by: Browser): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const sheet = contactSheet();
  const keep = async (
    page: Page,
    size: Size,
    stillForMs: number,
    ...name: [string, ...string[]]
  ): Promise<void> => {
    const file = fileNameOf(...name);
    writeFileSync(join(FOLDER, file), await pictureAtRest(page, windowOf(size), stillForMs));
    sheet.add(name[0], name.slice(1).join(', '), file);
  };
  const inAllSizes = async (page: Page, { name }: Screen): Promise<void> => {
    let stillForMs = AT_FIRST_STILL_FOR_MS;
    for (const [scheme, media] of Object.entries(SCHEMES)) {
      await page.emulateMedia(media);
      for (const size of SIZES) {
        await keep(page, size, stillForMs, name, `${size.width}`, scheme);
        stillForMs = THEN_STILL_FOR_MS;
      }
    }
    const writing = page.locator('textarea:visible').first();
    if ((await writing.count()) === 0) return;
    await page.emulateMedia(SCHEMES.light);
    await page.setViewportSize(PHONE);
    await writing.focus();
    await keep(page, KEYBOARD_UP, THEN_STILL_FOR_MS, name, '390', 'keyboard up');
  };

  await visitAll(openStillHouses(by), SCREENS, inAllSizes);
  for (const locale of LANGUAGES) {
    const houses = openStillHouses(by, { options: { locale } });
    await visitAll(houses, SCREENS, (page, { name }) =>
      keep(page, PHONE, AT_FIRST_STILL_FOR_MS, name, '390', locale),
    );
  }
  for (const count of COUNTS) {
    const crowded = SCREENS.filter(({ name }) => ['inbox', 'waiting'].includes(name)).map(
      (screen) => ({ ...screen, name: `${screen.name}, ${count} in it` }),
    );
    const furnish: Furnish = (start) => openHouse({ start, said: saidOften(count) });
    await visitAll(openStillHouses(by, { furnish }), crowded, inAllSizes);
  }
  writeFileSync(join(FOLDER, 'index.html'), sheet.html());
  console.log(`Open ${join(FOLDER, 'index.html')}`);
}

/** So many moments that people might say. */
function saidOften(count: number): Said[] {
  const bodies = storyUpTo(new Date(NOON)).map(({ body }) => body);
  return Array.from({ length: count }, (_, index) => bodies[index % bodies.length]!);
}
