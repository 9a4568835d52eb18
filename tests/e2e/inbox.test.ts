// A manager's morning: what came, found and answered, on a phone and at a desk, by touch and by keys alone.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { say as sayAnswer } from '../../src/words/manager-answer.ts';
import { say as sayInbox } from '../../src/words/manager-inbox.ts';
import { say as sayManager } from '../../src/words/manager.ts';
import { DESK, PHONE, complaintsOf, launchBrowser } from '../support/browser.ts';
import { aMoment, operationOf } from '../support/operations.ts';
import {
  type SignedInDevice,
  type TestServer,
  firstProgramme,
  invite,
  push,
  signIn,
  startServer,
} from '../support/server.ts';
import { organisation, plain, saying, signInContext } from '../support/walking.ts';

let browser: Browser;
let server: TestServer;
let phone: SignedInDevice;
let manager: SignedInDevice;
let programmeId: string;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
  const made = await organisation(server.url, server.setUpLink);
  manager = made.manager;
  phone = await signIn(server.url, { link: made.invitation });
  programmeId = await firstProgramme(server.url, phone);
});
afterAll(async () => {
  await browser?.close();
  await server?.kill();
});

const arrive = async (...said: string[]): Promise<void> => {
  const moments = said.map((words) => aMoment({ words, kind: 'improve', programmeId }));
  await push(
    server.url,
    phone,
    moments.map((moment) => operationOf(moment)),
  );
};

/** A page of a manager of their own, so that two of them can be at work. */
const openDesk = async (
  viewport: typeof PHONE,
  { name = 'Rosa', hasTouch = false } = {},
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> => {
  const context = await browser.newContext({
    viewport,
    hasTouch,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  const { link } = await invite(server.url, manager, { name, role: 'manager' });
  await signInContext(page, server.url, link);
  const complaints = complaintsOf(page);
  await page.goto(`${server.url}/inbox`);
  return { page, context, complaints };
};
const button = (page: Page, name: string) => page.getByRole('button', { name: saying(name) });
const box = (page: Page) => page.getByLabel(sayAnswer('answer.label'));
/** From now on every press is counted but those into the box, which are part of the writing. */
const countPresses = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { dataset } = document.documentElement;
    const count = ({ target }: Event): void => {
      if (target instanceof HTMLTextAreaElement) return;
      dataset['presses'] = String(Number(dataset['presses'] ?? 0) + 1);
    };
    addEventListener('click', count, true);
  });
const pressesOn = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.documentElement.dataset['presses']);
const card = (page: Page, words: string) => page.locator('a.moment-card', { hasText: words });

