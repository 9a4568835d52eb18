// Somebody speaks on their own phone, and somebody else looks through it afterwards.
import type { Page } from 'playwright-core';
import { say } from '../../src/words/say.ts';
import { openPhone } from '../support/browser.ts';
import { temporaryFolder } from '../support/server.ts';
import { kindButton, tick, wordsField } from '../support/without-name.ts';
import type { OpenHouse } from './open-house.ts';
import { type Hit, searchFolder } from './search-files.ts';

const SENT = 'This canary was sent from a phone of its own.';
const NOT_SENT = 'This canary was written and never sent.';

/** Opens the link, as a camera does that read the code on the poster. */
export const openForm = async (page: Page, { server, secret }: OpenHouse): Promise<void> => {
  // Only the fragment may differ from the page that is open; a browser would not load it again.
  await page.goto('about:blank');
  await page.goto(`${server.url}/say#${secret}`);
  await wordsField(page).waitFor();
};

/** Writes, wants a code, sends, and has kept the code; resolves with it. */
export const sayWithCode = async (page: Page, words: string): Promise<string> => {
  await wordsField(page).pressSequentially(words);
  await tick(page, 'code');
  await kindButton(page, 'idea').click();
  const kept = page.getByRole('button', { name: say('say.code-kept') });
  await kept.waitFor();
  const code = await page.locator('.code-again').innerText();
  await kept.click();
  await kept.waitFor({ state: 'detached' });
  return code;
};

export const speakOnOwnPhone = async (house: OpenHouse): Promise<Hit[]> => {
  const profile = temporaryFolder();
  const { page, close } = await openPhone(profile);
  await openForm(page, house);
  const code = await sayWithCode(page, SENT);
  await openForm(page, house);
  await wordsField(page).pressSequentially(NOT_SENT);
  // Away and back: now the browser has written down what it remembers of a page.
  await page.goto(`${house.server.url}/receipt`);
  await page.goBack({ waitUntil: 'commit' });
  await close();
  return searchFolder(profile, {
    'words that were sent': SENT,
    'words that were not sent': NOT_SENT,
    'the code': code,
    'the code in one piece': code.replaceAll(' ', ''),
  }).map((hit) => `own phone: ${hit}`);
};
