// What went wrong on its way, as a manager meets it: set aside, changed twice, or brought in a file.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { PROTOCOL } from '../../src/contract/version.ts';
import { say } from '../../src/words/manager.ts';
import { DESK, PHONE, complaintsOf, launchBrowser } from '../support/browser.ts';
import { aMoment, amendmentOf, exportOf, operationOf } from '../support/operations.ts';
import {
  type SignedInDevice,
  type TestServer,
  call,
  firstProgramme,
  invite,
  push,
  setUp,
  signIn,
  startServer,
} from '../support/server.ts';
import { personOnDesk, plain, signInContext, wordsOnDesk } from '../support/walking.ts';

let browser: Browser;
let server: TestServer;
let manager: SignedInDevice;
let phone: SignedInDevice;
let tablet: SignedInDevice;
let programmeId: string;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
  manager = await setUp(server.url, server.setUpLink);
  phone = await signIn(server.url, await invite(server.url, manager, { name: 'Aisha' }));
  const { link } = (
    await call<{ link: string }>(server.url, `/v1/desk/people/${phone.identity.personId}/renew`, {
      cookie: manager.cookie,
      body: {},
    })
  ).body;
  tablet = await signIn(server.url, { link });
  programmeId = await firstProgramme(server.url, phone);
  const context = await browser.newContext({ viewport: DESK, locale: 'en-GB' });
  page = await context.newPage();
  const own = await invite(server.url, manager, { name: 'Maya', role: 'manager' });
  await signInContext(page, server.url, own.link);
  complaints = complaintsOf(page);
});
afterAll(async () => {
  await browser?.close();
  await server?.kill();
});

const a = (said: Parameters<typeof aMoment>[0] = {}) => aMoment({ programmeId, ...said });

test('[P8] what breaks a rule appears without a reload, is read, and settled', async () => {
  await page.goto(`${server.url}/inbox`);
  await page.getByText(say('inbox.empty')).waitFor();
  const words = 'They moved the chairs. <b>Now</b> we can hear each other.';
  const { body } = await push(server.url, phone, [operationOf({ ...a({ words }), mood: 'fine' })]);
  expect(body.results).toMatchObject([{ status: 'quarantined' }]);

  await page.getByRole('link', { name: say('aside.link', { count: 1 }) }).click();
  await page.locator('.aside').waitFor();
  expect(await page.locator('.aside .words-said').textContent()).toBe(words);
  expect(plain(await page.locator('.aside').innerText())).toContain('Aisha');

  // By the keyboard: to the card, and to its button.
  await page.keyboard.press('j');
  expect(await page.locator('.aside').evaluate((card) => card === document.activeElement)).toBe(
    true,
  );
  await page.getByRole('button', { name: say('aside.looked') }).press('Enter');
  await page.getByText(say('aside.empty')).waitFor();
  await page.getByRole('link', { name: say('aside.tab.looked') }).click();
  await expect
    .poll(async () => plain(await page.locator('.aside').innerText()))
    .toContain('Maya looked at it');
  expect(complaints).toEqual([]);
});

test('[P9] what two phones changed at once stands side by side, and one under the other on a phone', async () => {
  const created = operationOf(a({ words: 'The garden is where I talk.', audience: 'public' }));
  await push(server.url, phone, [created]);
  await push(server.url, phone, [
    amendmentOf(created.momentId, 2, a({ words: 'Only the garden.', audience: 'team' })),
  ]);
  await push(server.url, tablet, [
    amendmentOf(created.momentId, 2, a({ words: 'Mostly the garden.', audience: 'public' })),
    amendmentOf(created.momentId, 3, a({ words: 'The garden, mostly.', audience: 'public' })),
  ]);
  await page.goto(`${server.url}/inbox`);
  const card = page.locator('.moment-card', { hasText: 'The garden, mostly.' });
  expect(plain(await card.innerText())).toContain(say('inbox.conflicted'));
  await card.click();
  const versions = page.locator('.version');
  await expect.poll(() => versions.count()).toBe(3);
  const texts = (await versions.allInnerTexts()).map(plain);
  expect(texts[0]).toContain('The garden, mostly.');
  expect(texts[0]).toContain(say('versions.stands.newest'));
  expect(texts.slice(1).join()).toContain('Only the garden.');
  expect(texts.slice(1).join()).toContain('Mostly the garden.');
  // The narrower one holds, though the newest words came from a phone that did not know of it.
  expect(plain(await page.locator('.reading-line').innerText())).toContain(
    say('inbox.audience.team'),
  );

  const placesOf = () =>
    versions.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
  expect(new Set(await placesOf()).size).toBeGreaterThan(1);
  await page.setViewportSize(PHONE);
  expect(new Set(await placesOf()).size).toBe(1);
  await page.setViewportSize(DESK);
  expect(complaints).toEqual([]);
});

test('[O6] [P3] a file from a phone is taken in, and what the phone sends later is no second one', async () => {
  const kept = [
    operationOf(a({ words: 'From a phone that fell into the pond.' })),
    operationOf(a({ words: 'And another.' })),
  ];
  await push(server.url, phone, [], { count: 2, since: null });
  const file = exportOf(phone.identity, ...kept);
  const choose = (content: object | string) =>
    page.getByLabel(say('hand-in.choose')).setInputFiles({
      name: 'moments.json',
      mimeType: 'application/json',
      buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
    });

  await page.goto(`${server.url}/people`);
  await choose('a shopping list');
  await page.getByText(say('hand-in.not-ours')).waitFor();
  await choose({ ...file, organisationId: '99999999-9999-4999-8999-999999999999' });
  const take = page.getByRole('button', { name: say('hand-in.take') });
  await take.click();
  await page.getByText(say('trouble.other-organisation')).waitFor();
  await choose(file);
  await take.press('Enter');
  const results = page.locator('.hand-in-results li');
  await expect.poll(() => results.count()).toBe(2);
  expect(await results.allInnerTexts()).toEqual([
    expect.stringContaining(say('hand-in.stored')),
    expect.stringContaining(say('hand-in.stored')),
  ]);

  const { body } = await push(server.url, phone, kept);
  expect(body.protocol).toBe(PROTOCOL);
  expect(body.results.map(({ status }) => status)).toEqual(['duplicate', 'duplicate']);
  const words = await wordsOnDesk(server.url, manager);
  expect(words.filter((each) => each === 'And another.')).toHaveLength(1);
  const { sessions } = await personOnDesk(server.url, manager, 'Aisha');
  expect(sessions.map(({ pendingCount }) => pendingCount)).toEqual([0, 0]);
  expect(complaints).toEqual([]);
});
