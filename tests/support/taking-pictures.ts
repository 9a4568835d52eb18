import type { Page } from 'playwright-core';
import { DESK, PHONE } from './browser.ts';

/** The widths at which the look of a screen is held. */
export const WIDTHS = [PHONE, DESK] as const;

/** No page of the app is longer; one that never ends should not fill a disk. */
const LONGEST = 3000;

export interface Size {
  width: number;
  height: number;
}

/** What a picture shows: a window of this size and, where there is more on the page, all of it. */
export type View = Size & { isWhole: boolean };

export const windowOf = (size: Size): View => ({ ...size, isWhole: false });
export const wholeAt = (size: Size): View => ({ ...size, isWhole: true });

/**
 * Takes pictures of a page until one is as wanted, or until nothing has changed on it for so long that nothing will.
 * Resolves with the last one as a PNG.
 */
export const pictureAtRest = async (
  page: Page,
  view: View,
  stillForMs: number,
  isAsWanted: (png: Buffer) => boolean = () => false,
): Promise<Buffer> => {
  await page.evaluate(async () => void (await document.fonts.ready));
  let latest = await take(page, view);
  let since = performance.now();
  while (!isAsWanted(latest)) {
    const next = await take(page, view);
    if (!next.equals(latest)) since = performance.now();
    else if (performance.now() - since > stillForMs) break;
    latest = next;
  }
  return latest;
};

const take = async (page: Page, { width, height, isWhole }: View): Promise<Buffer> => {
  await page.setViewportSize({ width, height });
  const whole = isWhole ? await page.evaluate(() => document.documentElement.scrollHeight) : 0;
  if (whole > height) await page.setViewportSize({ width, height: Math.min(whole, LONGEST) });
  // The caret is not in it, and what moves has arrived.
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
};
