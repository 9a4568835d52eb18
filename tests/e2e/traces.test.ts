// What a browser keeps of a page on which somebody wrote, in all the files of its profile.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { say as sayReceipt } from '../../src/words/receipt.ts';
import { type RealBrowser, openPhone } from '../support/browser.ts';
import { filesHolding } from '../support/files-holding.ts';
import { type TestServer, startServer, temporaryFolder } from '../support/server.ts';
import { organisation } from '../support/walking.ts';
import { openVoice, wordsField } from '../support/without-name.ts';

const BUILT = fileURLToPath(new URL('../../dist', import.meta.url));
/** A word that no browser has of itself. */
const CANARY = 'quibblesome-marzipan-heliograph';
const CODE = '4071 9926 3358 1740';

let server: TestServer;
let link: string;
let profile: string;
let phone: RealBrowser;

beforeEach(async () => {
  server = await startServer({ appDir: BUILT });
  const { manager } = await organisation(server.url, server.setUpLink);
  link = await openVoice(server.url, manager);
  profile = join(temporaryFolder(), 'profile');
  mkdirSync(profile);
  phone = await openPhone(profile);
});
afterEach(async () => {
  await phone?.kill();
  await server?.kill();
});

test('[A1] of words and a code that were typed on a person’s own phone there is nothing in any file', async () => {
  const { page } = phone;
  await page.goto(link);
  await wordsField(page).pressSequentially(CANARY);
  await page.goto(`${server.url}/receipt`);
  await page.getByLabel(sayReceipt('receipt.code')).pressSequentially(CODE);
  await page.goto('about:blank');
  await phone.close();
  expect(filesHolding(profile, [CANARY, CODE, CODE.replaceAll(' ', '')])).toEqual([]);
  // The history of the visit is the browser's own, and is told of on the page.
  expect(filesHolding(profile, [`${server.url}/say`])).not.toEqual([]);
});

test('what a page without protection leaves is found by the same scan', async () => {
  const { page } = phone;
  await page.route('**/unprotected', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<form><textarea></textarea></form>' }),
  );
  await page.goto(`${server.url}/unprotected`);
  await page.locator('textarea').pressSequentially(CANARY);
  await page.goto('about:blank');
  await phone.close();
  expect(filesHolding(profile, [CANARY])).not.toEqual([]);
});
