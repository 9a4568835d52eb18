// The worker sends when no page is open, where the browser wakes it: a bonus, by the very same drain.
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { WAKE_TAG } from '../../src/device/wake-tag.ts';
import { launchBrowser } from '../support/browser.ts';
import { type SignedInDevice, type TestServer } from '../support/server.ts';
import {
  act,
  join,
  keep,
  personOnDesk,
  phoneOnServer,
  rowsInOutbox,
  wordsOnDesk,
} from '../support/walking.ts';

const BUILT = fileURLToPath(new URL('../../dist', import.meta.url));

let browser: Browser;
let context: BrowserContext;
let page: Page;
let server: TestServer;
let manager: SignedInDevice;
let complaints: string[];

beforeEach(async () => {
  browser = await launchBrowser();
  ({ server, manager, context, page, complaints } = await phoneOnServer(browser, BUILT));
});
afterEach(async () => {
  await browser?.close();
  await server?.kill();
});

const inbox = (): Promise<string[]> => wordsOnDesk(server.url, manager);

/** The worker's registration as the browser itself knows it, and the way to wake it by hand. */
const watchWorker = async (session: CDPSession): Promise<() => Promise<void>> => {
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(server.url));
      if (own !== undefined) resolve(own.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  const origin = new URL(server.url).origin;
  return async () => {
    await session.send('ServiceWorker.dispatchSyncEvent', {
      origin,
      registrationId,
      tag: WAKE_TAG,
      lastChance: false,
    });
  };
};

/** Leaves the app without closing the browser; resolves with the way to wake its worker. */
const leaveApp = async (): Promise<() => Promise<void>> => {
  const other = await context.newPage();
  await other.goto(`${server.url}/icon.svg`).catch(() => undefined);
  const wake = await watchWorker(await context.newCDPSession(other));
  await page.close();
  return wake;
};

test('[O2] [O3] what was saved without signal arrives although no page is open any more', async () => {
  await server.stop();
  await keep(page, 'said underground');
  const wake = await leaveApp();
  await server.restart();
  await wake();
  await expect.poll(inbox).toEqual(['said underground']);
  // Its receipt was applied: a page that opens has nothing left to send.
  page = await context.newPage();
  const pushed: string[] = [];
  context.on('request', (request) => {
    if (request.url().endsWith('/v1/push')) pushed.push(request.url());
  });
  await page.goto(`${server.url}/waiting`);
  await page.locator('.state-sent').waitFor();
  expect(pushed).toEqual([]);
  expect(complaints).toEqual([]);
});

test('[O2] without signal the page asks for its worker to be woken', async () => {
  await page.route('**/v1/push', (route) => route.abort());
  const register = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return await (
        registration as unknown as { sync: { getTags: () => Promise<string[]> } }
      ).sync.getTags();
    });
  expect(await register()).toEqual([]);
  await context.setOffline(true);
  await keep(page, 'said underground');
  await expect.poll(register).toEqual([WAKE_TAG]);
});

test('[O5] the worker sends nothing of one person under the session of another', async () => {
  const { personId, sessions } = await personOnDesk(server.url, manager, 'Aisha');
  await act(server.url, manager, `/v1/desk/sessions/${sessions[0]?.sessionId}/end`);
  await server.stop();
  await keep(page, 'what Aisha heard');
  await page.goto('about:blank');
  await server.restart();
  const ben = { name: 'Ben', role: 'practitioner' };
  const { link } = await act(server.url, manager, '/v1/desk/invitations', ben);
  await join(page, link);
  // This phone knows Ben's programmes.
  await page.locator('.bar button').first().waitFor();
  await server.stop();
  await keep(page, 'what Ben heard');
  const wake = await leaveApp();
  await server.restart();
  await wake();
  await expect.poll(inbox).toEqual(['what Ben heard']);

  page = await context.newPage();
  const { link: renewed } = await act(server.url, manager, `/v1/desk/people/${personId}/renew`);
  await join(page, renewed);
  await expect
    .poll(async () => (await inbox()).toSorted())
    .toEqual(['what Aisha heard', 'what Ben heard']);
});

test('[P3] page and worker at once send everything, and nothing twice', async () => {
  await server.stop();
  for (const words of ['one', 'two', 'three']) await keep(page, words);
  // No card is open any more, which would hold the last one back.
  await page.goto(`${server.url}/waiting`);
  const other = await context.newPage();
  const wake = await watchWorker(await context.newCDPSession(other));
  await server.restart();
  await Promise.all([wake(), page.evaluate(() => dispatchEvent(new Event('online'))), wake()]);
  await expect.poll(async () => (await inbox()).toSorted()).toEqual(['one', 'three', 'two']);
  await expect.poll(() => page.locator('.state-sent').count()).toBe(3);
  expect(await inbox()).toHaveLength(3);
});

test('[P7] a lost phone is wiped by its worker too', async () => {
  await server.stop();
  await keep(page, 'on a lost phone');
  const wake = await leaveApp();
  await server.restart();
  const { sessions } = await personOnDesk(server.url, manager, 'Aisha');
  await act(server.url, manager, `/v1/desk/sessions/${sessions[0]?.sessionId}/lost`);
  page = await context.newPage();
  await page.goto(`${server.url}/icon.svg`);
  expect(await rowsInOutbox(page)).toMatchObject({ moments: 1, operations: 1 });
  await wake();
  const left = () =>
    page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  // What others said without a name on this phone is sealed, and is still to be sent.
  await expect.poll(left).toEqual(['moments-sealed']);
  expect(await inbox()).toEqual([]);
});
