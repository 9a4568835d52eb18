// A phone's storage on its bad days, in a real browser: each has a state on the screen and a way on, and no word is lost.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { say as sayApp } from '../../src/words/app.ts';
import { say as sayTrouble } from '../../src/words/trouble.ts';
import { PHONE, complaintsOf, launchBrowser } from '../support/browser.ts';
import { type SignedInDevice, type TestServer, startServer } from '../support/server.ts';
import {
  field,
  join,
  keep,
  organisation,
  rowsInOutbox,
  saying,
  wordsOnDesk,
} from '../support/walking.ts';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let server: TestServer;
let manager: SignedInDevice;
let complaints: string[];
let quota: CDPSession;

/** Enough for all that these tests keep. */
const ROOM = 1_000_000;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  server = await startServer();
  const made = await organisation(server.url, server.setUpLink);
  manager = made.manager;
  context = await browser.newContext({
    viewport: PHONE,
    locale: 'en-GB',
    serviceWorkers: 'block',
  });
  page = await context.newPage();
  complaints = complaintsOf(page);
  // From the start: what Chromium has once found to be free, it does not ask for again at once.
  quota = await context.newCDPSession(page);
  await quota.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: ROOM });
  await join(page, made.invitation);
  await field(page).waitFor();
});
afterEach(async () => {
  await context?.close();
  await server?.kill();
});

const WORDS = 'I used to sit by the door.';
const told = (trouble: Parameters<typeof sayTrouble>[0], on = page) =>
  on.getByText(saying(sayTrouble(trouble)));
const tapKind = (on = page) => on.getByRole('button', { name: sayApp('kind.idea') }).click();
const isReady = (on = page) => on.locator('.bar button').first().waitFor();

/** Another page of this origin takes all the room there is. */
const fillUp = async (): Promise<void> => {
  const other = await context.newPage();
  await other.goto(`${server.url}/healthz`);
  await other.evaluate(async (room) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('filler', 1);
      opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('filler'));
      opening.addEventListener('success', () => resolve(opening.result));
    });
    const put = (size: number, key: number): Promise<boolean> =>
      new Promise((resolve) => {
        const tx = database.transaction('filler', 'readwrite');
        const bytes = new Uint8Array(size);
        // Not to be compressed.
        for (let at = 0; at < size; at += 65_536) {
          crypto.getRandomValues(bytes.subarray(at, at + 65_536));
        }
        tx.objectStore('filler').put(bytes, key);
        tx.addEventListener('complete', () => resolve(true));
        tx.addEventListener('abort', () => resolve(false));
      });
    let key = 0;
    for (let size = room; size >= 256; size = Math.floor(size / 2)) {
      while (await put(size, (key += 1)));
    }
  }, ROOM);
  await other.close();
};

test('[S4] [P3] a phone without room says so, sends from the screen, and nothing is there twice', async () => {
  await isReady();
  await fillUp();
  await field(page).fill(WORDS);
  await tapKind();
  await told('trouble.full').waitFor();
  expect(await field(page).inputValue()).toBe(WORDS);
  expect(await page.locator('.saved').count()).toBe(0);

  await page.getByRole('button', { name: sayTrouble('trouble.send') }).click();
  await page.getByText(saying('Sent to Harbour House')).first().waitFor();
  expect(await field(page).inputValue()).toBe('');
  expect(await wordsOnDesk(server.url, manager)).toEqual([WORDS]);

  await quota.send('Storage.overrideQuotaForOrigin', { origin: server.url });
  await keep(page, 'with room again');
  await page.goto(`${server.url}/waiting`);
  await expect
    .poll(async () => (await wordsOnDesk(server.url, manager)).toSorted())
    .toEqual([WORDS, 'with room again']);
  expect(complaints).toEqual([]);
});

test('[S4] [V3] where a newer Moments was, the words go along into it', async () => {
  await isReady();
  const newer = await context.newPage();
  await newer.goto(`${server.url}/healthz`);
  await newer.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('moments-outbox', 99);
        opening.addEventListener('success', () => {
          opening.result.close();
          resolve();
        });
        opening.addEventListener('error', () => reject(opening.error));
      }),
  );
  await field(page).fill(WORDS);
  await told('trouble.newer').waitFor();
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: sayTrouble('trouble.take-newer') }).click();
  await loaded;
  await expect.poll(() => field(page).inputValue()).toBe(WORDS);
  // No newer build is here in this test: it is said again, and nothing is lost.
  await told('trouble.newer').waitFor();
  expect(complaints).toEqual([]);
});

