// A person speaks on their own phone, without a name: a real browser, the built pages, the real server.
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { NEUTRAL_PAGE } from '../../src/service-user/leave/leave-quickly.ts';
import { say } from '../../src/words/say.ts';
import { say as sayReceipt } from '../../src/words/receipt.ts';
import { PHONE, complaintsOf, launchBrowser } from '../support/browser.ts';
import { type SignedInDevice, type TestServer, call, startServer } from '../support/server.ts';
import { organisation, wordsOnDesk } from '../support/walking.ts';
import type { DeskPage } from '../../src/contract/desk.ts';
import { callsOf, kindButton, openVoice, seen, tick, wordsField } from '../support/without-name.ts';

const BUILT = fileURLToPath(new URL('../../dist', import.meta.url));
const WORDS = 'The night staff laughed at me.';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let server: TestServer;
let manager: SignedInDevice;
let link: string;
let complaints: string[];

beforeEach(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer({ appDir: BUILT })]);
  manager = (await organisation(server.url, server.setUpLink)).manager;
  link = await openVoice(server.url, manager);
  context = await browser.newContext({ viewport: PHONE, locale: 'en-GB' });
  await context.route(NEUTRAL_PAGE, (route) => route.fulfill({ body: '<h1>Weather</h1>' }));
  page = await context.newPage();
  complaints = complaintsOf(page);
});
afterEach(async () => {
  await browser?.close();
  await server?.kill();
});

const open = async (): Promise<void> => {
  await page.goto(link);
  await wordsField(page).waitFor();
};

const keptHere = () =>
  page.evaluate(async () => ({
    cookies: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    state: history.state as unknown,
  }));

test('[A1] [A3] words go to the managers without a name, and the site leaves nothing on the phone', async () => {
  const calls = callsOf(page);
  await open();
  expect(page.url()).toBe(`${server.url}/say`);
  await wordsField(page).fill(WORDS);
  await tick(page, 'risk');
  await kindButton(page, 'improve').click();
  await seen(page, 'say.sent');

  expect(await wordsOnDesk(server.url, manager)).toEqual([WORDS]);
  expect(await page.locator('body').innerText()).not.toContain(WORDS);
  expect(await keptHere()).toEqual({
    cookies: '',
    local: 0,
    session: 0,
    databases: [],
    caches: [],
    workers: 0,
    state: null,
  });
  expect(await context.cookies()).toEqual([]);
  expect(calls.map(({ path }) => path)).toEqual(['/v1/say/form', '/v1/say']);
  for (const { headers } of calls) {
    expect(Object.keys(await headers).filter((name) => /cookie|auth|referer/.test(name))).toEqual(
      [],
    );
  }
  // The secret was taken out of the address: a reload opens nothing.
  await page.reload();
  await seen(page, 'say.no-link');
  expect(complaints).toEqual([]);
});

test('[A3] on a phone that is signed in, no cookie goes along', async () => {
  const [name = '', value = ''] = manager.cookie.split('=');
  await context.addCookies([{ name, value, url: server.url }]);
  const calls = callsOf(page);
  await open();
  await wordsField(page).fill(WORDS);
  await tick(page, 'risk');
  await kindButton(page, 'idea').click();
  await seen(page, 'say.sent');
  for (const { headers } of calls) expect(await headers).not.toHaveProperty('cookie');
  expect(await wordsOnDesk(server.url, manager)).toEqual([WORDS]);
});

test('[A1] without signal the words stay on the page and are said to be nowhere else; sent again, they arrive once', async () => {
  await open();
  await wordsField(page).fill(WORDS);
  await tick(page, 'risk');
  await server.stop();
  await kindButton(page, 'improve').click();
  await seen(page, 'say.no-word');
  expect(await wordsField(page).inputValue()).toBe(WORDS);
  expect((await keptHere()).databases).toEqual([]);
  await server.restart();
  await kindButton(page, 'improve').click();
  await seen(page, 'say.sent');
  expect(await wordsOnDesk(server.url, manager)).toEqual([WORDS]);
});