describe.each([
  ['on a phone', PHONE],
  ['at a desk', DESK],
])('%s', (where, viewport) => {
  test('from a new moment to an answer in three actions, by touch', async () => {
    const words = `The door is heavy ${where}.`;
    await arrive(words);
    const { page, context, complaints } = await openDesk(viewport, { hasTouch: true });
    await card(page, words).waitFor();
    await countPresses(page);
    await card(page, words).tap();
    await box(page).tap();
    await page.keyboard.type('We asked for a lighter one.');
    await button(page, sayAnswer('answer.look.kept')).tap();
    await page.locator('.preview-page', { hasText: 'We asked for a lighter one.' }).waitFor();
    await button(page, sayAnswer('preview.send')).tap();
    await page.getByText(sayAnswer('answer.done')).waitFor();
    expect(await pressesOn(page)).toBe('3');
    // It is improved by a promise, and not by words.
    await page.getByText(sayInbox('unfinished.says')).waitFor();
    await context.close();
    expect(complaints).toEqual([]);
  });

  test('and by keys alone: answer, look, send', async () => {
    const words = `The window sticks ${where}.`;
    await arrive(words);
    const { page, context, complaints } = await openDesk(viewport);
    await card(page, words).waitFor();
    await countPresses(page);
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.locator('.words-alone', { hasText: words }).waitFor();
    await expect
      .poll(() => box(page).evaluate((element) => element === document.activeElement))
      .toBe(true);
    await page.keyboard.type('It is oiled.');
    await page.keyboard.press('Control+Enter');
    await page.locator('.preview-page', { hasText: 'It is oiled.' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(sayAnswer('answer.done')).waitFor();
    // Nothing was pressed but keys.
    expect(await pressesOn(page)).toBeUndefined();
    await context.close();
    expect(complaints).toEqual([]);
  });

  test('words are found by "/", and the search is left as it was entered', async () => {
    await arrive(`Teapots leak ${where}.`);
    const { page, context, complaints } = await openDesk(viewport);
    await page.locator('a.moment-card').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('teapot');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => {
        const shown = await page.locator('.moment-card .words').allTextContents();
        return shown.length > 0 && shown.every((words) => words.includes('Teapots'));
      })
      .toBe(true);
    expect(new URL(page.url()).search).toBe('?search=teapot');
    await card(page, where).click();
    await page.locator('.words-alone').waitFor();
    await page.goBack();
    await expect.poll(() => page.getByLabel(sayInbox('search.label')).inputValue()).toBe('teapot');
    await context.close();
    expect(complaints).toEqual([]);
  });

  test('several are answered together, and what became of them is said', async () => {
    const all = ['one', 'two'].map((which) => `Lamp ${which} is broken ${where}.`);
    await arrive(...all);
    const { page, context, complaints } = await openDesk(viewport);
    await button(page, sayInbox('several.begin')).click();
    for (const words of all) {
      await page
        .locator('li', { has: card(page, words) })
        .getByRole('checkbox')
        .check();
    }
    await button(page, sayInbox('several.answer')).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Both have new bulbs.');
    await dialog.getByRole('button', { name: sayInbox('several.answer.look') }).click();
    await dialog
      .getByRole('button', { name: sayInbox('several.answer.send', { count: 2 }) })
      .click();
    await page.getByText(sayInbox('several.answer.done', { count: 2 })).waitFor();
    for (const words of all) {
      await expect
        .poll(() => card(page, words).innerText())
        .toContain(sayManager('inbox.answered'));
    }
    await context.close();
    expect(complaints).toEqual([]);
  });
});

test('two managers at once: the second sees the first’s answer before anything is sent', async () => {
  const words = 'Nobody told us of the party.';
  await arrive(words);
  const first = await openDesk(DESK, { name: 'Ada' });
  const second = await openDesk(PHONE, { name: 'Ben' });
  const write = async (page: Page, answer: string): Promise<void> => {
    await card(page, words).click();
    await page.getByLabel(sayAnswer('answer.label')).fill(answer);
    await button(page, sayAnswer('answer.look.kept')).click();
    await page.getByText(sayAnswer('preview.title.kept')).waitFor();
  };
  await write(first.page, 'We are sorry.');
  await write(second.page, 'There is a list now.');
  await button(first.page, sayAnswer('preview.send')).click();
  await first.page.getByText(sayAnswer('answer.done')).waitFor();
  const meanwhile = second.page.getByText(sayInbox('meanwhile.title'));
  await meanwhile.waitFor();
  expect(plain(await second.page.locator('.preview .notice').innerText())).toContain(
    'We are sorry.',
  );
  await button(second.page, sayInbox('meanwhile.read')).click();
  await button(second.page, sayAnswer('preview.send')).click();
  await second.page.getByText(sayAnswer('answer.done')).waitFor();
  await expect.poll(() => second.page.locator('.thread > li').count()).toBe(2);
  expect([...first.complaints, ...second.complaints]).toEqual([]);
  await first.context.close();
  await second.context.close();
});

test('whose it is, a note and what became of it stand with the moment, and are found by it', async () => {
  const words = 'The bus stops too far away.';
  await arrive(words);
  const { page, context, complaints } = await openDesk(DESK, { name: 'Ida' });
  await card(page, words).click();
  const whose = page.getByLabel(sayInbox('whose.label'));
  await whose.selectOption({ label: '\u2068Ida\u2069' });
  await card(page, 'Ida').waitFor();
  await button(page, sayInbox('notes.add')).click();
  await page.getByLabel(sayInbox('notes.label'), { exact: true }).fill('Ask the council.');
  await button(page, sayInbox('notes.keep')).click();
  await page.getByText(sayInbox('notes.done')).waitFor();
  await page.getByText(sayInbox('history.title')).click();
  await expect
    .poll(async () => plain(await page.locator('.history-list').innerText()))
    .toMatch(/Ida opened it first[\s\S]*Ida gave it to Ida[\s\S]*Ida added a note/);
  await button(page, sayInbox('filters.open')).click();
  await page
    .getByLabel(sayInbox('filters.assigned'), { exact: true })
    .selectOption({ label: 'Mine' });
  await expect.poll(() => page.locator('a.moment-card').count()).toBe(1);
  await context.close();
  expect(complaints).toEqual([]);
});

test('hundreds are scrolled through: they come by themselves, and only some are drawn', async () => {
  for (let from = 0; from < 150; from += 50) {
    await arrive(...Array.from({ length: 50 }, (_, index) => `Scrolled ${from + index} by.`));
  }
  const { page, context, complaints } = await openDesk(DESK, { name: 'Una' });
  await page.locator('a.moment-card').first().waitFor();
  const pane = page.locator('.desk-list');
  const seen = new Set<string>();
  await expect
    .poll(async () => {
      const shown = await page.locator('.moment-card .words').allTextContents();
      for (const words of shown) seen.add(plain(words));
      await pane.evaluate((element) => element.scrollBy(0, 900));
      return [...seen].filter((words) => words.includes('Scrolled')).length;
    })
    .toBe(150);
  expect(await page.locator('a.moment-card').count()).toBeLessThan(120);
  // And all the way back, with the first where it was.
  await pane.evaluate((element) => element.scrollTo(0, 0));
  await card(page, 'Scrolled 149 by.').waitFor();
  await context.close();
  expect(complaints).toEqual([]);
});
