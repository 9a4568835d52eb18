// Every screen there is, and how a test comes to see it. A new screen that is not named here is not looked at.
import type { Page } from 'playwright-core';
import { type SignedInDevice, invite, push } from './server.ts';
import { aMoment, operationOf } from './operations.ts';

export interface House {
  url: string;
  manager: SignedInDevice;
  practitioner: SignedInDevice;
  programmeId: string;
}

export interface Screen {
  name: string;
  as: 'stranger' | 'practitioner' | 'manager';
  path: string | ((house: House) => Promise<string>);
  /** Comes to the state that the name says. */
  reach?: (page: Page) => Promise<void>;
  /** What is in view when the screen is there. */
  seen: string;
}

const SAID = [
  ['I used to sit by the door. Now I put the kettle on for everyone.', 'celebrate'],
  ['The form asks the same thing three times. I gave up at the second.', 'improve'],
  ['Start at ten, then I can do the school run.', 'idea'],
  ['لم يخبرني أحد ماذا حدث بعد ذلك', 'improve'],
  [
    `Pneumonoultramicroscopicsilicovolcanoconiosis${'o'.repeat(60)}! \u{1F44F}\u{1F3FE}`,
    'celebrate',
  ],
] as const;

/** Sends a handful of moments of all kinds, short and long, in two scripts. */
export const fill = async (house: House): Promise<string[]> => {
  const operations = SAID.map(([words, kind]) =>
    operationOf(aMoment({ words, kind, programmeId: house.programmeId, group: 'Gardeners' })),
  );
  await push(house.url, house.practitioner, operations);
  return operations.map(({ momentId }) => momentId);
};

export const SCREENS: readonly Screen[] = [
  { name: 'doors', as: 'stranger', path: '/', seen: 'main.doors' },
  { name: 'code', as: 'stranger', path: '/code', seen: 'form input' },
  {
    name: 'an unknown link',
    as: 'stranger',
    path: `/join#${'A'.repeat(43)}`,
    seen: '.notice-danger',
  },
  {
    name: 'join',
    as: 'stranger',
    path: async ({ url, manager }) => {
      const { link } = await invite(url, manager, { name: 'Noor' });
      return link.slice(link.indexOf('/join'));
    },
    seen: 'main .button-main',
  },
  { name: 'capture', as: 'practitioner', path: '/new', seen: 'textarea' },
  {
    name: 'saved',
    as: 'practitioner',
    path: '/new',
    reach: async (page) => {
      // By class: it is looked at in every language.
      await page.locator('.bar button').first().waitFor();
      await page.locator('.writing-field').fill('I put the kettle on for everyone.');
      await page.locator('.kinds-improve').click();
    },
    seen: '.saved',
  },
  { name: 'waiting', as: 'practitioner', path: '/waiting', seen: 'main blockquote' },
  { name: 'inbox', as: 'manager', path: '/inbox', seen: 'main blockquote' },
  {
    name: 'one moment',
    as: 'manager',
    path: '/inbox',
    reach: async (page) => {
      await page.locator('main a[href^="/inbox/"]').first().click();
    },
    seen: '.words-alone',
  },
  { name: 'people', as: 'manager', path: '/people', seen: 'main h2' },
];
