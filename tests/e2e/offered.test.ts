// What an organisation asks of its own: changed at the desk, used on a phone without signal, read at the desk.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { say as sayDetails } from '../../src/words/details.ts';
import { say } from '../../src/words/manager-offered.ts';
import { DESK, complaintsOf, launchBrowser } from '../support/browser.ts';
import { act, field, keep, phoneOnServer, signInContext } from '../support/walking.ts';

const BUILT = fileURLToPath(new URL('../../dist', import.meta.url));
const WORDS = 'I came back, and somebody knew my name.';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('a stage of one’s own reaches phones, works there without signal, and stands at the moment', async () => {
  const { server, manager, context, page, complaints } = await phoneOnServer(browser, BUILT);
  const { link } = await act(
    server.url,
    manager,
    `/v1/desk/people/${manager.identity.personId}/renew`,
  );
  const desk = await (await browser.newContext({ viewport: DESK, locale: 'en-GB' })).newPage();
  await signInContext(desk, server.url, link);
  const deskComplaints = complaintsOf(desk);

  // By the keyboard alone.
  await desk.goto(`${server.url}/people/offered`);
  await desk.getByLabel(say('offered.prompts.label')).fill('What made you smile?');
  await desk.getByRole('button', { name: say('offered.stages.add') }).press('Enter');
  await desk.keyboard.type('Coming back');
  await desk.keyboard.press('Enter');
  await desk.getByText(say('offered.saved')).waitFor();

  await page.reload();
  await expect.poll(() => field(page).getAttribute('placeholder')).toBe('What made you smile?');
  await context.setOffline(true);
  await page.reload();
  await expect.poll(() => field(page).getAttribute('placeholder')).toBe('What made you smile?');
  await keep(page, WORDS);
  await page.getByText(sayDetails('details.more'), { exact: true }).click();
  await page.getByText('Coming back', { exact: true }).click();
  await page.getByRole('button', { name: sayDetails('details.done') }).click();
  await context.setOffline(false);

  await desk.goto(`${server.url}/inbox`);
  await desk.locator('[data-moment]', { hasText: WORDS }).click();
  await desk.locator('article').getByText('Coming back', { exact: true }).waitFor();
  expect([complaints, deskComplaints]).toEqual([[], []]);
  await context.close();
  await server.kill();
});
