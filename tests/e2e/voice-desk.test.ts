// The manager's part of what is said without a name, in a real browser on a real server: the link and its poster, what
// was said, the answer and the way back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type { ReceiptAnswer } from '../../src/contract/say.ts';
import { say as sayAnswer } from '../../src/words/manager-answer.ts';
import { say as sayFlagged } from '../../src/words/manager-flagged.ts';
import { say as sayVoice } from '../../src/words/manager-voice.ts';
import { say } from '../../src/words/manager.ts';
import { DESK, complaintsOf, launchBrowser } from '../support/browser.ts';
import {
  type SignedInDevice,
  type TestServer,
  call,
  firstProgramme,
  invite,
  setUp,
  startServer,
} from '../support/server.ts';
import { freshProof, sayIt, someSaid } from '../support/speaking.ts';
import { plain, saying, signInContext } from '../support/walking.ts';

const CODE = '4096163842949672';
const WORDS = 'Somebody sleeps behind the kitchen.';

let browser: Browser;
let server: TestServer;
let founder: SignedInDevice;
let programmeId: string;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
  founder = await setUp(server.url, server.setUpLink);
  programmeId = await firstProgramme(server.url, founder);
  const context = await browser.newContext({ viewport: DESK, locale: 'en-GB' });
  page = await context.newPage();
  const own = await invite(server.url, founder, { name: 'Maya', role: 'administrator' });
  await signInContext(page, server.url, own.link);
  complaints = complaintsOf(page);
});
afterAll(async () => {
  await browser?.close();
  await server?.kill();
});

const press = (name: string) => page.getByRole('button', { name: saying(name) }).click();
/** What the code shows on a person's own phone. */
const seenByThem = async (): Promise<string[]> => {
  const proof = await freshProof((path, sending) => call(server.url, path, sending));
  const { body } = await call<ReceiptAnswer>(server.url, '/v1/receipt', {
    body: { code: CODE, proof },
  });
  return body.answers.map(({ words }) => words);
};

test('[A7] a lead is named, then the link is made; its poster is one sheet of A5, black on white', async () => {
  await page.goto(`${server.url}/people/${programmeId}`);
  await page.getByLabel(sayVoice('lead.who')).selectOption({ label: '\u2068Maya\u2069' });
  await page.getByLabel(sayVoice('lead.hours')).fill('Monday to Friday, 9 to 5');
  await page
    .getByLabel(sayVoice('lead.emergency'))
    .fill('If you are in danger, call 999. '.repeat(9));
  await press(sayVoice('lead.save'));
  await press(sayVoice('link.make'));
  await page.locator('.poster').waitFor();

  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([420, 595]);
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const shown = await page.evaluate(() => document.body.innerText);
  expect(shown).toContain(sayVoice('poster.title'));
  expect(shown).not.toContain(sayVoice('release.title'));
  expect(shown).not.toContain(say('inbox.title'));
  const colours = await page
    .locator('.poster')
    .evaluate((poster) => [
      getComputedStyle(poster).color,
      getComputedStyle(poster).backgroundColor,
    ]);
  expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  const isCutOff = await page
    .locator('.poster')
    .evaluate((poster) => poster.scrollHeight > poster.clientHeight + 1);
  expect(isCutOff).toBe(false);
  await page.emulateMedia({ media: null, colorScheme: null });
  expect(complaints).toEqual([]);
});

test('[A7] what is flagged appears on the desk without a reload, is answered, taken back, and settled', async () => {
  await page.goto(`${server.url}/people/${programmeId}`);
  const link = await page.getByRole('textbox', { name: sayVoice('link.copy') }).inputValue();
  await page.goto(`${server.url}/inbox`);
  await page.getByText(say('inbox.empty')).waitFor();
  const said = someSaid({ programmeId, words: WORDS, mayBeAtRisk: true, receiptCode: CODE });
  const { status } = await sayIt(
    (path, sending) => call(server.url, path, sending),
    link.split('#')[1]!,
    said,
  );
  expect(status).toBe(200);

  await page.getByRole('link', { name: sayFlagged('at-risk.link', { count: 1 }) }).click();
  await page.getByText(sayFlagged('at-risk.lead.you')).waitFor();
  expect(await page.locator('.flagged-card .words-said').textContent()).toBe(WORDS);
  await page.getByRole('link', { name: sayFlagged('at-risk.open') }).click();

  // By the keyboard: A leads to the box.
  await page.locator('.answer .text-box').waitFor();
  await page.keyboard.press('a');
  await page.keyboard.type('We found them, and they are warm now.');
  await press(sayAnswer('answer.look'));
  const preview = page.getByRole('group', { name: sayAnswer('preview.title') });
  expect(await preview.innerText()).toContain('We found them, and they are warm now.');
  expect(await seenByThem()).toEqual([]);
  await press(sayAnswer('preview.send'));
  await page.getByText(sayAnswer('answer.done')).waitFor();
  expect(await seenByThem()).toEqual(['We found them, and they are warm now.']);

  await press(sayAnswer('thread.take-back'));
  await page.getByText(sayAnswer('answer.taken-back.done')).waitFor();
  expect(await seenByThem()).toEqual([]);
  expect(await page.locator('.answer .text-box').inputValue()).toBe(
    'We found them, and they are warm now.',
  );

  await page.goto(`${server.url}/inbox/at-risk`);
  await page.getByLabel(sayFlagged('at-risk.outcome')).fill('Found them a bed that night.');
  await press(sayFlagged('at-risk.record'));
  await page.getByText(sayFlagged('at-risk.recorded')).waitFor();
  await page.getByRole('link', { name: sayFlagged('at-risk.tab.settled') }).click();
  await expect
    .poll(async () => plain(await page.locator('main').innerText()))
    .toContain('Found them a bed that night.');
  expect(complaints).toEqual([]);
});

test('[X2] erased for whoever spoke, the words are gone from the open desk of another manager at once', async () => {
  const context = await browser.newContext({ viewport: DESK, locale: 'en-GB' });
  const other = await context.newPage();
  const own = await invite(server.url, founder, { name: 'Noor', role: 'administrator' });
  await signInContext(other, server.url, own.link);
  for (const each of [page, other]) {
    await each.goto(`${server.url}/inbox`);
    await each.locator('a.moment-card').click();
    await each.locator('.words-alone').waitFor();
  }
  await page.locator('.mind:not(.history) summary').click();
  await press(sayAnswer('mind.erase'));
  await press(sayAnswer('mind.erase.confirm'));
  await page.getByText(say('inbox.gone')).waitFor();
  await other.getByText(say('inbox.gone')).waitFor();
  expect(await other.locator('body').innerText()).not.toContain(WORDS);
  await context.close();
  expect(complaints).toEqual([]);
});
