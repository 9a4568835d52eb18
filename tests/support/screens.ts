// Every screen there is, and how a test comes to see it. A new screen that is not named here is not looked at.
import { type Page, devices } from 'playwright-core';
import {
  type SignedInDevice,
  type TestServer,
  call,
  firstProgramme,
  invite,
  push,
  signIn,
  startServer,
} from './server.ts';
import type { MomentBody } from '../../src/contract/moment.ts';
import type { PushRequest } from '../../src/contract/push.ts';
import { PROTOCOL } from '../../src/contract/version.ts';
import { aMoment, operationOf } from './operations.ts';
import { ageOutbox, organisation } from './walking.ts';

/** Who looks at a screen, and where: in a house at work, in one that has only begun, or in one nobody has set up. */
export type Looker =
  | 'stranger'
  | 'practitioner'
  | 'manager'
  | 'new practitioner'
  | 'new manager'
  | 'founder';

/** What a screen needs of a server. */
export type HouseServer = Pick<TestServer, 'url' | 'setUpLink' | 'kill'>;

export type House = Readonly<
  Record<Looker, { server: HouseServer; device: Pick<SignedInDevice, 'cookie'> | null }>
>;

/** Words that were said in a house, and more about them where it matters. */
export type Said = Pick<MomentBody, 'words' | 'kind'> & Partial<MomentBody>;

export interface Screen {
  name: string;
  as: Looker;
  path: string | ((house: House) => Promise<string>);
  userAgent?: string;
  /** Something is other on this phone or in this house afterwards: its picture is taken in a house of its own. */
  leaves?: true;
  /** A document without a script: it stays English. */
  isPlain?: true;
  /** Comes to the state that the name says. By class: it is looked at in every language. */
  reach?: (page: Page) => Promise<void>;
  /** What is in view when the screen is there. */
  seen: string;
}

/** A push takes no more operations than some hundreds. */
const BATCH = 200;

export const IPHONE = devices['iPhone 13'].userAgent;

/** A handful of moments of all kinds, short and long, in two scripts. */
const SAID: readonly Said[] = [
  { words: 'I used to sit by the door. Now I put the kettle on for everyone.', kind: 'celebrate' },
  { words: 'The form asks the same thing three times. I gave up at the second.', kind: 'improve' },
  { words: 'Start at ten, then I can do the school run.', kind: 'idea' },
  { words: 'لم يخبرني أحد ماذا حدث بعد ذلك', kind: 'improve' },
  {
    words: `Pneumonoultramicroscopicsilicovolcanoconiosis${'o'.repeat(60)}! \u{1F44F}\u{1F3FE}`,
    kind: 'celebrate',
  },
];

const fill = async (url: string, device: SignedInDevice, said: readonly Said[]): Promise<void> => {
  const programmeId = await firstProgramme(url, device);
  const operations = said.map((moment, index) =>
    operationOf(
      aMoment({
        group: 'Gardeners',
        // One after the other: what was said in the same minute has no order.
        saidAt: new Date(Date.parse('2026-11-23T11:00:00Z') + index * 60_000).toISOString(),
        ...moment,
        programmeId,
      }),
    ),
  );
  while (operations.length > 0) await push(url, device, operations.splice(0, BATCH));
};

const people = async ({ url, setUpLink }: HouseServer) => {
  const { manager, invitation } = await organisation(url, setUpLink);
  return { manager, practitioner: await signIn(url, { link: invitation }) };
};

/** Starts the servers and lets everybody in who looks at a screen. */
export const openHouse = async ({
  start = startServer,
  said = SAID,
}: { start?: () => Promise<HouseServer>; said?: readonly Said[] } = {}): Promise<House> => {
  const [atWork, begun, untouched] = await Promise.all([start(), start(), start()]);
  const { manager, practitioner } = await people(atWork);
  await fill(atWork.url, practitioner, said);
  const newcomers = await people(begun);
  const { cookie } = newcomers.manager;
  const body = { name: 'Saturday allotment, down by the old railway bridge' };
  await call(begun.url, '/v1/desk/programmes', { cookie, body });
  return {
    stranger: { server: atWork, device: null },
    practitioner: { server: atWork, device: practitioner },
    manager: { server: atWork, device: manager },
    'new practitioner': { server: begun, device: newcomers.practitioner },
    'new manager': { server: begun, device: newcomers.manager },
    founder: { server: untouched, device: null },
  };
};

export const closeHouse = async (house: House): Promise<void> => {
  const servers = new Set(Object.values(house).map(({ server }) => server));
  for (const server of servers) await server.kill();
};

