// What a person sees and can type before any script ran.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { say as sayApp } from '../../src/words/app.ts';
import { say } from '../../src/words/say.ts';
import { say as sayReceipt } from '../../src/words/receipt.ts';
import { PHONE, complaintsOf, launchBrowser } from '../support/browser.ts';
import { type TestServer, startServer } from '../support/server.ts';
import { field, organisation, signInContext } from '../support/walking.ts';

let browser: Browser;
let page: Page;
let server: TestServer;
let invitation: string;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startServer();
  ({ invitation } = await organisation(server.url, server.setUpLink));
  page = await browser.newPage({ viewport: PHONE });
});
afterEach(async () => {
  await page?.close();
  await server?.kill();
});

test('[S2] the field stands in the document, and words typed before the script has loaded survive it', async () => {
  await signInContext(page, server.url, invitation);
  const complaints = complaintsOf(page);
  let letScriptIn = (): void => undefined;
  const scriptMayCome = new Promise<void>((resolve) => (letScriptIn = resolve));
  await page.route('**/assets/*.js', async (route) => {
    await scriptMayCome;
    await route.continue();
  });
  await page.goto(server.url, { waitUntil: 'commit' });
  await field(page).waitFor();
  // No script has run: nothing but the browser itself has put the caret there.
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
  await page.keyboard.type('The kettle was ');
  const before = await page.evaluateHandle(() => document.querySelector('textarea'));
  letScriptIn();
  await page.waitForFunction(() => document.querySelector('nav') !== null);
  await page.keyboard.type('my job');
  expect(await field(page).inputValue()).toBe('The kettle was my job');
  expect(
    await page.evaluate((element) => element === document.querySelector('textarea'), before),
  ).toBe(true);
  expect(complaints).toEqual([]);
});

test.each([
  ['with script', true],
  ['without', false],
])('a device that nobody invited gets doors and no field, %s', async (_name, javaScriptEnabled) => {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled });
  const stranger = await context.newPage();
  await stranger.goto(server.url);
  await stranger.getByRole('link', { name: sayApp('doors.invited') }).waitFor();
  expect(await stranger.locator('textarea').count()).toBe(0);
  // Nothing is kept on a stranger's device.
  expect(context.serviceWorkers()).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  // The other door leads out of the app.
  await stranger.getByRole('link', { name: sayApp('doors.speak') }).click();
  await stranger.waitForURL('**/say');
  const shown = javaScriptEnabled ? 'say.no-link' : 'say.no-script';
  await stranger.locator('h1, noscript p', { hasText: say(shown) }).waitFor();
  await context.close();
});

test('who has a receipt code comes to the answer by the door of those who give no name', async () => {
  const context = await browser.newContext({ viewport: PHONE });
  const stranger = await context.newPage();
  const complaints = complaintsOf(stranger);
  await stranger.goto(server.url);
  await stranger.getByRole('link', { name: sayApp('doors.speak') }).click();
  await stranger.getByRole('link', { name: say('say.have-code') }).click();
  await stranger.getByLabel(sayReceipt('receipt.code')).waitFor();
  expect(await context.cookies()).toEqual([]);
  await context.close();
  expect(complaints).toEqual([]);
});

test('installable: a manifest with its own icons and shortcuts, all of which exist', async () => {
  await page.goto(server.url);
  const address = await page.locator('link[rel=manifest]').getAttribute('href');
  const response = await page.request.get(server.url + (address ?? ''));
  expect(response.headers()['content-type']).toContain('application/manifest+json');
  const manifest = (await response.json()) as {
    icons: { src: string; sizes: string; type: string; purpose?: string }[];
    shortcuts: { name: string; url: string }[];
  };
  expect(manifest.shortcuts.map(({ name, url }) => [name, url])).toEqual([
    ['New moment', '/new'],
    ['Waiting', '/waiting'],
  ]);
  expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
  for (const { src, sizes } of manifest.icons.filter(({ type }) => type === 'image/png')) {
    const size = await page.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(size).toBe(sizes);
  }
});
