// What a phone does between signal and none: each test has its own server, its own context and the built app.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { PushRequest } from '../../src/contract/push.ts';
import { say as sayApp } from '../../src/words/app.ts';
import { say as sayDetails } from '../../src/words/details.ts';
import { say as sayManager } from '../../src/words/manager.ts';
import { say as sayPractitioner } from '../../src/words/practitioner.ts';
import { say as sayAside } from '../../src/words/asides.ts';
import { say as sayWaiting } from '../../src/words/waiting.ts';
import { DESK, complaintsOf, launchBrowser, workerIsReady } from '../support/browser.ts';
import { aMoment, operationOf } from '../support/operations.ts';
import {
  type SignedInDevice,
  type TestServer,
  firstProgramme,
  invite,
  push,
  temporaryFolder,
} from '../support/server.ts';
import {
  act,
  field,
  join,
  keep,
  personOnDesk,
  phoneOnServer,
  rowsInOutbox,
  saying,
  signOut,
  wordsOnDesk,
} from '../support/walking.ts';

const BUILT = fileURLToPath(new URL('../../dist', import.meta.url));

let browser: Browser;
let context: BrowserContext;
let page: Page;
let server: TestServer;
let appDir: string;
let manager: SignedInDevice;
let complaints: string[];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  appDir = joinPath(temporaryFolder(), 'app');
  cpSync(BUILT, appDir, { recursive: true });
  ({ server, manager, context, page, complaints } = await phoneOnServer(browser, appDir));
});
afterEach(async () => {
  await context?.close();
  await server?.kill();
});

const inbox = (): Promise<string[]> => wordsOnDesk(server.url, manager);
const endSessionsOf = async (name: string): Promise<string> => {
  const { personId, sessions } = await personOnDesk(server.url, manager, name);
  for (const { sessionId } of sessions) {
    await act(server.url, manager, `/v1/desk/sessions/${sessionId}/end`);
  }
  return personId;
};
/** The phone hears that it is online again, as it does when signal comes back. */
const comeOnline = (on = page): Promise<boolean> =>
  on.evaluate(() => dispatchEvent(new Event('online')));

test('every signed-in page opens without signal, by a deep link, and none for strangers does', async () => {
  await server.stop();
  for (const [path, seen] of [
    ['/waiting', sayWaiting('waiting.title')],
    ['/new', ''],
    ['/', ''],
  ] as const) {
    await page.goto(server.url + path);
    if (seen === '') await field(page).waitFor();
    else await page.getByRole('heading', { name: seen }).waitFor();
  }
  for (const path of ['/join', '/code', '/say', '/receipt', '/wall/x/y', '/v1/me', '/healthz']) {
    await expect(page.goto(server.url + path)).rejects.toThrow('ERR_CONNECTION_REFUSED');
  }
  expect(complaints).toEqual([]);
});

test('every page of the desk opens without signal, by a deep link', async () => {
  const { link } = await invite(server.url, manager, { name: 'Noor', role: 'manager' });
  const programmeId = await firstProgramme(server.url, manager);
  const operation = operationOf(aMoment({ programmeId }));
  await push(server.url, manager, [operation]);
  const other = await browser.newContext({ viewport: DESK, locale: 'en-GB' });
  const desk = await other.newPage();
  const deskComplaints = complaintsOf(desk);
  await join(desk, link);
  await desk.locator('main blockquote').waitFor();
  await workerIsReady(desk);

  await server.stop();
  const noSignal = (within: Locator) =>
    within.getByText(sayManager('trouble.no-signal'), { exact: true }).first().waitFor();
  for (const [path, title] of [
    ['/inbox', sayManager('inbox.title')],
    [`/inbox/${operation.momentId}`, sayManager('inbox.title')],
    ['/people', sayManager('people.title')],
    ['/', sayManager('inbox.title')],
  ] as const) {
    await desk.goto(server.url + path);
    await desk.getByRole('heading', { name: title, exact: true }).waitFor();
    await desk.getByRole('navigation', { name: sayApp('nav.label') }).waitFor();
    await noSignal(desk.getByRole('main'));
    if (path.startsWith('/inbox/')) {
      await noSignal(desk.getByRole('region', { name: sayManager('inbox.opened') }));
    }
  }
  expect(deskComplaints).toEqual([]);
  await other.close();
});

test('[V3] a new build waits while a draft is open, and is taken after', async () => {
  await field(page).fill('half a sentence');
  // Kept while typing: only then does it stand in the way of an update.
  await expect.poll(() => rowsInOutbox(page)).toMatchObject({ drafts: 1 });

  const worker = joinPath(appDir, 'sw.js');
  writeFileSync(worker, `${readFileSync(worker, 'utf8')}\n// the next build\n`);
  await server.restart();
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  const isWaiting = () =>
    page.evaluate(
      async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state ?? 'none',
    );
  await expect.poll(isWaiting).toBe('installed');
  const take = page.getByRole('button', { name: sayAside('update.take') });
  expect(await take.count()).toBe(0);
  expect(await field(page).inputValue()).toBe('half a sentence');

  await keep(page, 'a whole sentence');
  const reloaded = page.waitForEvent('load');
  await take.click();
  await reloaded;
  await expect.poll(isWaiting).toBe('none');
  await page.goto(`${server.url}/waiting`);
  await page.getByText('a whole sentence').waitFor();
  expect(complaints).toEqual([]);
});

