// Every screen in other languages than ours: longer words, and from right to left.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { PHONE, launchBrowser } from '../support/browser.ts';
import { overflowOf } from '../support/access.ts';
import { isLong } from '../support/long.ts';
import { type House, NAMES, SCREENS, type Screen, openHouse } from '../support/screens.ts';
import { phoneFor, visit } from '../support/visiting.ts';

let browser: Browser;
let house: House;
/** One for each person and language: all screens of one person are seen on one phone, one after the other. */
const phones = new Map<string, Promise<Page>>();

beforeAll(async () => {
  browser = await launchBrowser();
  house = openHouse();
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
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
  await visit(page, house, screen, async () => {
    const lang = screen.isPlain ? undefined : SPOKEN[locale];
    if (lang !== undefined)
      await page.locator(`html[lang="${lang}"]`).waitFor({ state: 'attached' });
    await look(page);
  });
};

/** An `Intl` date that stands alone, as the language has it: "today", "23 November", "10:42". */
const DATE = new RegExp(
  `^(today|yesterday|\\d{2}:\\d{2}|\\d{1,2} (${Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat('en-GB', { month: 'long' }).format(new Date(2026, month)),
  ).join('|')})( \\d{4})?)$`,
);

/**
 * What stays English under the pseudo-language: each text of a catalogue stands there in brackets and with accents, so
 * what holds letters outside brackets came from nowhere. Not ours to translate are the words that people wrote
 * (blockquotes, notes, fields), the names that they gave (bdi, and NAMES in options and chips, where no bdi can or does
 * stand), short codes, what is in code, and dates, which come from Intl.
 */
const untranslatedOn = async (page: Page, letters: RegExp): Promise<string[]> => {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const theirs =
      'blockquote, bdi, textarea, code, .note-words, .short-code-letters, .answer-shown-words, script, style';
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
