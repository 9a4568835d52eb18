// From the tap on a kind to "Saved on this phone" in the document, without signal, beside a bare strict put of as
// many bytes in the same page. Once with an empty outbox and once with 10,000 moments that wait.
import type { Page } from 'playwright-core';
import { say as sayApp } from '../../src/words/app.ts';
import { say as sayPractitioner } from '../../src/words/practitioner.ts';
import { field } from '../support/walking.ts';
import { type Family, ratioFigure } from './figure.ts';
import { type BenchPhone, fillOutbox, openBenchPhone, sinceYesterday } from './phone.ts';

const SAVES = 9;
const WARM_UP = 2;
const WORDS = 'I used to sit by the door, and now I make the tea for everybody.';

interface Measured {
  ours: number[];
  bare: number[];
}

const measure = async (phone: BenchPhone): Promise<Measured> => {
  const { page, server } = phone;
  await page.goto(server.url);
  await page.locator('.bar button').first().waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const measured: Measured = { ours: [], bare: [] };
  for (let turn = -WARM_UP; turn < SAVES; turn += 1) {
    const words = `${WORDS} ${turn}`;
    await typeWords(page, words);
    const bareMs = await page.evaluate(putBare, words);
    const oursMs = await tapAndWait(page, words);
    if (turn < 0) continue;
    measured.ours.push(oursMs);
    measured.bare.push(bareMs);
  }
  return measured;
};

/** As a person types. What follows the save before, like reading how all stands, happens meanwhile. */
const typeWords = async (page: Page, words: string): Promise<void> => {
  await field(page).pressSequentially(words, { delay: 15 });
  await page.evaluate(draftIsKept, words);
};

/** From the tap on a kind to "Saved on this phone". ms. */
const tapAndWait = async (page: Page, words: string): Promise<number> => {
  const kind = page.getByRole('button', { name: sayApp('kind.celebrate') });
  const at = (await kind.boundingBox())!;
  await page.evaluate(watchForSaved, { words, title: sayPractitioner('capture.saved') });
  // By the mouse alone: a locator's own click looks at the page first, in the page.
  await page.mouse.click(at.x + at.width / 2, at.y + at.height / 2);
  return await page.evaluate(() => (globalThis as unknown as { savedMs: Promise<number> }).savedMs);
};

/** Writes and saves one moment on the capture screen, whatever goes on beside it. ms of the save. */
export const saveOnce = async (page: Page, turn: number): Promise<number> => {
  const words = `${WORDS} ${turn}`;
  await typeWords(page, words);
  return await tapAndWait(page, words);
};

/** Runs in the page: resolves once the phone holds these words as a draft, so that no write of it is under way. */
const draftIsKept = (words: string) =>
  new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('moments-outbox');
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const look = (): void => {
        const asked = opening.result.transaction('drafts').objectStore('drafts').getAll();
        asked.addEventListener('success', () => {
          if (!asked.result.some((draft: { words: string }) => draft.words === words)) {
            setTimeout(look, 20);
            return;
          }
          opening.result.close();
          resolve();
        });
      };
      look();
    });
  });

/** Runs in the page: one strict put of as many bytes as a saved moment has, on a connection that is open. ms. */
const putBare = async (words: string): Promise<number> => {
  const own = globalThis as unknown as { bare?: IDBDatabase };
  own.bare ??= await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('bench-bare', 1);
    opening.addEventListener('upgradeneeded', () =>
      opening.result.createObjectStore('rows', { keyPath: 'key' }),
    );
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => resolve(opening.result));
  });
  const row = { key: crypto.randomUUID(), words, rest: 'x'.repeat(1_200) };
  const startedMs = performance.now();
  const tx = own.bare.transaction('rows', 'readwrite', { durability: 'strict' });
  tx.objectStore('rows').put(row);
  await new Promise<void>((resolve, reject) => {
    tx.addEventListener('complete', () => resolve());
    tx.addEventListener('error', () => reject(tx.error));
  });
  return performance.now() - startedMs;
};

/** Runs in the page: the time from the browser's own stamp of the next tap to the card that says so. ms. */
const watchForSaved = ({ words, title }: { words: string; title: string }): void => {
  (globalThis as unknown as { savedMs: Promise<number> }).savedMs = new Promise((resolve) => {
    let tappedMs = 0;
    addEventListener('click', (event) => (tappedMs = event.timeStamp), {
      capture: true,
      once: true,
    });
    const watcher = new MutationObserver(() => {
      const said = document.querySelector('.saved')?.textContent ?? '';
      if (!said.includes(words) || !said.includes(title)) return;
      watcher.disconnect();
      resolve(performance.now() - tappedMs);
    });
    watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
};

export const save: Family = {
  names: ['save_ratio', 'save_10000_waiting_ratio'],
  run: async (asked) => {
    const phone = await openBenchPhone();
    try {
      const withoutSignal = async (waiting: number): Promise<Measured> => {
        await phone.browser.context.setOffline(false);
        await fillOutbox(phone, sinceYesterday(phone, waiting));
        await phone.browser.context.setOffline(true);
        return await measure(phone);
      };
      const none = await withoutSignal(0);
      const figures = [
        ratioFigure('save_ratio', none.ours, none.bare, { unit: 'ms', target: { atMost: 1.5 } }),
      ];
      if (asked.has('save_10000_waiting_ratio')) {
        const many = await withoutSignal(10_000);
        figures.push(
          ratioFigure('save_10000_waiting_ratio', many.ours, none.ours, {
            unit: 'ms',
            against: 'none waiting',
            target: { atMost: 1.2 },
          }),
        );
      }
      return figures;
    } finally {
      await phone.close();
    }
  },
};
