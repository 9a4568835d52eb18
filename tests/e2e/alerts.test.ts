// Alerts on a real server, with a mail server and a receiver of webhooks: they arrive, and what does not is on the desk.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { say } from '../../src/words/manager-alerts.ts';
import { say as sayDesk } from '../../src/words/manager.ts';
import { PHONE, complaintsOf, launchBrowser } from '../support/browser.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import {
  type SignedInDevice,
  type TestServer,
  call,
  firstProgramme,
  setUp,
  startServer,
} from '../support/server.ts';
import { sayIt, someSaid } from '../support/speaking.ts';
import { plain, saying, signInContext } from '../support/walking.ts';
import {
  type WebhookReceiver,
  startWebhookReceiver,
  verified,
} from '../support/webhook-receiver.ts';

const WORDS = 'Somebody sleeps behind the kitchen.';

let browser: Browser;
let server: TestServer;
let post: MailServer;
let hooks: WebhookReceiver;
let founder: SignedInDevice;
let programmeId: string;
let secret: string;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [post, hooks] = await Promise.all([startMailServer(), startWebhookReceiver()]);
  const env = { SMTP_URL: post.url, WEBHOOK_ALLOW: '127.0.0.1' };
  [browser, server] = await Promise.all([launchBrowser(), startServer({ env })]);
  founder = await setUp(server.url, server.setUpLink);
  programmeId = await firstProgramme(server.url, founder);
  secret = await linkOf();
  const { link } = (
    await call<{ link: string }>(server.url, `/v1/desk/people/${founder.identity.personId}/renew`, {
      cookie: founder.cookie,
      body: {},
    })
  ).body;
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, locale: 'en-GB' });
  page = await context.newPage();
  await signInContext(page, server.url, link);
  complaints = complaintsOf(page);
});
afterAll(async () => {
  await browser?.close();
  await server?.kill();
  await post?.close();
  await hooks?.close();
});

const linkOf = async (): Promise<string> => {
  const at = `/v1/desk/programmes/${programmeId}`;
  const { cookie, identity } = founder;
  const lead = { leadPersonId: identity.personId, hours: 'Always', emergency: 'Call 999.' };
  await call(server.url, `${at}/safeguarding`, { cookie, body: lead });
  await call(server.url, `${at}/link`, { cookie, body: {} });
  const { body } = await call<{ link: string }>(server.url, `${at}/voice`, { cookie });
  return body.link.split('#')[1]!;
};
const tap = (name: string) => page.getByRole('button', { name: saying(name), exact: true }).tap();
const flag = async (): Promise<void> => {
  const { status } = await sayIt(
    (path, sending) => call(server.url, path, sending),
    secret,
    someSaid({ programmeId, words: WORDS, mayBeAtRisk: true }),
  );
  expect(status).toBe(200);
};
const subjects = () => post.received.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw)?.[1]);

test('an address is given and a webhook added, by touch, and both get a test', async () => {
  await page.goto(`${server.url}/people/alerts`);
  await page.getByLabel(say('own.email')).fill('maya@example.org');
  await tap(say('own.save'));
  await page.getByText(say('own.saved.test')).waitFor();
  await expect.poll(subjects).toEqual(['Moments: a test']);

  await tap(say('hook.add'));
  await page.getByLabel(say('hook.shape.plain')).tap();
  await page.getByLabel(say('hook.name')).fill('Our program');
  await page.getByLabel(say('hook.url')).fill('http://10.0.0.9/hook');
  await tap(say('hook.save'));
  await page.locator('.notice-danger').getByText(say('hook.url.wrong')).waitFor();
  await page.getByLabel(say('hook.url')).fill(hooks.url);
  await tap(say('hook.save'));
  const signedWith = await page.getByLabel(say('hook.secret')).inputValue();
  await expect.poll(() => hooks.received.length).toBe(1);
  expect(verified(hooks.received[0]!, signedWith)).toMatchObject({ type: 'moments.test' });
  expect(complaints).toEqual([]);
});

test('[A7] what is flagged reaches the lead and the webhook at once, without the words', async () => {
  post.received = [];
  hooks.received = [];
  await flag();
  await expect.poll(subjects).toEqual(['Moments: someone may be at risk']);
  await expect.poll(() => hooks.received.length).toBe(1);
  const [link] = /https?:\S+\/inbox\/at-risk/.exec(post.received[0]!.text)!;
  expect(JSON.stringify([post.received, hooks.received])).not.toContain('kitchen');
  // And the link in it leads to where it is looked after.
  await page.goto(link);
  await page.locator('blockquote').getByText(WORDS).waitFor();
});

test('what does not arrive is in the inbox and says why; tried again by hand it arrives', async () => {
  post.received = [];
  post.refuse = { at: 'DATA', code: 451 };
  await flag();
  await vi.waitFor(async () => {
    await page.goto(`${server.url}/inbox`);
    await page
      .getByRole('link', { name: sayDesk('inbox.alerts-failed', { count: 1 }) })
      .tap({ timeout: 2_000 });
  }, 30_000);
  await page.locator('.alert-card').first().waitFor();
  const card = plain(await page.locator('.alert-card').first().innerText());
  expect(card).toContain(say('alerts.what.flagged'));
  expect(card).toContain(say('alerts.why.mail_said_no'));
  expect(post.received).toEqual([]);

  post.refuse = null;
  await tap(say('alerts.trouble.again'));
  await expect.poll(subjects).toEqual(['Moments: someone may be at risk']);
  await vi.waitFor(async () => {
    await page.reload();
    await page.getByRole('heading', { name: say('own.title'), exact: true }).waitFor();
    expect(await page.getByRole('heading', { name: say('alerts.trouble.title') }).count()).toBe(0);
  }, 30_000);
  expect(complaints).toEqual([]);
});

test('[A4] the server wrote down nothing of it, and stops although a mail server hangs', async () => {
  post.isSilent = true;
  post.begun = 0;
  await flag();
  await expect.poll(() => post.begun).toBe(1);
  expect(await server.stop()).toBe(0);
  expect(server.output()).not.toMatch(/maya@example|kitchen|SMTP_URL|\/hook/);
});
