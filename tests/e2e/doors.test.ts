// The doors of the desk, in a real browser with an authenticator in software: the first passkey, a second device, what a
// closed desk leaves alone, and the way back in when every passkey is lost.
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join as joinPath } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { say as sayDoors } from '../../src/words/doors.ts';
import { say as sayManager } from '../../src/words/manager.ts';
import { say as saySignIn } from '../../src/words/sign-in.ts';
import { DESK, complaintsOf, launchBrowser, workerIsReady } from '../support/browser.ts';
import { type TestServer, startServer } from '../support/server.ts';
import { join, keep, plain, rowsInOutbox } from '../support/walking.ts';

const MANAGER_LINK = fileURLToPath(
  new URL('../../src/server/commands/manager-link.ts', import.meta.url),
);
const DATABASE = 'moments.sqlite';

let browser: Browser;
let server: TestServer;
let phone: Device;
let complaints: string[];

interface Device {
  context: BrowserContext;
  page: Page;
  authenticator: CDPSession;
  authenticatorId: string;
}

/** A device of its own, on which somebody shows a finger whenever they are asked. */
const newDevice = async (): Promise<Device> => {
  const context = await browser.newContext({ viewport: DESK, locale: 'en-GB' });
  const page = await context.newPage();
  const authenticator = await context.newCDPSession(page);
  await authenticator.send('WebAuthn.enable');
  const { authenticatorId } = await authenticator.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { context, page, authenticator, authenticatorId };
};

const credentialsOf = async ({ authenticator, authenticatorId }: Device) =>
  (await authenticator.send('WebAuthn.getCredentials', { authenticatorId })).credentials;

/** The server's own, beside it. */
const openDatabase = (): DatabaseSync =>
  new DatabaseSync(joinPath(server.dataDir, DATABASE), { timeout: 5000 });

/** As if whoever uses any session had shown so many minutes ago who they are. */
const provedAgo = (minutes: number): void => {
  const database = openDatabase();
  const at = new Date(Date.now() - minutes * 60_000).toISOString();
  database.prepare('update session set proved_at = ?').run(at);
  database.close();
};

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const inboxIsOpen = (page: Page): Promise<void> =>
  page.getByRole('heading', { name: sayManager('inbox.title') }).waitFor();
const go = (page: Page, path: string) => page.goto(`${server.url}${path}`);

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
  phone = await newDevice();
  complaints = complaintsOf(phone.page);
  const { page } = phone;
  await page.goto(server.setUpLink ?? '');
  await page.getByLabel(saySignIn('welcome.organisation')).fill('Harbour House');
  await page.getByLabel(saySignIn('welcome.person')).fill('Maya');
  await page.getByLabel(saySignIn('welcome.programme')).fill('Tuesday drop-in');
  await page.getByRole('button', { name: saySignIn('welcome.begin') }).click();
  await inboxIsOpen(page);
});
afterAll(async () => {
  await browser?.close();
  await server?.kill();
});

