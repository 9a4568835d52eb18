// Everything without a mouse: somebody who cannot use one, or whose hand is quicker on the keys.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DESK_PAGE } from '../../src/contract/desk.ts';
import { say as sayApp } from '../../src/words/app.ts';
import { say as sayDetails } from '../../src/words/details.ts';
import { say as sayInbox } from '../../src/words/manager-inbox.ts';
import { say as sayManager } from '../../src/words/manager.ts';
import { say as sayPractitioner } from '../../src/words/practitioner.ts';
import { say as sayWaiting } from '../../src/words/waiting.ts';
import { DESK, PHONE, complaintsOf, launchBrowser } from '../support/browser.ts';
import { expectFocus, goTo } from '../support/focus.ts';
import { isLong } from '../support/long.ts';
import { aMoment, operationOf } from '../support/operations.ts';
import {
  type SignedInDevice,
  type TestServer,
  firstProgramme,
  push,
  signIn,
  startServer,
} from '../support/server.ts';
import { act, organisation, plain, signInContext, wordsOnDesk } from '../support/walking.ts';

let browser: Browser;
let server: TestServer;
let manager: SignedInDevice;
let invitation: string;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startServer();
  ({ manager, invitation } = await organisation(server.url, server.setUpLink));
});
afterEach(async () => {
  await context?.close();
  await server?.kill();
});

