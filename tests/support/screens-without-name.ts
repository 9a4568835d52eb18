// The screens of somebody who speaks without a name. What the endpoint says to them is made up here: on a real one each
// of these would need a secret, a proof and a code.
import { type Page, devices } from 'playwright-core';
import type { FormFacts } from '../../src/contract/say.ts';
import { PROTOCOL } from '../../src/contract/version.ts';
import type { Screen } from './screens.ts';

const SECRET = 'AbCdEfGhIjKlMnOpQrStUv';

const FACTS: FormFacts = {
  organisationName: 'Harbour House',
  programmeId: '33333333-3333-4333-8333-333333333333',
  programmeName: 'Tuesday drop-in',
  safeguarding: {
    leadName: 'Maya',
    hours: 'Monday to Friday, 9 to 5',
    emergency: 'If somebody is in danger now, call 999. To talk at night, call 116 123.',
  },
  releaseHours: 24,
  keepMonths: { afterTold: 12, afterArrival: 24 },
};

const answer = (json: object, status = 200) => ({ status, json: { protocol: PROTOCOL, ...json } });

/** A challenge that any first try meets. */
const CHALLENGE = {
  parameters: {
    algorithm: 'PBKDF2/SHA-256',
    nonce: '00'.repeat(16),
    salt: '00'.repeat(16),
    cost: 1,
    keyLength: 32,
    keyPrefix: '0',
  },
};

/** Opens the link anew, with an endpoint that takes what is said, or does not. */
const openForm = async (page: Page, isTaken = true): Promise<void> => {
  await page.route('**/v1/say/form', (route) =>
    route.fulfill(answer({ form: FACTS, challenge: CHALLENGE })),
  );
  await page.route('**/v1/say/challenge', (route) =>
    route.fulfill(answer({ challenge: CHALLENGE })),
  );
  await page.route('**/v1/say', (route) =>
    route.fulfill(isTaken ? answer({}) : answer({ code: 'not_taken' }, 400)),
  );
  const address = new URL(`/say#${SECRET}`, page.url()).href;
  await page.goto('about:blank');
  await page.goto(address);
  await page.locator('.say-words').waitFor();
};

const write = (page: Page): Promise<void> =>
  page.locator('.say-words').fill('My worker Janet Smith was kind. Ring me on 07700 900123.');
const tickAll = async (page: Page): Promise<void> => {
  for (const box of await page.locator('.tick-box').all()) await box.check();
};

/** Drawn by lot, as the port of the server is: for a picture they are always the same. */
const sameCode = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const digits = [...document.querySelectorAll('.code-digits span')];
    for (const four of digits) four.textContent = '1234 ';
    document.querySelector('.code-again')!.textContent = '1234 1234 1234 1234';
    const where = [...document.querySelectorAll('.code p')].find((line) =>
      line.textContent.includes(location.host),
    )!;
    where.textContent = where.textContent.replace(location.host, 'moments.example.org');
  });

const openReceipt = async (page: Page): Promise<void> => {
  await page.route('**/v1/say/challenge', (route) =>
    route.fulfill(answer({ challenge: CHALLENGE })),
  );
  const answers = [
    {
      words: 'It is one page now, and we fill it in together.',
      isQuestion: false,
      day: '2026-11-20',
    },
    { words: 'Would you try it with us first?', isQuestion: true, day: '2026-11-21' },
  ];
  await page.route('**/v1/receipt', (route) => route.fulfill(answer({ answers, filling: '' })));
  await page.locator('.code-input').fill('1234 5678 9012 3456');
  await page.locator('.button-main').click();
  await page.locator('#write-back').waitFor();
};

/** A phone of its own: in other hands it shows nothing else any more. */
const HANDED = devices['Pixel 7'].userAgent;

export const SCREENS_WITHOUT_NAME: readonly Screen[] = [
  { name: 'said: no link', as: 'stranger', path: '/say', seen: 'h1' },
  { name: 'said: a link that is unknown', as: 'stranger', path: `/say#${SECRET}`, seen: 'h1' },
  {
    name: 'said: the form',
    as: 'stranger',
    path: '/say',
    reach: (page) => openForm(page),
    seen: '.say-form',
  },
  {
    name: 'said: written, with all that can be chosen',
    as: 'stranger',
    path: '/say',
    reach: async (page) => {
      await openForm(page);
      await write(page);
      await tickAll(page);
      await page.locator('summary').click();
    },
    seen: '.say-found',
  },
  {
    name: 'said: not taken',
    as: 'stranger',
    path: '/say',
    reach: async (page) => {
      await openForm(page, false);
      await write(page);
      await page.locator('.say-kind-improve').click();
    },
    seen: '.notice-danger',
  },
  {
    name: 'said: nothing written',
    as: 'stranger',
    path: '/say',
    reach: async (page) => {
      await openForm(page);
      await page.locator('.say-kind-improve').click();
    },
    seen: '.field-error',
  },
  {
    name: 'said: the code',
    as: 'stranger',
    path: '/say',
    reach: async (page) => {
      await openForm(page);
      await write(page);
      await tickAll(page);
      await page.locator('.say-kind-idea').click();
      await page.locator('.code').waitFor();
      await sameCode(page);
    },
    seen: '.code',
  },
  {
    name: 'said: sent',
    as: 'stranger',
    path: '/say',
    reach: async (page) => {
      await openForm(page);
      await write(page);
      await page.locator('.say-kind-celebrate').click();
    },
    seen: '.say-stopped .button',
  },
  { name: 'receipt', as: 'stranger', path: '/receipt', seen: '.code-input' },
  {
    name: 'receipt: no code',
    as: 'stranger',
    path: '/receipt',
    reach: (page) => page.locator('.button-main').click(),
    seen: '.field-error',
  },
  {
    name: 'receipt: answered',
    as: 'stranger',
    path: '/receipt',
    reach: openReceipt,
    seen: '.answer-shown',
  },
  {
    name: 'receipt: delete my words?',
    as: 'stranger',
    path: '/receipt',
    reach: async (page) => {
      await openReceipt(page);
      await page.locator('.button-danger').click();
    },
    seen: '.button-danger',
  },
  {
    name: 'handed over',
    as: 'practitioner',
    leaves: true,
    userAgent: HANDED,
    path: '/new',
    reach: async (page) => {
      await page.locator('.session-button').waitFor();
      await page.locator('.kinds-hand').click();
    },
    seen: '.say-form',
  },
  {
    name: 'handed over: given back',
    as: 'practitioner',
    leaves: true,
    userAgent: HANDED,
    path: '/new',
    reach: async (page) => {
      // Where it was handed over before, it still is.
      await page.locator('.session-button, .leave, .give-back').first().waitFor();
      if ((await page.locator('.session-button').count()) > 0) {
        await page.locator('.kinds-hand').click();
        await page.locator('.leave').waitFor();
      }
      if ((await page.locator('.leave').count()) > 0) await page.locator('.leave').click();
    },
    seen: '.give-back',
  },
];
