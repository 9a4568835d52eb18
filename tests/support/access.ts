// A screen as somebody with other eyes or other hands than ours meets it.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { DESK, PHONE } from './browser.ts';
import { isLong } from './long.ts';

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

/** How far what stands on it goes beyond its width, in CSS px. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

const LIGHT = { colorScheme: 'light', forcedColors: 'none' } as const;
const DARK = { colorScheme: 'dark', forcedColors: 'none' } as const;
const FORCED = { colorScheme: 'light', forcedColors: 'active' } as const;
const LOOKS = [
  ['on a phone, light', PHONE, LIGHT, 'all'],
  ['on a phone, dark', PHONE, DARK, 'colours'],
  ['on a desk, light', DESK, LIGHT, isLong ? 'all' : 'targets'],
  ...(isLong
    ? ([
        ['on a phone, forced colours', PHONE, FORCED, 'colours'],
        ['on a desk, dark', DESK, DARK, 'colours'],
      ] as const)
    : []),
] as const;

/** What axe would refuse, what is too small, and what is cut off at 400% zoom, in every way in which it is looked at. */
export const accessTroubleOn = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  for (const [name, viewport, media, which] of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia(media);
    const here = await smallTargetsOn(page);
    if (which !== 'targets') here.push(...(await violationsOn(page, which)));
    found.push(...here.map((each) => `${name}: ${each}`));
  }
  await page.setViewportSize({ width: 320, height: 568 });
  const overflow = await overflowOf(page);
  return overflow > 0 ? [...found, `at 400% zoom ${overflow} px are cut off`] : found;
};