test('[O5] [P7] [O7] a phone whose session ended keeps its outbox, says so, and sends after a renewed link', async () => {
  const personId = await endSessionsOf('Aisha');
  await keep(page, 'kept meanwhile');
  await page.goto(`${server.url}/waiting`);
  await page.getByText(sayDetails('state.sign-in needed'), { exact: true }).waitFor();
  await page.getByText('kept meanwhile').waitFor();
  expect(await inbox()).toEqual([]);

  const { link } = await act(server.url, manager, `/v1/desk/people/${personId}/renew`);
  await join(page, link);
  await field(page).waitFor();
  await expect.poll(inbox).toEqual(['kept meanwhile']);
  await page.goto(`${server.url}/waiting`);
  await page.getByText(saying('Sent to Harbour House')).waitFor();
});

test('[O5] what one person left on a phone is never sent under another person', async () => {
  await endSessionsOf('Aisha');
  await keep(page, 'what Aisha heard');
  await page.goto(`${server.url}/waiting`);
  await page.getByText(sayDetails('state.sign-in needed'), { exact: true }).waitFor();

  const ben = { name: 'Ben', role: 'practitioner' };
  const { link } = await act(server.url, manager, '/v1/desk/invitations', ben);
  await join(page, link);
  await field(page).waitFor();
  await keep(page, 'what Ben heard');
  await page.goto(`${server.url}/waiting`);
  await expect.poll(inbox).toEqual(['what Ben heard']);
  await page.getByText(saying(sayWaiting('waiting.others', { count: 1 }))).waitFor();
  expect(await page.getByText('what Aisha heard').count()).toBe(0);
});

test('[P3] two tabs of one phone send nothing twice', async () => {
  await server.stop();
  for (const words of ['one', 'two', 'three', 'four', 'five']) await keep(page, words);
  const other = await context.newPage();
  // What was answered: a request that met no server may be made again.
  const received: string[] = [];
  context.on('requestfinished', (request) => {
    if (!request.url().endsWith('/v1/push')) return;
    const { operations } = request.postDataJSON() as PushRequest;
    received.push(...operations.map(({ operationId }) => operationId));
  });
  for (const tab of [page, other]) await tab.goto(`${server.url}/waiting`);
  await server.restart();
  await Promise.all([comeOnline(page), comeOnline(other)]);
  await expect
    .poll(async () => (await inbox()).toSorted())
    .toEqual(['five', 'four', 'one', 'three', 'two']);
  for (const tab of [page, other]) {
    await expect.poll(() => tab.getByText(saying('Sent to Harbour House')).count()).toBe(5);
  }
  expect(await inbox()).toHaveLength(5);
  expect(received).toHaveLength(5);
  expect(new Set(received).size).toBe(5);
});

test('[O4] Undo within the card leaves nothing anywhere, and gives the words back', async () => {
  await keep(page, 'said in confidence');
  await page.getByRole('button', { name: sayPractitioner('capture.undo') }).click();
  await expect.poll(() => field(page).inputValue()).toBe('said in confidence');
  await field(page).fill('');
  await expect.poll(() => rowsInOutbox(page)).toEqual({ drafts: 0, moments: 0, operations: 0 });
  // What follows is sent: so the endpoint has seen all that there was to see.
  await keep(page, 'the next one');
  await page.goto(`${server.url}/waiting`);
  await expect.poll(inbox, { timeout: 30_000 }).toEqual(['the next one']);
});

test('[P7] a phone that was marked as lost wipes itself at its next contact, and only then', async () => {
  await server.stop();
  await keep(page, 'on a lost phone');
  // Nothing of the app is open, so nothing hears of it.
  await page.goto('about:blank');
  await server.restart();
  const { sessions } = await personOnDesk(server.url, manager, 'Aisha');
  await act(server.url, manager, `/v1/desk/sessions/${sessions[0]?.sessionId}/lost`);

  await server.stop();
  await page.goto(`${server.url}/waiting`);
  await page.getByText('on a lost phone').waitFor();
  expect(await rowsInOutbox(page)).toMatchObject({ moments: 1, operations: 1 });

  await server.restart();
  await comeOnline();
  await page.getByText(sayApp('doors.invited')).waitFor();
  const left = await page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(left.databases).not.toContain('moments-outbox');
  expect(left).toMatchObject({ caches: [], workers: 0 });
  expect(await inbox()).toEqual([]);
});

test('[S6] [O5] signing out keeps what was not sent, and a renewed link sends it', async () => {
  await page.route('**/v1/push', (route) => route.abort());
  await keep(page, 'not sent yet');
  await page.goto(`${server.url}/waiting`);
  await page.getByText('not sent yet').waitFor();
  await signOut(page);

  expect(await rowsInOutbox(page)).toMatchObject({ moments: 1, operations: 1 });
  const { personId, sessions } = await personOnDesk(server.url, manager, 'Aisha');
  expect(sessions).toMatchObject([{ state: 'ended' }]);
  expect(await inbox()).toEqual([]);

  await page.unroute('**/v1/push');
  const { link } = await act(server.url, manager, `/v1/desk/people/${personId}/renew`);
  await join(page, link);
  await expect.poll(inbox).toEqual(['not sent yet']);
  expect(complaints).toEqual([]);
});