describe('the doors of the desk', () => {
  test('the first passkey: whoever has none is asked, and it takes one press', async () => {
    const { page } = phone;
    await button(page, sayDoors('prove.make')).click();
    await page.getByText(sayDoors('ask.done')).waitFor();
    expect(await credentialsOf(phone)).toHaveLength(1);
    await go(page, '/people');
    await page.getByRole('heading', { name: sayDoors('passkeys.title') }).waitFor();
    expect(await page.locator('.passkey').count()).toBe(1);
    expect(await page.locator('.passkey-ask').count()).toBe(0);
  });

  test('people are asked about again: the passkey is shown, and what was pressed is done', async () => {
    const { page } = phone;
    provedAgo(11);
    await go(page, '/people');
    await button(page, sayManager('people.invite')).click();
    await page.getByLabel(sayManager('people.invite.name')).fill('Aisha');
    await button(page, sayManager('people.invite.make')).click();
    await page.getByRole('dialog', { name: sayDoors('prove.title.ask_again') }).waitFor();
    await button(page, sayDoors('prove.use')).click();
    await page.getByRole('img', { name: 'QR' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('[P7] [O3] a desk that closed keeps nothing back: without signal a moment is kept, with it it is sent', async () => {
    const { page, context } = phone;
    await go(page, '/new');
    await workerIsReady(page);
    provedAgo(13 * 60);
    await context.setOffline(true);
    await keep(page, 'Heard after the desk had closed.');
    expect((await rowsInOutbox(page))['operations']).toBe(1);
    await context.setOffline(false);
    await expect
      .poll(() => {
        const database = openDatabase();
        const { count } = database
          .prepare('select count(*) as count from moment where words = ?')
          .get('Heard after the desk had closed.') as { count: number };
        database.close();
        return count;
      })
      .toBe(1);

    await go(page, '/inbox');
    await page.getByRole('heading', { name: sayDoors('prove.title.desk_closed') }).waitFor();
    expect(await page.getByText('Heard after the desk had closed.').count()).toBe(0);
    await button(page, sayDoors('closed.open')).click();
    await button(page, sayDoors('prove.use')).click();
    await page.getByText('Heard after the desk had closed.').first().waitFor();
  });

  test('a desk that closes while it is open hides what is on it, and shows it again as it was', async () => {
    const { page } = phone;
    await go(page, '/inbox');
    const words = page.getByText('Heard after the desk had closed.').first();
    await words.waitFor();
    provedAgo(13 * 60);
    // As when somebody comes back to the tab.
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.getByRole('heading', { name: sayDoors('prove.title.desk_closed') }).waitFor();
    expect(await words.isVisible()).toBe(false);
    await button(page, sayDoors('closed.open')).click();
    await button(page, sayDoors('prove.use')).click();
    await expect.poll(() => words.isVisible()).toBe(true);
  });

  test('by keyboard alone: the question takes the focus, Escape puts it off, and the focus is back', async () => {
    const { page } = phone;
    provedAgo(11);
    await go(page, '/people');
    const renew = page.getByRole('button', { name: /^New link for/ }).first();
    await renew.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: sayDoors('prove.use') }).waitFor();
    expect(await dialog.evaluate((it) => it.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await renew.evaluate((it) => it === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: sayDoors('prove.use') }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'QR' }).waitFor();
  });

  test('a second device signs in by the passkey that the password manager brought there', async () => {
    const laptop = await newDevice();
    for (const credential of await credentialsOf(phone)) {
      const { authenticatorId } = laptop;
      await laptop.authenticator.send('WebAuthn.addCredential', { authenticatorId, credential });
    }
    await go(laptop.page, '/sign-in');
    await button(laptop.page, sayDoors('enter.go')).click();
    await inboxIsOpen(laptop.page);
    const heard = laptop.page.getByText('Heard after the desk had closed.').first();
    await heard.waitFor();
    expect(await heard.isVisible()).toBe(true);
    await laptop.context.close();
  });

  test('a passkey that nobody here has is told so, in words', async () => {
    const stranger = await newDevice();
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await stranger.authenticator.send('WebAuthn.addCredential', {
      authenticatorId: stranger.authenticatorId,
      credential: {
        credentialId: randomBytes(32).toString('base64'),
        isResidentCredential: true,
        rpId: 'localhost',
        privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
        userHandle: randomBytes(32).toString('base64'),
        signCount: 1,
      },
    });
    await go(stranger.page, '/sign-in');
    await button(stranger.page, sayDoors('enter.go')).click();
    const alert = stranger.page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toBe(sayDoors('passkey.unknown'));
    await stranger.context.close();
  });

  test('every passkey lost: a link made on the server lets the same person in, who makes a new one', async () => {
    provedAgo(20 * 60);
    const { stdout } = spawnSync(process.execPath, [MANAGER_LINK], {
      env: {
        ...process.env,
        DATABASE_URL: '',
        DATA_DIR: server.dataDir,
        PORT: new URL(server.url).port,
      },
      encoding: 'utf8',
    });
    const link = /http\S+\/join#\S+/.exec(stdout)?.[0] ?? '';
    const fresh = await newDevice();
    await join(fresh.page, link);
    await inboxIsOpen(fresh.page);
    await fresh.page.getByText('Heard after the desk had closed.').first().waitFor();
    await go(fresh.page, '/people');
    await button(fresh.page, sayDoors('passkeys.add')).click();
    await fresh.page.getByText(sayDoors('passkeys.added')).waitFor();
    expect(await fresh.page.locator('.passkey').count()).toBe(2);
    // The lost one goes.
    await fresh.page.locator('.passkey .button-quiet').last().click();
    await button(fresh.page, sayDoors('passkeys.remove')).last().click();
    await expect.poll(() => fresh.page.locator('.passkey').count()).toBe(1);
    expect(plain(await fresh.page.locator('main').innerText())).toContain('is removed');
    await fresh.context.close();
  });

  test('nothing of it complains', () => {
    expect(complaints).toEqual([]);
  });
});
