// What somebody does at the screen of a phone that may be killed at any instant, and what they see there.

import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { say as sayApp } from '../../../src/words/app.ts';
import { field } from '../../support/walking.ts';

/** With a server that is there, nothing takes so long. */
const STUCK_AFTER_MS = 60_000;

/** What is typed has a name, by which it is known ever after, wherever it stands among other words. */
export const nameOf = (life: number, index: number): string => `said-${life}-${index}.`;
export const namesIn = (words: string): string[] => words.match(/said-\d+-\d+\./g) ?? [];

/** Before its script has loaded, a page catches words but no tap. */
export const isReady = (page: Page): Promise<void> => page.locator('.bar button').first().waitFor();

/** Hears of each name the instant that the screen shows it as saved: on its card, or in the list of moments. */
export const listenForSaved = async (
  page: Page,
  onSaved: (name: string) => void,
): Promise<void> => {
  await page.exposeFunction('tellSaved', (words: string) => namesIn(words).forEach(onSaved));
  await page.addInitScript(() => {
    const { tellSaved } = globalThis as unknown as { tellSaved: (words: string) => void };
    const shown = new Set<string>();
    new MutationObserver(() => {
      for (const card of document.querySelectorAll('.saved blockquote, .moment blockquote')) {
        const words = card.textContent ?? '';
        if (!shown.has(words)) tellSaved(words);
        shown.add(words);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
};

/** Types after what stands there: a draft may have come back, or come back at this instant. */
export const typeOn = async (page: Page, words: string): Promise<void> => {
  await field(page).press('Control+End');
  await page.keyboard.insertText(`${words}\n`);
};

/** The way to tap a kind that does not look for it first, so that the time of the tap is known. */
export const findKind = async (page: Page): Promise<() => Promise<void>> => {
  const button = page.getByRole('button', { name: sayApp('kind.celebrate') });
  await button.waitFor();
  const box = (await button.boundingBox())!;
  return () => page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
};

/** What this phone's outbox holds that is not sent: the words that are being typed, and what waits. */
export const outboxOf = (page: Page): Promise<{ drafts: string[]; waiting: string[] }> =>
  page.evaluate(async () => {
    const answer = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        asked.addEventListener('success', () => resolve(asked.result));
        asked.addEventListener('error', () => reject(asked.error!));
      });
    const database = await answer(indexedDB.open('moments-outbox'));
    const tx = database.transaction(['drafts', 'operations']);
    const [drafts, operations] = await Promise.all([
      answer<{ words: string }[]>(tx.objectStore('drafts').getAll()),
      answer<{ body: string; receivedAt?: string }[]>(tx.objectStore('operations').getAll()),
    ]);
    database.close();
    return {
      drafts: drafts.map(({ words }) => words),
      waiting: operations.flatMap(({ body, receivedAt }) => (receivedAt ? [] : [body])),
    };
  });

/** Rejects when it does not come to be so. */
export const until = async (
  what: string,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> => {
  const endMs = performance.now() + STUCK_AFTER_MS;
  while (!(await isSo())) {
    if (performance.now() > endMs) throw new Error(`stuck: ${what}`);
    await pause(10);
  }
};