test('[S5] a database that is deleted under the page is made anew, and the save is kept once', async () => {
  await keep(page, 'before');
  await field(page).fill(WORDS);
  await expect.poll(() => rowsInOutbox(page)).toMatchObject({ drafts: 1 });
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const deleting = indexedDB.deleteDatabase('moments-outbox');
        deleting.addEventListener('success', () => resolve());
      }),
  );
  await tapKind();
  await page.locator('.saved', { hasText: WORDS }).waitFor();
  expect(await rowsInOutbox(page)).toEqual({ drafts: 0, moments: 1, operations: 1 });
  expect(complaints).toEqual([]);
});

test('[S5] site data that is cleared under the page stops nobody from writing on', async () => {
  await isReady();
  const storage = await context.newCDPSession(page);
  await storage.send('Storage.clearDataForOrigin', {
    origin: server.url,
    storageTypes: 'indexeddb',
  });
  await field(page).fill(WORDS);
  await tapKind();
  await page.locator('.saved', { hasText: WORDS }).waitFor();
  await page.goto(`${server.url}/waiting`);
  await expect.poll(() => wordsOnDesk(server.url, manager)).toEqual([WORDS]);
});

test('[S4] [S5] an older Moments in another tab is told, and this one goes on by itself when it is closed', async () => {
  await keep(page, 'before');
  const older = await context.newPage();
  await older.goto(`${server.url}/healthz`);
  // Of a build that lets go of nothing, or of a tab that is frozen.
  await older.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('moments-outbox');
        opening.addEventListener('success', () => {
          Object.assign(globalThis, { held: opening.result });
          resolve();
        });
      }),
  );
  // The build to come opens the next version.
  await page.close();
  const next = await context.newPage();
  let isNext = false;
  await next.route('**/assets/*.js', async (route) => {
    const response = await route.fetch();
    const script = await response.text();
    const body = script.replace(/(moments-outbox[`"'],\w+=)1\b/, '$12');
    isNext ||= body !== script;
    await route.fulfill({ response, body });
  });
  await next.goto(`${server.url}/new`);
  await isReady(next);
  expect(isNext).toBe(true);
  await field(next).fill(WORDS);
  await told('trouble.blocked', next).waitFor();
  await older.close();
  await expect.poll(() => told('trouble.blocked', next).count()).toBe(0);
  await tapKind(next);
  await next.locator('.saved', { hasText: WORDS }).waitFor();
  await next.goto(`${server.url}/waiting`);
  await next.getByText('before').waitFor();
});

test('[S2] two tabs that write at once: each keeps its own words, and what the closed one left comes back', async () => {
  await isReady();
  await field(page).fill('typed in the first tab');
  await expect.poll(() => rowsInOutbox(page)).toMatchObject({ drafts: 1 });
  const other = await context.newPage();
  await other.goto(`${server.url}/new`);
  await isReady(other);
  await field(other).fill('typed in the second tab');
  await expect.poll(() => rowsInOutbox(page)).toMatchObject({ drafts: 2 });
  expect(await field(page).inputValue()).toBe('typed in the first tab');
  await other.close();
  await tapKind();
  await page.locator('.saved', { hasText: 'typed in the first tab' }).waitFor();
  await page.reload();
  await expect.poll(() => field(page).inputValue()).toBe('typed in the second tab');
  expect(await rowsInOutbox(page)).toMatchObject({ drafts: 1, moments: 1 });
  expect(complaints).toEqual([]);
});

test('[P5] a frozen tab that holds the lock does not keep this one from sending', async () => {
  const frozen = await context.newPage();
  await frozen.goto(`${server.url}/healthz`);
  await frozen.evaluate(
    () =>
      new Promise<void>((resolve) => {
        void navigator.locks.request('moments-drain', () => {
          resolve();
          return new Promise(() => undefined);
        });
      }),
  );
  await page.clock.install();
  await page.goto(`${server.url}/new`);
  await page.clock.runFor(1_000);
  await isReady();
  await field(page).fill(WORDS);
  await tapKind();
  await page.locator('.saved', { hasText: WORDS }).waitFor();
  await expect
    .poll(async () => {
      await page.clock.runFor(10_000);
      return await wordsOnDesk(server.url, manager);
    })
    .toEqual([WORDS]);
});
