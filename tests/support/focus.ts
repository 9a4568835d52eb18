// What a keyboard meets: what has the focus, by the name that is said of it, and whether one can see that it has.
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { plain, saying } from './walking.ts';

interface Focus {
  name: string;
  /** Why somebody who looks for the focus would not find it. */
  hidden: string[];
}

/** What has the focus now. Where a script led the reader, to a title or a place, there is nothing to press: no ring. */
const focusOf = async (page: Page): Promise<Focus> => {
  const focus = await page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) {
      return { name: '', hidden: ['nothing has the focus'] };
    }
    const labels = 'labels' in element ? Array.from(element.labels as NodeListOf<HTMLElement>) : [];
    const named = [element.getAttribute('aria-labelledby') ?? ''].map((id) =>
      document.getElementById(id),
    );
    const name =
      element.getAttribute('aria-label') ??
      named[0]?.textContent ??
      labels[0]?.textContent ??
      element.textContent;

    // A chip is its label: the button in it is not to be seen. A box to tick is.
    const seen = element.closest('.chip') ?? element;
    const box = seen.getBoundingClientRect();
    const hidden: string[] = [];
    const isPlace = element.tabIndex < 0;
    const { outlineStyle, outlineWidth } = getComputedStyle(seen);
    const hasRing = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    const hasCaret = element instanceof HTMLTextAreaElement;
    if (!hasRing && !hasCaret && !isPlace) hidden.push('no ring around it');
    // A place, or a card of many lines, may be larger than the page.
    const fits = box.height <= innerHeight / 2;
    if (fits && (box.top < -1 || box.bottom > innerHeight + 1)) hidden.push('out of view');
    const top = Math.max(box.top, 0);
    const middle = (top + Math.min(box.bottom, innerHeight)) / 2;
    const there = document.elementFromPoint(box.left + box.width / 2, isPlace ? top + 2 : middle);
    if (!isPlace && (there === null || (!seen.contains(there) && !there.contains(seen)))) {
      hidden.push(`behind ${there?.className || there?.tagName || 'the edge'}`);
    }
    return { name: name ?? '', hidden };
  });
  return { ...focus, name: plain(focus.name).replace(/\s+/g, ' ').trim() };
};

/** Waits until the focus is, in view, on what is called so. */
export const expectFocus = async (page: Page, name: string): Promise<void> => {
  await expect
    .poll(() => focusOf(page))
    .toEqual({ name: expect.stringMatching(saying(name)), hidden: [] });
};

/** Goes on by one key until the focus is on what is called so. Each stop on the way can be seen. */
export const goTo = async (page: Page, name: string, key = 'Tab'): Promise<void> => {
  const met: string[] = [];
  for (let steps = 0; steps < 80; steps++) {
    await page.keyboard.press(key);
    const focus = await focusOf(page);
    met.push(focus.name);
    expect(focus, `after ${met.join(' → ')}`).toEqual({ name: expect.any(String), hidden: [] });
    if (saying(name).test(focus.name)) return;
  }
  throw new Error(`${key} does not come to "${name}": ${met.join(' → ')}`);
};