test('an answer that was lost on the way: the same words sent again count once', async () => {
  await open();
  await wordsField(page).fill(WORDS);
  await tick(page, 'risk');
  await page.route(
    '**/v1/say',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await kindButton(page, 'improve').click();
  await seen(page, 'say.no-word');
  await kindButton(page, 'improve').click();
  await seen(page, 'say.sent');
  expect(await wordsOnDesk(server.url, manager)).toEqual([WORDS]);
});

test('a link that was changed is refused in plain words, and words that were being written stay', async () => {
  await open();
  await wordsField(page).fill(WORDS);
  await openVoice(server.url, manager);
  await kindButton(page, 'improve').click();
  await seen(page, 'say.not-taken');
  expect(await wordsField(page).inputValue()).toBe(WORDS);

  await page.goto('about:blank');
  await page.goto(link);
  await seen(page, 'say.link-wrong');
  expect(complaints).toEqual([]);
});

test('[A6] the code is shown twice, goes away, and opens the answer but never the words', async () => {
  await open();
  await wordsField(page).fill(WORDS);
  await tick(page, 'code');
  await tick(page, 'risk');
  await kindButton(page, 'improve').click();
  await page.locator('.code-again').waitFor();
  const code = await page.locator('.code-again').innerText();
  expect(code).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
  expect((await page.locator('.code-digits').innerText()).replace(/\D/g, '')).toBe(
    code.replace(/\D/g, ''),
  );
  await page.getByRole('button', { name: say('say.code-kept') }).click();
  await seen(page, 'say.sent-next');
  expect(await page.locator('body').innerText()).not.toMatch(/\d{4}/);

  const { body } = await call<DeskPage>(server.url, '/v1/desk/moments', {
    cookie: manager.cookie,
  });
  const { momentId } = body.moments[0]!;
  await call(server.url, `/v1/desk/moments/${momentId}/answers`, {
    cookie: manager.cookie,
    body: {
      entryId: '99999999-9999-4999-8999-999999999999',
      words: 'We spoke with all of them.',
      isQuestion: false,
    },
  });
  await page.goto(`${server.url}/receipt`);
  await page.getByLabel(sayReceipt('receipt.code')).fill(code);
  await page.getByRole('button', { name: sayReceipt('receipt.open') }).click();
  await page.getByText('We spoke with all of them.').waitFor();
  expect(await page.locator('body').innerText()).not.toContain(WORDS);

  await page.getByLabel(sayReceipt('receipt.write')).fill('Thank you.');
  await page.getByRole('button', { name: sayReceipt('receipt.send'), exact: true }).click();
  await page.getByText(sayReceipt('receipt.sent')).waitFor();
  await page.getByRole('button', { name: sayReceipt('receipt.withdraw') }).click();
  await page.getByRole('button', { name: sayReceipt('receipt.withdraw-yes') }).click();
  await page.getByText(sayReceipt('receipt.withdrawn')).waitFor();
  expect(await wordsOnDesk(server.url, manager)).not.toContain(WORDS);
  expect((await keptHere()).databases).toEqual([]);
  expect(complaints).toEqual([]);
});

test.each(['the button', 'Shift three times'])(
  '[A1] left quickly by %s: the page is covered and Back does not return into the form',
  async (way) => {
    await page.goto(`${server.url}/plain/icon.svg`);
    await page.goto('about:blank');
    await open();
    await wordsField(page).fill(WORDS);
    if (way === 'the button') await page.getByRole('button', { name: say('say.leave') }).click();
    else for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift');
    await page.getByText('Weather').waitFor();
    expect(page.url()).toBe(NEUTRAL_PAGE);
    await page.goBack();
    expect(page.url()).toBe('about:blank');
    await page.goForward();
    expect(page.url()).toBe(NEUTRAL_PAGE);
  },
);

test('[A1] left in any other way, Back finds a page that holds nothing', async () => {
  await open();
  await wordsField(page).fill(WORDS);
  await page.goto(`${server.url}/receipt`);
  await page.getByLabel(sayReceipt('receipt.code')).waitFor();
  await page.goBack();
  await seen(page, 'say.no-link');
  expect(await page.content()).not.toContain(WORDS);
});
