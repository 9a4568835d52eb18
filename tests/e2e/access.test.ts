// Every screen, as somebody with other eyes or other hands than ours meets it.
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { DESK, PHONE, complaintsOf, launchBrowser } from '../support/browser.ts';
import {
  type SignedInDevice,
  type TestServer,
  firstProgramme,
  signIn,
  startServer,
} from '../support/server.ts';
import { type House, SCREENS, type Screen, fill } from '../support/screens.ts';
import { organisation } from '../support/walking.ts';

let browser: Browser;
let server: TestServer;
let house: House;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  const { manager, invitation } = await organisation(server.url, server.setUpLink);
  const practitioner = await signIn(server.url, { link: invitation });
  const programmeId = await firstProgramme(server.url, practitioner);
  house = { url: server.url, manager, practitioner, programmeId };
  await fill(house);
});
afterAll(async () => {
  await browser?.close();
  await server?.kill();
});

const contextOf = async (
  screen: Screen,
  options: BrowserContextOptions,
): Promise<BrowserContext> => {
  const context = await browser.newContext(options);
  const device: SignedInDevice | null = screen.as === 'stranger' ? null : house[screen.as];
  const [name, value] = device?.cookie.split('=') ?? [];
  if (name !== undefined && value !== undefined) {
    await context.addCookies([{ name, value, url: house.url }]);
  }
  return context;
};

const open = async (
  screen: Screen,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> => {
  const context = await contextOf(screen, options);
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  const path = typeof screen.path === 'string' ? screen.path : await screen.path(house);
  await page.goto(house.url + path);
  if (screen.reach !== undefined) await screen.reach(page);
  await page.locator(screen.seen).first().waitFor();
  await look(page);
  expect(complaints).toEqual([]);
  await context.close();
};

const violationsOn = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

/** What is too small to be hit by a thumb. What only screen readers find has no size to speak of. */
const smallTargetsOn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a[href], select, input, textarea, summary')].flatMap(
      (element) => {
        const target = element.closest('label') ?? element;
        const { width, height } = target.getBoundingClientRect();
        if (width <= 1 || height <= 1 || (width >= 47.5 && height >= 47.5)) return [];
        return [`${Math.round(width)}x${Math.round(height)}: ${element.outerHTML.slice(0, 120)}`];
      },
    ),
  );

const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

const LOOKS = {
  'on a phone, light': [PHONE, { colorScheme: 'light', forcedColors: 'none' }],
  'on a phone, dark': [PHONE, { colorScheme: 'dark', forcedColors: 'none' }],
  'on a desk, light': [DESK, { colorScheme: 'light', forcedColors: 'none' }],
  'on a desk, dark': [DESK, { colorScheme: 'dark', forcedColors: 'none' }],
  'in forced colours': [PHONE, { colorScheme: 'light', forcedColors: 'active' }],
} as const;

describe.each(SCREENS)('$name', (screen) => {
  test('nothing that axe would refuse and no target under 48 px, however it is looked at', async () => {
    await open(
      screen,
      { viewport: PHONE, locale: 'en-GB', reducedMotion: 'reduce' },
      async (page) => {
        const found: Record<string, string[]> = {};
        for (const [name, [viewport, media]] of Object.entries(LOOKS)) {
          await page.setViewportSize(viewport);
          await page.emulateMedia(media);
          found[name] = [...(await violationsOn(page)), ...(await smallTargetsOn(page))];
        }
        expect(found).toEqual(Object.fromEntries(Object.keys(LOOKS).map((name) => [name, []])));
      },
    );
  });

  test.each([
    [
      '320 px (400% zoom)',
      { viewport: { width: 320, height: 568 }, locale: 'en-GB' },
      'ltr',
      /[a-z]/,
    ],
    ['longer words', { viewport: PHONE, locale: 'en-XA' }, 'ltr', /[áéíóú]/],
    ['right to left', { viewport: PHONE, locale: 'ar-XB' }, 'rtl', /\u202E/],
  ] as const)(
    '%s: nothing is cut off or scrolls sideways',
    async (_name, options, direction, words) => {
      await open(screen, options, async (page) => {
        expect(await overflowOf(page)).toBeLessThanOrEqual(0);
        expect(await page.evaluate(() => document.dir || 'ltr')).toBe(direction);
        expect(await page.locator('body').innerHTML()).toMatch(words);
      });
    },
  );
});
