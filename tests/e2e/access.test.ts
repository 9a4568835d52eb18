// Every screen, as somebody with other eyes or other hands than ours meets it.
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { DESK, PHONE, launchBrowser } from '../support/browser.ts';
import { isLong } from '../support/long.ts';
import {
  type House,
  NAMES,
  SCREENS,
  type Screen,
  closeHouse,
  openHouse,
} from '../support/screens.ts';
import { phoneFor, visit } from '../support/visiting.ts';

let browser: Browser;
let house: House;
/** One for each person and language: all screens of one person are seen on one phone, one after the other. */
const phones = new Map<string, Promise<Page>>();

beforeAll(async () => {
  [browser, house] = await Promise.all([launchBrowser(), openHouse()]);
});
afterAll(async () => {
  await browser?.close();
  if (house !== undefined) await closeHouse(house);
});

const pageFor = (screen: Screen, locale: string): Promise<Page> => {
  const key = `${screen.as} ${locale} ${screen.userAgent ?? ''}`;
  const page = phones.get(key) ?? phoneFor(browser, screen, { locale }).then((it) => it.newPage());
  phones.set(key, page);
  return page;
};

/** What a document says of itself once it speaks another language: before its script has run, it is English. */
const SPOKEN: Record<string, string> = { 'en-XA': 'en-GB', 'ar-XB': 'ar' };

const open = async (
  screen: Screen,
  locale: string,
  look: (page: Page) => Promise<void>,
): Promise<void> => {
  const page = await pageFor(screen, locale);
  // The screen before was last looked at in another way.
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
  prepared.delete(page);
  await visit(page, house, screen, async () => {
    const lang = screen.isPlain ? undefined : SPOKEN[locale];
    if (lang !== undefined)
      await page.locator(`html[lang="${lang}"]`).waitFor({ state: 'attached' });
    await look(page);
  });
};

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What another colour scheme can change; all else was seen before. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Pages that axe stands in already: it is large, and there are many looks. */
const prepared = new WeakSet<Page>();

const violationsOn = async (page: Page, which: 'all' | 'colours'): Promise<string[]> => {
  const axe = new AxeBuilder(prepared.has(page) ? { page, axeSource: 'void 0' } : { page })
    .options({ resultTypes: ['violations'] })
    // There are no frames; without this each look opens a page of its own.
    .setLegacyMode();
  prepared.add(page);
  // Its target-size counts what the bar at the foot covers just now; smallTargetsOn asks for twice as much.
  const { violations } = await (
    which === 'all'
      ? axe.withTags(RULES).disableRules(['target-size'])
      : axe.withRules(COLOUR_RULES)
  ).analyze();
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

const LIGHT = { colorScheme: 'light', forcedColors: 'none' } as const;
const DARK = { colorScheme: 'dark', forcedColors: 'none' } as const;
const FORCED = { colorScheme: 'light', forcedColors: 'active' } as const;
const LOOKS = [
  ['on a phone, light', PHONE, LIGHT, 'all'],
  ['on a phone, dark', PHONE, DARK, 'colours'],
  ['on a desk, light', DESK, LIGHT, 'all'],
  ...(isLong
    ? ([
        ['on a phone, forced colours', PHONE, FORCED, 'colours'],
        ['on a desk, dark', DESK, DARK, 'colours'],
      ] as const)
    : []),
] as const;

/** An `Intl` date that stands alone, as the language has it: "today", "23 November", "10:42". */
const DATE = new RegExp(
  `^(today|yesterday|\\d{2}:\\d{2}|\\d{1,2} (${Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat('en-GB', { month: 'long' }).format(new Date(2026, month)),
  ).join('|')})( \\d{4})?)$`,
);

/**
 * What stays English under the pseudo-language: each text of a catalogue stands there in brackets and with accents, so
 * what holds letters outside brackets came from nowhere. Not ours to translate are the words that people wrote
 * (blockquotes, fields), the names that they gave (bdi, and NAMES in options and chips, where no bdi can or does
 * stand), short codes, and dates, which come from Intl.
 */
const untranslatedOn = async (page: Page, letters: RegExp): Promise<string[]> => {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const theirs =
      'blockquote, bdi, textarea, .short-code-letters, .answer-shown-words, script, style';
    while (walker.nextNode()) {
      const { parentElement, nodeValue } = walker.currentNode;
      if (parentElement?.closest(theirs) === null) found.push(nodeValue ?? '');
    }
    for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'aria-description']) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        found.push(element.getAttribute(name) ?? '');
      }
    }
    return found;
  });
  return texts.filter((text) => {
    const said = text.replaceAll(/\u2068[^\u2069]*\u2069/g, '');
    const rest = said.replaceAll(/\[[^\]]*[áéíóúýÁÉÍÓÚÝçñšÇÑŠ~][^\]]*\]/g, '').trim();
    return letters.test(rest) && !DATE.test(rest) && !NAMES.includes(rest);
  });
};

// One screen after another, in all its languages at once: each language has phones of its own.
describe.each(SCREENS)('$name', (screen) => {
  test.concurrent('nothing that axe would refuse, no target under 48 px, and nothing cut off at 400% zoom', async () => {
    await open(screen, 'en-GB', async (page) => {
      const found: Record<string, string[]> = {};
      for (const [name, viewport, media, which] of LOOKS) {
        await page.setViewportSize(viewport);
        await page.emulateMedia(media);
        found[name] = [...(await violationsOn(page, which)), ...(await smallTargetsOn(page))];
      }
      expect(found).toEqual(Object.fromEntries(LOOKS.map(([name]) => [name, []])));
      await page.setViewportSize({ width: 320, height: 568 });
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    });
  });

  test.concurrent('longer words, from right to left: every one comes from a catalogue, and nothing is cut off', async () => {
    await open(screen, 'ar-XB', async (page) => {
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      if (screen.isPlain) return;
      expect(await page.evaluate(() => document.dir)).toBe('rtl');
      // Dates are in Arabic there: what is in our letters is a text.
      expect(await untranslatedOn(page, /\p{Script=Latin}/u)).toEqual([]);
      expect(await page.locator('body').innerText()).toMatch(/\[.*~\]/);
    });
  });

  test.concurrent.each(isLong ? ['en-XA'] : [])(
    'longer words, from left to right: the same (%s)',
    async (locale) => {
      await open(screen, locale, async (page) => {
        expect(await overflowOf(page)).toBeLessThanOrEqual(0);
        if (screen.isPlain) return;
        expect(await untranslatedOn(page, /\p{L}/u)).toEqual([]);
      });
    },
  );
});