/** The names that people gave in this house. They stand as they are in every language. */
export const NAMES: readonly string[] = [
  'Harbour House',
  'Tuesday drop-in',
  'Saturday allotment, down by the old railway bridge',
  'Gardeners',
];

const invitation = async ({ manager: { server, device } }: House): Promise<string> =>
  (await invite(server.url, device!, { name: 'Noor' })).link;

/** Before the script has loaded, words are caught but a tap is not. */
const isReady = (page: Page): Promise<void> => page.locator('.bar button').first().waitFor();

const tapKind = async (page: Page, words: string): Promise<void> => {
  await isReady(page);
  await page.locator('.writing-field').fill(words);
  await page.locator('.kinds-improve').click();
};

const keep = async (page: Page): Promise<void> => {
  await tapKind(page, 'I put the kettle on for everyone.');
  await page.locator('.saved').waitFor();
};

/** Saves a moment on this phone, sees it sent, and opens it to be changed. */
const openToChange = async (page: Page): Promise<void> => {
  await keep(page);
  await page.goto(new URL('/waiting', page.url()).href);
  await page.locator('.moment:has(.state-sent) .moment-open').first().click();
};

/** From now on the endpoint answers each operation of this phone so. */
const answerPushes = (page: Page, answer: { status: 'rejected' | 'retry'; code: string }) =>
  page.route('**/v1/push', async (route) => {
    const { operations } = route.request().postDataJSON() as PushRequest;
    const results = operations.map(({ operationId, digest }) => ({
      operationId,
      digest,
      ...answer,
    }));
    await route.fulfill({ json: { protocol: PROTOCOL, epoch: 'one', results } });
  });

/** Saves a moment that the endpoint refuses, and looks at the list. */
const keepRefused = async (page: Page, code: string): Promise<void> => {
  await answerPushes(page, { status: 'rejected', code });
  await keep(page);
  await page.goto(new URL('/waiting', page.url()).href);
  await page.locator('.state-needs-attention').waitFor();
};

const click =
  (...selectors: string[]) =>
  async (page: Page): Promise<void> => {
    for (const selector of selectors) await page.locator(selector).first().click();
  };

const INVITE = '.people-bar .button';
const ADD_PROGRAMME = '[aria-labelledby="programmes-title"] .button';
const SUBMIT = 'form [type="submit"]';