const openAt = async (viewport: typeof PHONE): Promise<void> => {
  context = await browser.newContext({
    viewport,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  page = await context.newPage();
  complaints = complaintsOf(page);
};
const press = (key: string): Promise<void> => page.keyboard.press(key);
const type = (text: string): Promise<void> => page.keyboard.type(text);
/** Goes on to what is called so, and uses it. */
const use = async (name: string, key = 'Enter'): Promise<void> => {
  await goTo(page, name);
  await press(key);
};
const isSaved = (words: string): Promise<void> =>
  page.locator('.saved', { hasText: words }).locator('.saved-details').waitFor();
/** The words, as the list of this phone shows them. */
const listed = async (): Promise<string[]> =>
  (await page.locator('.moment .words').allTextContents()).map(plain);

describe.each([
  ...(isLong ? [['on a phone', PHONE] as const] : []),
  ['with little room', { width: 390, height: 480 }],
  ['at a desk', DESK],
] as const)('capture %s', (_name, viewport) => {
  beforeEach(async () => {
    await act(server.url, manager, '/v1/desk/programmes', { name: 'Allotment' });
    await openAt(viewport);
    await signInContext(page, server.url, invitation);
    await page.goto(`${server.url}/new`);
    await page.locator('.session-button').waitFor();
    await expectFocus(page, sayPractitioner('capture.ask'));
  });

  test('where one is: the programme and a group, and back to the field', async () => {
    await goTo(page, sayPractitioner('session.choose'), 'Shift+Tab');
    await press('Enter');
    await expectFocus(page, 'Allotment');
    await press('ArrowDown');
    await expectFocus(page, 'Tuesday drop-in');
    await goTo(page, sayDetails('details.no-group'));
    await goTo(page, sayDetails('details.new-group'));
    await type('Gardeners');
    await goTo(page, sayDetails('details.done'));
    // Nothing behind the sheet is ever reached.
    const strayed = await page.evaluate(() => {
      const sheet = document.querySelector('dialog');
      const found: string[] = [];
      document.addEventListener('focusin', ({ target }) => {
        if (!sheet?.contains(target as Node)) found.push((target as Element).outerHTML);
      });
      Object.assign(globalThis, { strayed: found });
      return found;
    });
    expect(strayed).toEqual([]);
    for (let steps = 0; steps < 8; steps++) await press('Tab');
    expect(await page.evaluate(() => (globalThis as { strayed?: string[] }).strayed)).toEqual([]);
    await press('Escape');
    await expectFocus(page, sayPractitioner('capture.ask'));
    await page.locator('.session-name', { hasText: 'Gardeners' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('words, a kind, where it was said; Undo; the details; the next words', async () => {
    await type('I put the kettle on');
    await goTo(page, sayApp('kind.celebrate'));
    await use(sayApp('kind.improve'));
    await expectFocus(page, 'Allotment');
    // Space chooses the one that has the focus, and chooses only.
    await press('Space');
    await use(sayDetails('session.save'));
    await isSaved('I put the kettle on');
    await expectFocus(page, sayPractitioner('capture.ask'));

    await goTo(page, sayPractitioner('capture.undo'), 'Shift+Tab');
    await press('Enter');
    await expectFocus(page, sayPractitioner('capture.ask'));
    await type(' for everyone');
    await use(sayApp('kind.idea'), 'Space');
    await isSaved('I put the kettle on for everyone');
    await expectFocus(page, sayPractitioner('capture.ask'));

    await goTo(page, sayDetails('details.more-principles'), 'Shift+Tab');
    await press('Enter');
    // The button has gone: what it brought has the focus.
    await expectFocus(page, sayApp('principle.capabilities'));
    await press('Space');
    await goTo(page, sayApp('audience.team'), 'Shift+Tab');
    await press('ArrowRight');
    await expectFocus(page, sayApp('audience.board'));
    await use(sayDetails('details.more'));
    await goTo(page, sayDetails('details.not-said'));
    await press('ArrowRight');
    await expectFocus(page, sayApp('stage.joining'));
    await press('ArrowLeft');
    await expectFocus(page, sayDetails('details.not-said'));
    await goTo(page, sayDetails('details.new-group'));
    await type('Gardeners');
    await use(sayDetails('details.done'));
    await expectFocus(page, sayPractitioner('capture.ask'));
    await type('And then');
    await expect.poll(() => page.locator('.writing-field').inputValue()).toBe('And then');
    await expect
      .poll(() => wordsOnDesk(server.url, manager))
      .toEqual(['I put the kettle on for everyone']);
    expect(complaints).toEqual([]);
  });

  test('nothing written: the field says so, and has the focus', async () => {
    await use(sayApp('kind.celebrate'));
    await page.getByText(sayPractitioner('capture.empty')).waitFor();
    await expectFocus(page, sayPractitioner('capture.ask'));
    expect(complaints).toEqual([]);
  });

  test('one’s moments: there, changed, kept after all, taken back, and back to the field', async () => {
    for (const words of ['First', 'Second']) {
      await type(words);
      await use(sayApp('kind.celebrate'));
      if (words === 'First') {
        await expectFocus(page, 'Allotment');
        await press('Space');
        await use(sayDetails('session.save'));
      }
      await isSaved(words);
      await expectFocus(page, sayPractitioner('capture.ask'));
    }
    await goTo(page, sayDetails('details.done'), 'Shift+Tab');
    // The ways on come back once nobody writes, and must not cover it.
    await page.locator('.nav').waitFor();
    await expectFocus(page, sayDetails('details.done'));
    await press('Enter');
    await expectFocus(page, sayPractitioner('capture.ask'));
    await goTo(page, sayApp('kind.celebrate'));
    // A keyboard on the screen hides the ways on for as long as one writes.
    await page.locator('.nav').waitFor();
    await use(sayApp('nav.waiting'));
    // Its way there has gone: the title of what came instead.
    await expectFocus(page, sayWaiting('waiting.title'));
    await expect.poll(() => page.locator('.state-sent').count()).toBe(2);

    await goTo(page, sayWaiting('moment.open', { words: 'Second' }));
    await press('Enter');
    await expectFocus(page, sayWaiting('moment.words'));
    await press('Control+End');
    await type(' thoughts');
    await use(sayWaiting('moment.save'));
    await expectFocus(page, sayWaiting('moment.open', { words: 'Second thoughts' }));
    await expect.poll(listed).toEqual(['Second thoughts', 'First']);
    // It goes under another heading until it is sent again, and the focus goes with it.
    await expect.poll(() => wordsOnDesk(server.url, manager)).toContain('Second thoughts');
    await expect.poll(() => page.locator('.state-sent').count()).toBe(2);
    await expectFocus(page, sayWaiting('moment.open', { words: 'Second thoughts' }));

    await press('Space');
    await expectFocus(page, sayWaiting('moment.words'));
    await use(sayWaiting('moment.take-back'));
    // It asks in its own place, and stands on the safe answer.
    await expectFocus(page, sayWaiting('moment.keep'));
    await press('Enter');
    await expectFocus(page, sayWaiting('moment.take-back'));
    await press('Enter');
    await expectFocus(page, sayWaiting('moment.keep'));
    await goTo(page, sayWaiting('moment.take-back'), 'Shift+Tab');
    await press('Enter');
    await expect.poll(listed).toEqual(['First']);
    await expect.poll(() => wordsOnDesk(server.url, manager)).toEqual(['First']);
    await expect.poll(() => page.locator('.moment').count()).toBe(1);
    // What was pressed is gone: the heading that it stood under is where to go on.
    await expectFocus(page, sayWaiting('waiting.group-today'));

    await use(sayApp('nav.capture'));
    await expectFocus(page, sayPractitioner('capture.ask'));
    expect(complaints).toEqual([]);
  });

  test('taken back before it was sent: Undo is at hand, and the list after it', async () => {
    // Another tab that never ends its turn to send: nothing is even tried.
    await page.evaluate(() => {
      void navigator.locks.request('moments-drain', () => new Promise(() => undefined));
    });
    await type('Not sent');
    await use(sayApp('kind.celebrate'));
    await expectFocus(page, 'Allotment');
    await press('Space');
    await use(sayDetails('session.save'));
    await isSaved('Not sent');
    await goTo(page, sayPractitioner('status.waiting', { count: 1 }), 'Shift+Tab');
    await press('Enter');
    await expectFocus(page, sayWaiting('waiting.title'));
    await goTo(page, sayWaiting('moment.open', { words: 'Not sent' }));
    await press('Enter');
    await expectFocus(page, sayWaiting('moment.words'));
    await use(sayWaiting('moment.take-back'));
    await expectFocus(page, sayWaiting('moment.put-back'));
    await press('Enter');
    await expect.poll(listed).toEqual(['Not sent']);
    await expectFocus(page, sayWaiting('waiting.title'));

    await goTo(page, sayWaiting('moment.open', { words: 'Not sent' }));
    await press('Enter');
    await expectFocus(page, sayWaiting('moment.words'));
    await use(sayWaiting('moment.take-back'));
    await expectFocus(page, sayWaiting('moment.put-back'));
    await use(sayDetails('details.done'));
    await expectFocus(page, sayWaiting('waiting.title'));
    expect(await listed()).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe.each([
  ['on a phone', PHONE],
  ['at a desk', DESK],
])('the desk %s', (_name, viewport) => {
  const words = (place: number): string => `Moment ${DESK_PAGE + 5 - place}`;
  const cardFocused = (place: number): Promise<void> => expectFocus(page, `${words(place)}Could`);

  beforeEach(async () => {
    const phone = await signIn(server.url, { link: invitation });
    const programmeId = await firstProgramme(server.url, phone);
    const operations = Array.from({ length: DESK_PAGE + 5 }, (_, place) =>
      operationOf(aMoment({ words: `Moment ${place + 1}`, kind: 'improve', programmeId })),
    );
    await push(server.url, phone, operations.slice(0, 50));
    await push(server.url, phone, operations.slice(50));
    await openAt(viewport);
    const [name, value] = manager.cookie.split('=');
    await context.addCookies([{ name: name!, value: value!, url: server.url }]);
    await page.goto(`${server.url}/inbox`);
    await page.locator('.moment-card').first().waitFor();
  });

  test('the list: its keys, one moment and back to it, the older ones', async () => {
    await expectFocus(page, sayManager('inbox.title'));
    await press('j');
    await cardFocused(0);
    await press('j');
    await cardFocused(1);
    await press('k');
    await cardFocused(0);
    await press('?');
    await expectFocus(page, sayManager('desk.done'));
    await press('Escape');
    await cardFocused(0);

    for (let place = 1; place < 12; place++) await press('j');
    await cardFocused(11);
    await press('Enter');
    await page.locator('.words-alone', { hasText: words(11) }).waitFor();
    await expectFocus(page, words(11));
    await press('Escape');
    await cardFocused(11);
    await press('Enter');
    await page.locator('.words-alone').waitFor();
    await expectFocus(page, words(11));
    await page.goBack();
    await cardFocused(11);
    if (viewport === PHONE) {
      await press('Enter');
      await expectFocus(page, words(11));
      await goTo(page, sayManager('inbox.back'), 'Shift+Tab');
      await press('Enter');
      await cardFocused(11);
    }

    await use(sayManager('inbox.more'));
    await cardFocused(DESK_PAGE);
    for (let place = DESK_PAGE; place < DESK_PAGE + 4; place++) await press('Tab');
    await cardFocused(DESK_PAGE + 4);
    expect(complaints).toEqual([]);
  });

  test('the filters: chosen by arrows, and still under the hand', async () => {
    await use(sayInbox('filters.open'));
    await goTo(page, sayManager('inbox.filter.programme'));
    await goTo(page, sayManager('inbox.filter.kind'));
    // A letter chooses in the field, and is no key of the desk.
    await press('I');
    await page.getByText(sayManager('inbox.empty.filtered')).waitFor();
    await expectFocus(page, sayManager('inbox.filter.kind'));
    await use(sayManager('inbox.empty.all'));
    await page.locator('.moment-card').first().waitFor();
    await expectFocus(page, sayManager('inbox.title'));
    expect(complaints).toEqual([]);
  });

  test('people: invited, given another link, and a programme added', async () => {
    await expectFocus(page, sayManager('inbox.title'));
    await goTo(page, sayApp('nav.people'), 'Shift+Tab');
    await press('Enter');
    await expectFocus(page, sayManager('people.title'));
    await use(sayManager('people.invite'));
    await expectFocus(page, sayManager('people.invite.name'));
    await press('Escape');
    await expectFocus(page, sayManager('people.invite'));
    await press('Enter');
    await expectFocus(page, sayManager('people.invite.name'));
    await press('Enter');
    await page.locator('.field-error').waitFor();
    await expectFocus(page, sayManager('people.invite.name'));
    await type('Noor');
    await goTo(page, sayManager('people.invite.role.practitioner'));
    await press('ArrowRight');
    await expectFocus(page, sayManager('people.invite.role.manager'));
    await use(sayManager('people.invite.make'));
    await expectFocus(page, sayManager('people.invitation.title', { name: 'Noor' }));
    await goTo(page, sayManager('people.invitation.link'));
    await goTo(page, sayManager('people.invitation.copy'));
    await use(sayManager('desk.done'));
    await expectFocus(page, sayManager('people.invite'));

    await goTo(page, sayManager('people.renew.for', { name: 'Aisha' }));
    await press('Enter');
    await expectFocus(page, sayManager('people.invitation.title', { name: 'Aisha' }));
    await use(sayManager('desk.done'));
    await expectFocus(page, sayManager('people.renew.for', { name: 'Aisha' }));

    const add = sayManager('people.programmes.add');
    await use(add);
    await expectFocus(page, sayManager('people.programmes.name'));
    await type('Allotment');
    await press('Enter');
    await expectFocus(page, add);

    await use(sayManager('people.here.sign-out'));
    await expectFocus(page, sayManager('people.here.sure'));
    await use(sayManager('desk.cancel'));
    await expectFocus(page, sayManager('people.here.sign-out'));
    expect(complaints).toEqual([]);
  });
});
