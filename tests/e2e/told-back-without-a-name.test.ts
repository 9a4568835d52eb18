// The whole way of one thing said without a name: on a phone that is handed over without signal, late to the server,
// released to a manager, answered, and told back to the person, who has nothing but the code.
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { say as sayAnswer } from '../../src/words/manager-answer.ts';
import { say as sayDesk } from '../../src/words/manager.ts';
import { say as sayReceipt } from '../../src/words/receipt.ts';
import { sayWithCode } from '../privacy/own-phone.ts';
import {
  DESK,
  PHONE,
  type RealBrowser,
  complaintsOf,
  launchBrowser,
  openPhone,
  turnClockAhead,
  workerIsReady,
} from '../support/browser.ts';
import { filesHolding } from '../support/files-holding.ts';
import {
  type SignedInDevice,
  type TestServer,
  clockAhead,
  startServer,
  temporaryFolder,
} from '../support/server.ts';
import { field, join, organisation } from '../support/walking.ts';
import { giveBack, handOver, openVoice, sealedHere } from '../support/without-name.ts';

const BUILT = fileURLToPath(new URL('../../dist', import.meta.url));
const WORDS = 'The quibblesome heliograph form took me two hours.';
const ANSWER = 'It is one page now, and we fill it in together.';
const BACK = 'I filled it in today, with Janet beside me.';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let others: Browser;
let phone: RealBrowser | undefined;
let server: TestServer;
let manager: SignedInDevice;
let invitation: string;
let complaints: string[][];

beforeEach(async () => {
  [others, server] = await Promise.all([launchBrowser(), startServer({ appDir: BUILT })]);
  ({ manager, invitation } = await organisation(server.url, server.setUpLink));
  await openVoice(server.url, manager);
  complaints = [];
});
afterEach(async () => {
  await phone?.kill();
  await others?.close();
  await server?.kill();
});

const heard = (page: Page): Page => {
  complaints.push(complaintsOf(page));
  return page;
};
const openOn = async (profile: string): Promise<Page> => {
  phone = await openPhone(profile);
  return heard(phone.page);
};
/** A browser of somebody else: it has seen nothing before. */
const somebody = async (options: BrowserContextOptions): Promise<Page> =>
  heard(await (await others.newContext({ locale: 'en-GB', ...options })).newPage());

test('[A2] [A3] [A6] said on a handed-over phone without signal, sent late, released, answered and told back to whoever has the code; their word that it changed comes to the manager', async () => {
  // The practitioner's phone, in a session without signal.
  const profile = temporaryFolder();
  const before = await openOn(profile);
  await join(before, invitation);
  await field(before).waitFor();
  await workerIsReady(before);
  await server.stop();
  await handOver(before);
  const code = await sayWithCode(before, WORDS);
  await giveBack(before);
  const shown = await before.content();
  for (const said of [WORDS, code]) expect(shown).not.toContain(said);
  expect(await sealedHere(before)).toBe(1);
  await phone?.close();
  expect(filesHolding(profile, [WORDS, code, code.replaceAll(' ', '')])).toEqual([]);

  // The manager's desk, on a machine of its own, has nothing before and after the phone has sent.
  await server.restart();
  const desk = await somebody({ viewport: DESK });
  const [name = '', value = ''] = manager.cookie.split('=');
  await desk.context().addCookies([{ name, value, url: server.url }]);
  await desk.goto(`${server.url}/inbox`);
  await desk.getByText(sayDesk('inbox.empty')).waitFor();

  // Later than any due time that may have been drawn, the phone is opened with signal.
  const after = await openOn(profile);
  await turnClockAhead(after, 16 * MINUTE_MS);
  await after.goto(`${server.url}/waiting`);
  await expect.poll(() => sealedHere(after)).toBe(0);
  await phone?.close();
  await desk.reload();
  await desk.getByText(sayDesk('inbox.empty')).waitFor();

  // The day is over: the server releases what it held, and the open desk shows it.
  await server.restart(clockAhead(DAY_MS));
  await desk.locator('main a.moment-card', { hasText: WORDS }).click();
  const box = desk.locator('.answer .text-box');
  await box.fill(ANSWER);
  await desk.getByRole('button', { name: sayAnswer('answer.look') }).click();
  await desk.getByRole('button', { name: sayAnswer('preview.send') }).click();
  await desk.getByText(sayAnswer('answer.done')).waitFor();

  // The person, with nothing but the code.
  const own = await somebody({ viewport: PHONE });
  await own.goto(`${server.url}/receipt`);
  await own.getByLabel(sayReceipt('receipt.code')).fill(code);
  await own.getByRole('button', { name: sayReceipt('receipt.open') }).click();
  await own.getByText(ANSWER).waitFor();
  expect(await own.content()).not.toContain(WORDS);
  await own.getByLabel(sayReceipt('receipt.write')).fill(BACK);
  await own.getByRole('button', { name: sayReceipt('receipt.send'), exact: true }).click();
  await own.getByText(sayReceipt('receipt.sent')).waitFor();
  await own.getByRole('button', { name: sayReceipt('receipt.changed.partly') }).click();
  await own.getByText(sayReceipt('receipt.changed-sent')).waitFor();
  expect(await own.context().cookies()).toEqual([]);

  await desk.reload();
  await desk.getByText(sayAnswer('thread.changed.partly')).waitFor();
  expect(await desk.locator('.thread-speaker', { hasText: BACK }).count()).toBe(1);
  expect(complaints.flat()).toEqual([]);
});