export const SCREENS: readonly Screen[] = [
  { name: 'doors', as: 'stranger', path: '/', seen: 'main.doors' },
  { name: 'no such page', as: 'stranger', path: '/nonsense', isPlain: true, seen: 'h1' },
  { name: 'code', as: 'stranger', path: '/code', seen: 'form input' },
  {
    name: 'code, too short',
    as: 'stranger',
    path: '/code',
    reach: click(SUBMIT),
    seen: '.field-error',
  },
  {
    name: 'an unknown link',
    as: 'stranger',
    path: `/join#${'A'.repeat(43)}`,
    seen: '.notice-danger',
  },
  { name: 'join', as: 'stranger', leaves: true, path: invitation, seen: 'main .button-main' },
  {
    name: 'install first',
    as: 'stranger',
    leaves: true,
    path: invitation,
    userAgent: IPHONE,
    reach: click('main .button-main'),
    seen: '.short-code-letters',
  },
  {
    name: 'welcome',
    as: 'founder',
    path: async ({ founder }) => founder.server.setUpLink!,
    seen: 'form input',
  },
  {
    name: 'welcome, nothing filled in',
    as: 'founder',
    path: async ({ founder }) => founder.server.setUpLink!,
    reach: click(SUBMIT),
    seen: '.notice-danger',
  },

  { name: 'capture', as: 'practitioner', path: '/new', reach: isReady, seen: 'textarea' },
  {
    name: 'capture, nothing written',
    as: 'practitioner',
    path: '/new',
    reach: (page) => tapKind(page, ''),
    seen: '.field-error',
  },
  {
    name: 'saved',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: keep,
    seen: '.saved-details',
  },
  { name: 'waiting', as: 'practitioner', path: '/waiting', seen: 'main blockquote' },
  { name: 'waiting, empty', as: 'new practitioner', path: '/waiting', seen: '.empty' },
  // In this order: what is asked once is known from then on.
  {
    name: 'where was this said, nothing chosen',
    as: 'new practitioner',
    leaves: true,
    path: '/new',
    reach: async (page) => {
      await tapKind(page, 'Start at ten.');
      await page.locator('.sheet-foot .button-main').click();
    },
    seen: '.sheet .field-error',
  },
  {
    name: 'where one is',
    as: 'new practitioner',
    leaves: true,
    path: '/new',
    reach: click('.session-button', '.sheet .chip'),
    seen: '.sheet form',
  },
  {
    name: 'change',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: openToChange,
    seen: '.change',
  },
  {
    name: 'take back?',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: async (page) => {
      await openToChange(page);
      await page.locator('.change .ask-first').click();
    },
    seen: '.change .button-danger',
  },
  {
    name: 'needs attention',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: (page) => keepRefused(page, 'too_large'),
    seen: '.moment-reason',
  },
  {
    name: 'mend, the programme',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: async (page) => {
      await keepRefused(page, 'unknown_programme');
      await page.locator('.moment:has(.moment-reason) .moment-open').click();
      await page.locator('.change [name$="-programme"]').first().waitFor();
    },
    seen: '.change',
  },
  {
    name: 'a file for a manager',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: async (page) => {
      await keepRefused(page, 'not_valid');
      await page.locator('.hand-in button').click();
    },
    seen: '.notice .ways',
  },
  {
    name: 'waiting, ahead of the server',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: async (page) => {
      await answerPushes(page, { status: 'retry', code: 'server_old' });
      await keep(page);
      await page.goto(new URL('/waiting', page.url()).href);
    },
    seen: '.moment-reason',
  },
  {
    name: 'waiting, too old a phone',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: async (page) => {
      const json = { protocol: 'moments/9', code: 'protocol_unknown' };
      await page.route('**/v1/push', (route) => route.fulfill({ status: 400, json }));
      await keep(page);
      await page.goto(new URL('/waiting', page.url()).href);
    },
    seen: '.waiting .notice-warning',
  },
  {
    name: 'sign out?',
    as: 'practitioner',
    path: '/waiting',
    reach: click('.sign-out .ask-first'),
    seen: '.sign-out .button-danger',
  },
  {
    name: 'waiting, signed out by somebody else',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: async (page) => {
      await isReady(page);
      await page.context().clearCookies();
      await keep(page);
      await page.goto(new URL('/waiting', page.url()).href);
    },
    seen: '.state-sign-in-needed',
  },
  {
    name: 'waiting, long unsent in Safari',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    userAgent: IPHONE,
    reach: async (page) => {
      await page.route('**/v1/push', (route) => route.abort());
      await keep(page);
      await ageOutbox(page, 3);
      await page.goto(new URL('/waiting', page.url()).href);
    },
    seen: '.banner',
  },

  { name: 'inbox', as: 'manager', path: '/inbox', seen: 'main blockquote' },
  { name: 'inbox, empty', as: 'new manager', path: '/inbox', seen: '.desk-empty' },
  {
    name: 'inbox, no answer',
    as: 'manager',
    path: '/inbox',
    reach: async (page) => {
      await page.route('**/v1/desk/**', (route) => route.abort());
      await page.reload();
    },
    seen: 'main .notice',
  },
  {
    name: 'one moment',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: click('main a[href^="/inbox/"]'),
    seen: '.words-alone',
  },
  {
    name: 'keys',
    as: 'manager',
    path: '/inbox',
    reach: async (page) => {
      await page.locator('main a[href^="/inbox/"]').first().waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('?');
    },
    seen: '.keys-list',
  },
  { name: 'people', as: 'manager', path: '/people', seen: 'main h2' },
  { name: 'invite', as: 'manager', path: '/people', reach: click(INVITE), seen: '.ask-name' },
  {
    name: 'invite, without a name',
    as: 'manager',
    path: '/people',
    reach: click(INVITE, SUBMIT),
    seen: '.field-error',
  },
  {
    name: 'an invitation',
    as: 'manager',
    leaves: true,
    path: '/people',
    reach: async (page) => {
      await page.locator(INVITE).click();
      await page.locator('.ask-name input[type="text"]').fill('Oluwadamilola');
      await page.locator(SUBMIT).click();
    },
    seen: '.qr',
  },
  {
    name: 'lost phone?',
    as: 'manager',
    path: '/people',
    reach: click('[data-asks="lost"]'),
    seen: '.confirm',
  },
  {
    name: 'sign out of this device?',
    as: 'manager',
    path: '/people',
    reach: click('[aria-labelledby="this-device-title"] .button'),
    seen: '.confirm',
  },
  {
    name: 'add a programme',
    as: 'manager',
    path: '/people',
    reach: click(ADD_PROGRAMME),
    seen: '.ask-name',
  },
];
