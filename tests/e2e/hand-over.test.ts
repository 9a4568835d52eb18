// A practitioner hands over their phone: a real browser, the built app, the real server.
import { mkdirSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Page } from 'playwright-core';
import { say as sayDetails } from '../../src/words/details.ts';
import { say as sayHandOver } from '../../src/words/hand-over.ts';
import { say } from '../../src/words/say.ts';
import { type RealBrowser, complaintsOf, openPhone, workerIsReady } from '../support/browser.ts';
import { filesHolding } from '../support/files-holding.ts';
import {
  type SignedInDevice,
  type TestServer,
  startServer,
  temporaryFolder,
} from '../support/server.ts';
import { field, join, keep, organisation, wordsOnDesk } from '../support/walking.ts';
import {
  callsOf,
  giveBack,
  handOver,
  kindButton,
  openVoice,
  sealedHere,
  tick,
  wordsField,
} from '../support/without-name.ts';

const BUILT = fileURLToPath(new URL('../../dist', import.meta.url));
/** A word that no browser has of itself. */
const CANARY = 'quibblesome-marzipan-heliograph';

let profile: string;
let phone: RealBrowser;
let page: Page;
let server: TestServer;
let manager: SignedInDevice;
let complaints: string[];

const openOn = async (folder: string): Promise<void> => {
  phone = await openPhone(folder);
  page = phone.page;
  complaints = complaintsOf(page);
};

beforeEach(async () => {
  profile = joinPath(temporaryFolder(), 'profile');
  mkdirSync(profile);
  server = await startServer({ appDir: BUILT });
  const made = await organisation(server.url, server.setUpLink);
  manager = made.manager;
  await openVoice(server.url, manager);
  await openOn(profile);
  await join(page, made.invitation);
  await field(page).waitFor();
  await workerIsReady(page);
  // What it needs came with the first pull.
  await vi.waitUntil(async () => (await countIn('moments-known', 'handOver')) === 1, 30_000);
});
afterEach(async () => {
  await phone?.kill();
  await server?.kill();
});

const rowsIn = (name: string, store: string): Promise<unknown[]> =>
  page.evaluate(
    async ([database, from]) => {
      const opening = indexedDB.open(database!);
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      const asked = opening.result.transaction(from!).objectStore(from!).getAll();
      await new Promise((resolve) => asked.addEventListener('success', resolve));
      opening.result.close();
      return asked.result as unknown[];
    },
    [name, store],
  );
const countIn = async (name: string, store: string): Promise<number> =>
  (await rowsIn(name, store)).length;

const isGivenBack = (): Promise<void> => page.getByText(sayHandOver('hand-over.given')).waitFor();

test('[A2] [A3] said without signal, it is sealed at once, the phone comes back blank, and it leaves alone when signal is back', async () => {
  await server.stop();
  await handOver(page);
  await wordsField(page).fill(CANARY);
  await tick(page, 'risk');
  await kindButton(page, 'improve').click();
  await isGivenBack();
  expect(await page.content()).not.toContain(CANARY);
  const [kept, ...others] = await rowsIn('moments-sealed', 'entries');
  expect(others).toEqual([]);
  expect(JSON.stringify(kept)).not.toContain(CANARY);

  await giveBack(page);
  await page.goto(`${server.url}/waiting`);
  await page.getByText(sayHandOver('hand-over.sealed', { count: 1 })).waitFor();

  const calls = callsOf(page);
  await server.restart();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(() => wordsOnDesk(server.url, manager)).toEqual([CANARY]);
  await expect.poll(() => sealedHere(page)).toBe(0);
  const sealed = calls.filter(({ path }) => path === '/v1/say/sealed');
  expect(sealed.length).toBeGreaterThan(0);
  for (const { headers, body } of sealed) {
    expect(Object.keys(await headers).filter((name) => /cookie|auth/.test(name))).toEqual([]);
    expect(Object.keys(JSON.parse(body) as object)).toEqual(['proof', 'entry']);
  }
  // No push carries it, nor counts it.
  for (const { path, body } of calls.filter((one) => one.path === '/v1/push')) {
    expect([path, body]).toEqual([path, expect.not.stringContaining('sealed')]);
  }
  expect(complaints).toEqual([]);
});

test('[A2] a code stays on the screen until it is kept, and then the phone is blank', async () => {
  await handOver(page);
  await wordsField(page).fill(CANARY);
  await tick(page, 'code');
  await kindButton(page, 'celebrate').click();
  const again = page.locator('.code-again');
  await again.waitFor();
  const code = await again.innerText();
  await page.getByRole('button', { name: say('say.code-kept') }).click();
  await isGivenBack();
  expect(await page.content()).not.toContain(code);
  expect(await page.content()).not.toContain(CANARY);
});

test('[A2] in other hands the phone shows nothing of its person’s app: not by Back, a deep link, a reload or a kill; and the words are not kept', async () => {
  await keep(page, 'what Aisha heard');
  await page.getByRole('button', { name: sayDetails('details.done') }).click();
  await handOver(page);
  await wordsField(page).fill(CANARY);
  await page.goBack();
  for (const path of ['/waiting', '/new', '/']) {
    await page.goto(server.url + path);
    await wordsField(page).waitFor();
    expect(await wordsField(page).inputValue()).toBe('');
    expect(await page.locator('body').innerText()).not.toContain('Aisha');
  }
  await phone.kill();
  await openOn(profile);
  await server.stop();
  await page.goto(server.url);
  await wordsField(page).waitFor();
  expect(await wordsField(page).inputValue()).toBe('');

  await page.getByRole('button', { name: say('say.leave') }).click();
  await isGivenBack();
  await page.reload();
  await isGivenBack();
  // A tap is no hold.
  await page.getByText(sayHandOver('hand-over.hold'), { exact: true }).click();
  await isGivenBack();
  await giveBack(page);
  expect(complaints).toEqual([]);
});

test('[A2] nothing that was typed, and no code, is in the files of the browser', async () => {
  await server.stop();
  await handOver(page);
  await wordsField(page).pressSequentially(CANARY);
  // The browser notes what stands on a page when that is left.
  await page.reload();
  await wordsField(page).pressSequentially(CANARY);
  await tick(page, 'code');
  await kindButton(page, 'improve').click();
  const again = page.locator('.code-again');
  await again.waitFor();
  const code = await again.innerText();
  await page.getByRole('button', { name: say('say.code-kept') }).click();
  await isGivenBack();
  await page.reload();
  await isGivenBack();
  await phone.close();
  expect(filesHolding(profile, [CANARY, code, code.replaceAll(' ', '')])).toEqual([]);
});
