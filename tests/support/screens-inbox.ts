// The screens of finding moments, and of what managers do about them together.
import type { Page } from 'playwright-core';
import type { DeskThread } from '../../src/contract/desk-answer.ts';
import type { DeskHandling, SimilarMoment } from '../../src/contract/desk-inbox.ts';
import type { DeskPage } from '../../src/contract/desk.ts';
import { PROTOCOL } from '../../src/contract/version.ts';
import type { Screen } from './screens.ts';

/** Some moments as the endpoint tells of them, to be shown in other states than this house has. */
const momentsHere = async (page: Page): Promise<DeskPage['moments']> => {
  const answer = await page.evaluate(
    async () => (await fetch('/v1/desk/moments')).json() as object,
  );
  return (answer as DeskPage).moments;
};

const openFirst = async (page: Page): Promise<void> => {
  await page.locator('main a.card-improve').last().click();
  await page.locator('.whose').waitFor();
};

const PERSON = '00000000-0000-4000-8000-0000000000a';
const ROSA = { personId: `${PERSON}1`, name: 'Rosa Mwangi' };

/** As if managers had been at work on it. */
const withHandling = async (page: Page): Promise<void> => {
  const [{ receivedAt }] = (await momentsHere(page)) as [DeskPage['moments'][number]];
  const at = (minutes: number): string =>
    new Date(Date.parse(receivedAt) + minutes * 60_000).toISOString();
  const by = { byName: ROSA.name, toName: null, isDayAlone: false };
  const handling: DeskHandling = {
    protocol: PROTOCOL,
    notes: [
      {
        noteId: `${PERSON}2`,
        words: 'The council owns the form. Ask Noor: she knows who to call there.',
        writtenAt: at(30),
        byName: ROSA.name,
      },
    ],
    history: [
      { what: 'arrived', at: receivedAt, ...by, byName: 'Aisha' },
      { what: 'seen', at: at(10), ...by },
      { what: 'assigned', at: at(20), ...by, toName: 'Maya' },
      { what: 'noted', at: at(30), ...by },
    ],
    managers: [ROSA, { personId: `${PERSON}3`, name: 'Maya' }],
  };
  await page.route('**/handling', (route) => route.fulfill({ json: handling }));
  await page.reload();
  await openFirst(page);
  await page.locator('.history summary').click();
};

/** Writes an answer as far as what they will see, whether or not somebody wrote there before. */
export const lookAtAnswer = async (
  page: Page,
  words = 'Thank you. It is one page now.',
): Promise<void> => {
  await page.locator('main a.card-improve').last().click();
  const way = page.locator('.answer [name="answer"]');
  await way.waitFor();
  if ((await way.evaluate(({ tagName }) => tagName)) === 'BUTTON') await way.click();
  await page.locator('.answer .text-box').fill(words);
  await page.locator('.answer-box [type="submit"]').click();
  await page.locator('.preview').waitFor();
};

const withSimilar = async (page: Page): Promise<void> => {
  const similar = (await momentsHere(page))
    .slice(0, 3)
    .map(({ momentId, words, kind, programmeName, receivedAt }): SimilarMoment => ({
      momentId,
      words,
      kind,
      programmeName,
      receivedAt,
      likeness: 0.5,
    }));
  await page.route('**/similar', (route) =>
    route.fulfill({ json: { protocol: PROTOCOL, moments: similar } }),
  );
  await lookAtAnswer(page);
  await page.locator('.similar input').first().check();
};

const withAnotherAnswer = async (page: Page): Promise<void> => {
  await lookAtAnswer(page);
  const [{ receivedAt }] = (await momentsHere(page)) as [DeskPage['moments'][number]];
  const thread: DeskThread = {
    protocol: PROTOCOL,
    entries: [
      {
        entryId: `${PERSON}4`,
        from: 'manager',
        words: 'We have asked the council to make the form shorter.',
        changed: null,
        isQuestion: false,
        writtenAt: receivedAt,
        byName: ROSA.name,
        takenBackAt: null,
        takeBackMs: null,
      },
    ],
    isAsked: false,
  };
  await page.route('**/thread', (route) => route.fulfill({ json: thread }));
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
};

const chooseTwo = async (page: Page): Promise<void> => {
  await page.locator('main a.moment-card').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
};

export const SCREENS_INBOX: readonly Screen[] = [
  {
    name: 'inbox, filters',
    as: 'manager',
    path: '/inbox?audience=team',
    reach: async (page) => {
      await page.locator('.finding > .button').click();
    },
    seen: '.filter-none',
  },
  {
    name: 'inbox, nothing found',
    as: 'manager',
    path: '/inbox?search=zeppelin',
    seen: '.desk-empty',
  },
  {
    name: 'inbox, several chosen',
    as: 'manager',
    path: '/inbox',
    reach: chooseTwo,
    seen: '.moment-choose input:checked',
  },
  {
    name: 'several, one answer',
    as: 'manager',
    path: '/inbox',
    reach: async (page) => {
      await chooseTwo(page);
      await page.locator('.several-bar > .button-main').click();
    },
    seen: '.together textarea',
  },
  {
    name: 'one moment, notes and what became of it',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: withHandling,
    seen: '.history[open] li',
  },
  {
    name: 'answer, others say the same',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: withSimilar,
    seen: '.similar input:checked',
  },
  {
    name: 'answer, somebody wrote meanwhile',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: withAnotherAnswer,
    seen: '.preview .notice',
  },
];
