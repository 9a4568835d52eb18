// A manager at work, from the first link of all, on a phone and at a desk.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { say as sayInbox } from '../../src/words/manager-inbox.ts';
import { say as sayManager } from '../../src/words/manager.ts';
import { say as saySignIn } from '../../src/words/sign-in.ts';
import { DESK, PHONE, complaintsOf, launchBrowser } from '../support/browser.ts';
import { aMoment, operationOf } from '../support/operations.ts';
import {
  type SignedInDevice,
  type TestServer,
  firstProgramme,
  push,
  signIn,
  startServer,
} from '../support/server.ts';
import { field, plain, saying } from '../support/walking.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const beginWith = async (page: Page, setUpLink: string | null): Promise<void> => {
  await page.goto(setUpLink ?? '');
  await page.getByLabel(saySignIn('welcome.organisation')).fill('Harbour House');
  await page.getByLabel(saySignIn('welcome.person')).fill('Maya');
  await page.getByLabel(saySignIn('welcome.programme')).fill('Tuesday drop-in');
  await page.getByRole('button', { name: saySignIn('welcome.begin') }).click();
  await page.getByRole('heading', { name: sayManager('inbox.title') }).waitFor();
};

/** Invites by hand and reads the link and the code from the screen, where they are shown once. */
const inviteByHand = async (page: Page, name: string): Promise<{ link: string; code: string }> => {
  await page.goto(`${new URL(page.url()).origin}/people`);
  await page.getByRole('button', { name: sayManager('people.invite') }).click();
  await page.getByLabel(sayManager('people.invite.name')).fill(name);
  await page.getByRole('button', { name: sayManager('people.invite.make') }).click();
  await page.getByRole('img', { name: 'QR' }).waitFor();
  const text = plain(await page.locator('main').innerText());
  const link = await page
    .getByRole('textbox', { name: sayManager('people.invitation.link') })
    .inputValue();
  return { link, code: /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(text)?.[0] ?? '' };
};

const cards = (page: Page) => page.locator('main a.moment-card');

describe.each([
  ['on a phone', PHONE],
  ['at a desk', DESK],
])('%s', (_name, viewport) => {
  let server: TestServer;
  let phone: SignedInDevice;
  let programmeId: string;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    server = await startServer();
    const context = await browser.newContext({ viewport, locale: 'en-GB' });
    page = await context.newPage();
    complaints = complaintsOf(page);
    await beginWith(page, server.setUpLink);
  });
  afterAll(async () => {
    await page?.context().close();
    await server?.kill();
  });

  const arrive = (words: string, kind: 'celebrate' | 'improve' = 'celebrate') =>
    push(server.url, phone, [operationOf(aMoment({ words, kind, programmeId }))]);

  test('from the first link to an invitation that signs a phone in, by its code too', async () => {
    const { link } = await inviteByHand(page, 'Aisha');
    phone = await signIn(server.url, { link });
    programmeId = await firstProgramme(server.url, phone);

    const { code } = await inviteByHand(page, 'Noor');
    const other = await browser.newContext({ viewport: PHONE, locale: 'en-GB' });
    const stranger = await other.newPage();
    await stranger.goto(`${server.url}/code`);
    await stranger.getByLabel(saySignIn('code.label')).fill(code.toLowerCase().replace('-', ' '));
    await stranger.getByRole('button', { name: saySignIn('code.next') }).click();
    await stranger.getByRole('button', { name: saySignIn('join.take') }).click();
    await field(stranger).waitFor();
    // Used once, the link opens nothing more.
    await stranger.goto('about:blank');
    await stranger.goto(link);
    await stranger.getByText(saySignIn('sign-in.used')).waitFor();
    await other.close();
    expect(complaints).toEqual([]);
  });

  test('what arrives appears without a reload, in a second tab too; opening it marks it seen', async () => {
    await page.goto(`${server.url}/inbox`);
    await page.getByText(sayManager('inbox.empty')).waitFor();
    const second = await page.context().newPage();
    await second.goto(`${server.url}/inbox`);
    await second.getByText(sayManager('inbox.empty')).waitFor();

    await arrive('The form asks the same thing three times.', 'improve');
    await expect.poll(() => cards(page).count()).toBe(1);
    await expect.poll(() => cards(second).count()).toBe(1);
    await second.close();

    expect(await cards(page).first().innerText()).toContain(sayManager('inbox.new'));
    await cards(page).first().click();
    await page.locator('.words-alone').waitFor();
    expect(await page.locator('.words-alone').textContent()).toBe(
      'The form asks the same thing three times.',
    );
    await page.goBack();
    await expect.poll(() => cards(page).first().innerText()).not.toContain(sayManager('inbox.new'));
    await page.reload();
    await cards(page).first().waitFor();
    expect(await cards(page).first().innerText()).not.toContain(sayManager('inbox.new'));
    expect(complaints).toEqual([]);
  });

  test('by kind: only what fits is shown, and a reload keeps the choice', async () => {
    await arrive('I used to sit by the door.');
    await page.goto(`${server.url}/inbox`);
    await expect.poll(() => cards(page).count()).toBe(2);
    await page.getByRole('button', { name: sayInbox('filters.open') }).click();
    await page.getByLabel(sayManager('inbox.filter.kind')).selectOption('improve');
    await expect.poll(() => cards(page).count()).toBe(1);
    await page.reload();
    await expect.poll(() => cards(page).count()).toBe(1);
    expect(await cards(page).first().innerText()).toContain('three times');
  });
});

test('signed in twice: the same link on a second device is refused, a renewed one is not another person', async () => {
  const server = await startServer();
  const context = await browser.newContext({ viewport: DESK, locale: 'en-GB' });
  const page = await context.newPage();
  await beginWith(page, server.setUpLink);
  const { link } = await inviteByHand(page, 'Aisha');
  const first = await signIn(server.url, { link });
  await page.goto(`${server.url}/people`);
  const renew = saying(sayManager('people.renew.for', { name: 'Aisha' }));
  await page.getByRole('button', { name: renew }).click();
  const renewed = await page
    .getByRole('textbox', { name: sayManager('people.invitation.link') })
    .inputValue();
  const again = await signIn(server.url, { link: renewed });
  expect(again.identity.personId).toBe(first.identity.personId);
  await expect(signIn(server.url, { link })).rejects.toThrow('link_used');
  await context.close();
  await server.kill();
});
