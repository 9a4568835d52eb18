// What a phone cannot send, saved by a real browser as a file that a manager can take in.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { exportFile } from '../../src/contract/export.ts';
import { say as sayWaiting } from '../../src/words/waiting.ts';
import { launchBrowser } from '../support/browser.ts';
import { type SignedInDevice, type TestServer, push } from '../support/server.ts';
import { keep, phoneOnServer, wordsOnDesk } from '../support/walking.ts';

const BUILT = fileURLToPath(new URL('../../dist', import.meta.url));

let browser: Browser;
let page: Page;
let server: TestServer;
let manager: SignedInDevice;
let complaints: string[];

beforeEach(async () => {
  browser = await launchBrowser();
  ({ server, manager, page, complaints } = await phoneOnServer(browser, BUILT));
});
afterEach(async () => {
  await browser?.close();
  await server?.kill();
});

const button = (id: 'hand-in.all' | 'hand-in.save') =>
  page.getByRole('button', { name: sayWaiting(id, { count: 1 }), exact: true });

test('[O6] [S4] [P3] without signal what waits is saved as a file, whose operations later meet their own receipts', async () => {
  await server.stop();
  for (const words of ['one', 'two']) await keep(page, words);
  await page.goto(`${server.url}/waiting`);
  await button('hand-in.all').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button('hand-in.save').click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^moments-\d{4}-\d\d-\d\d\.txt$/);
  const file = exportFile.parse(JSON.parse(readFileSync(await download.path(), 'utf8')));
  expect(file.operations).toHaveLength(2);
  await page.getByText(sayWaiting('hand-in.saved')).waitFor();
  expect(await page.locator('.state-waiting, .state-sending').count()).toBe(2);

  // The same bytes come in by another way, before the phone's own or after: each gets the same receipts, and nothing
  // stands twice.
  await server.restart();
  const cookies = await page.context().cookies(server.url);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const aisha = { ...manager, cookie, identity: { ...manager.identity, personId: file.personId } };
  const { body } = await push(server.url, aisha, file.operations);
  for (const { status } of body.results) expect(['stored', 'duplicate']).toContain(status);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(() => page.locator('.state-sent').count()).toBe(2);
  expect((await wordsOnDesk(server.url, manager)).toSorted()).toEqual(['one', 'two']);
  expect(complaints).toEqual([]);
});
