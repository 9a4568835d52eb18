// An iPhone keeps the app on its Home Screen apart from Safari, and clears what was not installed. Chromium under its
// name: what is shown is held here, what Safari itself does is not.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { say as sayUnsent } from '../../src/words/unsent.ts';
import { say as saySignIn } from '../../src/words/sign-in.ts';
import { say as sayWaiting } from '../../src/words/waiting.ts';
import { PHONE, complaintsOf, launchBrowser } from '../support/browser.ts';
import { IPHONE } from '../support/screens.ts';
import { type SignedInDevice, type TestServer, startServer } from '../support/server.ts';
import {
  act,
  ageOutbox,
  field,
  join,
  keep,
  organisation,
  personOnDesk,
  rowsInOutbox,
  wordsOnDesk,
} from '../support/walking.ts';

let browser: Browser;
let server: TestServer;
let manager: SignedInDevice;
let invitation: string;
let safari: BrowserContext;
let page: Page;
let complaints: string[];

const iphone = () => browser.newContext({ viewport: PHONE, locale: 'en-GB', userAgent: IPHONE });
/** The app on the Home Screen: a storage of its own, and `navigator.standalone`. */
const homeScreen = async (): Promise<BrowserContext> => {
  const context = await iphone();
  await context.addInitScript(() => Object.assign(navigator, { standalone: true }));
  return context;
};

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  server = await startServer();
  ({ manager, invitation } = await organisation(server.url, server.setUpLink));
  safari = await iphone();
  page = await safari.newPage();
  complaints = complaintsOf(page);
});
afterEach(async () => {
  await safari?.close();
  await server?.kill();
});

const installFirst = (on = page) => on.getByRole('heading', { name: saySignIn('iphone.title') });
const take = (on = page) => on.getByRole('button', { name: saySignIn('join.take') });
const stay = () => page.getByRole('button', { name: saySignIn('iphone.stay') });
const renewed = async (): Promise<string> => {
  const { personId } = await personOnDesk(server.url, manager, 'Aisha');
  return (await act(server.url, manager, `/v1/desk/people/${personId}/renew`)).link;
};
const startInSafari = async (): Promise<void> => {
  await page.goto(invitation);
  await stay().click();
  await take().click();
  await field(page).waitFor();
};

test('an invitation asks to install first, and its short code signs the installed app in', async () => {
  await page.goto(invitation);
  await installFirst().waitFor();
  for (const step of ['iphone.share', 'iphone.add', 'iphone.code'] as const) {
    await page.getByText(saySignIn(step)).waitFor();
  }
  expect(await take().count()).toBe(0);
  await page.getByRole('button', { name: saySignIn('iphone.make') }).click();
  const code = await page.locator('.short-code-letters').innerText();
  expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);

  const installed = await homeScreen();
  const app = await installed.newPage();
  await app.goto(`${server.url}/code`);
  await app.getByLabel(saySignIn('code.label')).fill(code);
  await app.getByRole('button', { name: saySignIn('code.next') }).click();
  await take(app).click();
  await keep(app, 'from the Home Screen');
  await app.goto(`${server.url}/waiting`);
  await expect.poll(() => wordsOnDesk(server.url, manager)).toEqual(['from the Home Screen']);
  expect((await personOnDesk(server.url, manager, 'Aisha')).sessions).toHaveLength(1);
  await installed.close();
  expect(complaints).toEqual([]);
});

test('"Stay in Safari" shows the invitation, and it can be taken', async () => {
  await startInSafari();
  expect((await personOnDesk(server.url, manager, 'Aisha')).sessions).toHaveLength(1);
  expect(complaints).toEqual([]);
});

test('nobody is sent to the Home Screen while moments wait unsent in this tab', async () => {
  await startInSafari();
  await page.route('**/v1/push', (route) => route.abort());
  await keep(page, 'still in this tab');
  await page.goto('about:blank');
  await page.goto(await renewed());
  await take().waitFor();
  // What decides it was read from the outbox: this reading comes after it.
  expect(await rowsInOutbox(page)).toMatchObject({ operations: 1 });
  expect(await installFirst().count()).toBe(0);
  await take().click();
  await field(page).waitFor();

  await page.unroute('**/v1/push');
  await page.goto(`${server.url}/waiting`);
  await expect.poll(() => wordsOnDesk(server.url, manager)).toEqual(['still in this tab']);
  await page.locator('.state-sent').waitFor();
  await page.goto('about:blank');
  await page.goto(await renewed());
  await installFirst().waitFor();
  expect(complaints).toEqual([]);
});

test('the installed app goes straight to the invitation', async () => {
  const installed = await homeScreen();
  const app = await installed.newPage();
  complaints = complaintsOf(app);
  await app.goto(invitation);
  await take(app).waitFor();
  expect(await installFirst(app).count()).toBe(0);
  await join(app, invitation);
  await field(app).waitFor();
  await installed.close();
  expect(complaints).toEqual([]);
});

test('what waits in Safari is warned of from the third day on', async () => {
  await startInSafari();
  await page.route('**/v1/push', (route) => route.abort());
  await keep(page, 'in a tab');
  const warning = page.getByText(sayUnsent('unsent.safari', { count: 1 }));
  const long = page.locator('.honest .notice');

  await ageOutbox(page, 2.9);
  await page.goto(`${server.url}/waiting`);
  await long.waitFor();
  await page.getByText(sayWaiting('waiting.only-here')).waitFor();
  expect(await warning.count()).toBe(0);

  await ageOutbox(page, 0.1);
  await page.reload();
  await warning.waitFor();
  await page.goto(`${server.url}/new`);
  await warning.waitFor();

  await page.unroute('**/v1/push');
  await page.goto(`${server.url}/waiting`);
  await page.locator('.state-sent').waitFor();
  await expect.poll(() => warning.count()).toBe(0);
  expect(complaints).toEqual([]);
});
