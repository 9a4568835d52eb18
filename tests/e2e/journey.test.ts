// The main journey, on real storage, a real worker, a real server and a real browser that is really killed.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import {
  type RealBrowser,
  complaintsOf,
  launchBrowser,
  openPhone,
  workerIsReady,
} from '../support/browser.ts';
import { type TestServer, startServer, temporaryFolder } from '../support/server.ts';
import { field, join, keep, organisation, saying, wordsOnDesk } from '../support/walking.ts';

/** Odd on purpose: all of it must arrive to the letter. */
const SAID = [
  'I used to sit by the door.\nNow I put the kettle on for everyone.',
  'لم يخبرني أحد ماذا حدث بعد ذلك \u{1F44D}\u{1F3FD}',
  '<b>bold</b> \'); DROP TABLE moment; -- \u202Edlrow\u202C & "quotes"',
];

let server: TestServer;
let profile: string;
let phone: RealBrowser;

beforeAll(async () => {
  server = await startServer();
  profile = temporaryFolder();
});
afterAll(async () => {
  await phone?.kill();
  await server?.kill();
});

const cards = (page: Page) => page.locator('main blockquote');

test('[O3] [S1] [P4] three moments kept without signal survive a killed browser, are sent once, and survive a killed server', async () => {
  const { manager, invitation } = await organisation(server.url, server.setUpLink);

  phone = await openPhone(profile);
  let complaints = complaintsOf(phone.page);
  await join(phone.page, invitation);
  await field(phone.page).waitFor();
  await workerIsReady(phone.page);
  await phone.close();
  expect(complaints).toEqual([]);

  await server.stop();
  phone = await openPhone(profile);
  complaints = complaintsOf(phone.page);
  await phone.page.goto(server.url);
  for (const words of SAID) await keep(phone.page, words);
  await phone.kill();

  phone = await openPhone(profile);
  complaints = complaintsOf(phone.page);
  await phone.page.goto(`${server.url}/waiting`);
  await expect.poll(() => cards(phone.page).allTextContents()).toEqual(SAID.toReversed());

  await server.restart();
  await phone.page.evaluate(() => dispatchEvent(new Event('online')));
  await expect
    .poll(() => phone.page.getByText(saying('Sent to Harbour House')).count())
    .toBe(SAID.length);
  expect(complaints).toEqual([]);

  const browser = await launchBrowser();
  const desk = await browser.newPage();
  const deskComplaints = complaintsOf(desk);
  const [name, value] = manager.cookie.split('=');
  await desk.context().addCookies([{ name: name ?? '', value: value ?? '', url: server.url }]);
  await desk.goto(`${server.url}/inbox`);
  await expect.poll(() => cards(desk).allTextContents()).toHaveLength(SAID.length);
  expect((await cards(desk).allTextContents()).toSorted()).toEqual(SAID.toSorted());
  expect(deskComplaints).toEqual([]);

  await server.kill();
  await server.restart();
  expect((await wordsOnDesk(server.url, manager)).toSorted()).toEqual(SAID.toSorted());
  await desk.reload();
  await expect.poll(() => cards(desk).allTextContents()).toHaveLength(SAID.length);
  await browser.close();
});
