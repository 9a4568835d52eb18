// What people do in the app, found by the names that they see. The words come from the catalogues, so that a better
// wording breaks no test.
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { MomentKind } from '../../src/contract/moment.ts';
import { say as sayApp } from '../../src/words/app.ts';
import { say as saySignIn } from '../../src/words/sign-in.ts';
import { say as sayPractitioner } from '../../src/words/practitioner.ts';
import { say as sayWaiting } from '../../src/words/waiting.ts';
import type { DeskPeople, DeskPage, InvitationMade } from '../../src/contract/desk.ts';
import { PHONE, complaintsOf, workerIsReady } from './browser.ts';
import {
  type SignedInDevice,
  type TestServer,
  call,
  invite,
  setUp,
  signIn,
  startServer,
} from './server.ts';

/** Without the marks that set a name apart from the direction of the text around it. */
export const plain = (text: string | null): string => (text ?? '').replace(/[\u2068\u2069]/g, '');

/** Matches a text of the catalogue wherever it stands, isolates or not. */
export const saying = (text: string): RegExp =>
  new RegExp(
    plain(text)
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll(' ', '[\\s\\u2068\\u2069]+'),
  );

export const field = (page: Page): Locator =>
  page.getByRole('textbox', { name: sayPractitioner('capture.ask') });

/** Types words and taps a kind; resolves when the screen says that they are saved. */
export const keep = async (
  page: Page,
  words: string,
  kind: MomentKind = 'celebrate',
): Promise<void> => {
  // Before the script has loaded, words are caught but a tap is not.
  await page.locator('.bar button').first().waitFor();
  await field(page).fill(words);
  await page.getByRole('button', { name: sayApp(`kind.${kind}`) }).click();
  await page.locator('.saved', { hasText: words }).waitFor();
};

/** An organisation with a manager and one invited practitioner, made over HTTP. */
export const organisation = async (
  url: string,
  setUpLink: string | null,
): Promise<{ manager: SignedInDevice; invitation: string }> => {
  const manager = await setUp(url, setUpLink, {
    organisation: 'Harbour House',
    person: 'Maya',
    programme: 'Tuesday drop-in',
  });
  const { link } = await invite(url, manager, { name: 'Aisha' });
  return { manager, invitation: link };
};

/** Opens an invitation on this page and takes it. */
export const join = async (page: Page, link: string): Promise<void> => {
  // Only the fragment may differ from the page that is open; a browser would not load it again.
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('button', { name: saySignIn('join.take') }).click();
};

/** Signs a browser context in over HTTP, for tests that are about something else. */
export const signInContext = async (
  page: Page,
  url: string,
  link: string,
): Promise<SignedInDevice> => {
  const device = await signIn(url, { link });
  const [name, value] = device.cookie.split('=');
  await page
    .context()
    .addCookies([{ name: name ?? '', value: value ?? '', url, httpOnly: true, sameSite: 'Lax' }]);
  return device;
};

/** Signs out from the list of moments, as a person does: asked for, then confirmed. */
export const signOut = async (page: Page): Promise<void> => {
  for (const name of ['waiting.sign-out', 'waiting.sign-out-yes'] as const) {
    await page.getByRole('button', { name: sayWaiting(name), exact: true }).click();
  }
  await page.getByText(sayApp('doors.invited')).waitFor();
};

/** The words of all moments that a manager sees, newest first. */
export const wordsOnDesk = async (url: string, manager: SignedInDevice): Promise<string[]> => {
  const { body } = await call<DeskPage>(url, '/v1/desk/moments', { cookie: manager.cookie });
  return body.moments.map(({ words }) => words);
};

/** One person and their devices, as a manager sees them. */
export const personOnDesk = async (
  url: string,
  manager: SignedInDevice,
  name: string,
): Promise<DeskPeople['people'][number]> => {
  const { body } = await call<DeskPeople>(url, '/v1/desk/people', { cookie: manager.cookie });
  const person = body.people.find((one) => one.name === name);
  if (person === undefined) throw new Error(`nobody is called ${name}`);
  return person;
};

/** A manager's tap that changes something; resolves with the answer when it was done. */
export const act = async (
  url: string,
  manager: SignedInDevice,
  path: string,
  body: object = {},
): Promise<InvitationMade> => {
  const answer = await call<InvitationMade>(url, path, { cookie: manager.cookie, body });
  if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** Makes all that this phone holds older, as if it had been saved so many days ago. */
export const ageOutbox = (page: Page, days: number): Promise<void> =>
  page.evaluate(async (ms) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('moments-outbox');
      opening.addEventListener('success', () => resolve(opening.result));
      opening.addEventListener('error', () => reject(opening.error));
    });
    const stores = ['moments', 'operations'];
    const tx = database.transaction(stores, 'readwrite');
    for (const name of stores) {
      const walk = tx.objectStore(name).openCursor();
      walk.addEventListener('success', () => {
        const cursor = walk.result;
        if (cursor === null) return;
        const row = cursor.value as { savedAt: number };
        cursor.update({ ...row, savedAt: row.savedAt - ms });
        cursor.continue();
      });
    }
    await new Promise((resolve) => tx.addEventListener('complete', resolve));
    database.close();
  }, days * 86_400_000);

/** How many rows stand in each store of this phone's outbox. */
export const rowsInOutbox = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('moments-outbox');
      opening.addEventListener('success', () => resolve(opening.result));
      opening.addEventListener('error', () => reject(opening.error));
    });
    const counted = ['drafts', 'moments', 'operations'].map(
      (name) =>
        new Promise<[string, number]>((resolve, reject) => {
          const asked = database.transaction(name).objectStore(name).count();
          asked.addEventListener('success', () => resolve([name, asked.result]));
          asked.addEventListener('error', () => reject(asked.error));
        }),
    );
    const rows = Object.fromEntries(await Promise.all(counted));
    database.close();
    return rows;
  });

/** A server with an organisation of its own, and a phone on which its practitioner is signed in and writes. */
export const phoneOnServer = async (
  browser: Browser,
  appDir: string,
): Promise<{
  server: TestServer;
  manager: SignedInDevice;
  context: BrowserContext;
  page: Page;
  complaints: string[];
}> => {
  const server = await startServer({ appDir });
  const { manager, invitation } = await organisation(server.url, server.setUpLink);
  const context = await browser.newContext({ viewport: PHONE, locale: 'en-GB' });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await join(page, invitation);
  await field(page).waitFor();
  await workerIsReady(page);
  return { server, manager, context, page, complaints };
};
