// A practitioner's phone is handed over without signal, and the practitioner looks through it afterwards with every tool
// there is: before what was said is sent, and after.
import type { BrowserContext, Page } from 'playwright-core';
import type { DeskPeople } from '../../src/contract/desk.ts';
import { openPhone, turnClockAhead, workerIsReady } from '../support/browser.ts';
import { invite, temporaryFolder } from '../support/server.ts';
import { field, join, keep } from '../support/walking.ts';
import { giveBack, handOver, sealedHere, wordsField } from '../support/without-name.ts';
import type { OpenHouse } from './open-house.ts';
import { sayWithCode } from './own-phone.ts';
import type { Recorder } from './recorder.ts';
import { type Hit, searchFolder } from './search-files.ts';

const SEALED = 'This canary was said on a phone that was handed over.';
const NOT_SENT = 'This canary was written there and never sent.';
const OWN = 'What the practitioner heard.';
const MINUTE = 60_000;

export interface Handed {
  hits: Hit[];
  /** Whose phone it is, as no anonymous request may tell. */
  ids: Record<string, string>;
}

export const speakOnHandedPhone = async (house: OpenHouse, recorder: Recorder): Promise<Handed> => {
  const profile = temporaryFolder();
  const opened = async (
    work: (page: Page, context: BrowserContext) => Promise<void>,
  ): Promise<void> => {
    const { page, context, close } = await openPhone(profile);
    await work(page, context);
    await close();
  };
  const { link } = await invite(house.server.url, house.manager);
  let code = '';

  await opened(async (page, context) => {
    await join(page, link);
    await field(page).waitFor();
    await workerIsReady(page);
    await context.setOffline(true);
    await keep(page, OWN);
    await page.goto(`${house.server.url}/new`);
    await handOver(page);
    await wordsField(page).pressSequentially(NOT_SENT);
  });
  await opened(async (page, context) => {
    await context.setOffline(true);
    await page.goto(`${house.server.url}/`);
    code = await sayWithCode(page, SEALED);
    await giveBack(page);
  });
  const search = (when: string): Hit[] =>
    searchFolder(profile, {
      'words that were sealed': SEALED,
      'words that were not sent': NOT_SENT,
      'the code': code,
      'the code in one piece': code.replaceAll(' ', ''),
    }).map((hit) => `handed-over phone, ${when}: ${hit}`);
  const before = search('not sent yet');
  if (searchFolder(profile, { own: OWN }).length === 0) {
    throw new Error('The search does not find what the practitioner kept');
  }

  // Sent apart: first what is the practitioner's own, at the next opening what is sealed.
  const sent = (path: string) => recorder.requests.some((request) => request.path === path);
  for (const [path, later] of [
    ['/v1/push', 16],
    ['/v1/say/sealed', 20],
  ] as const) {
    await opened(async (page) => {
      await turnClockAhead(page, later * MINUTE);
      await page.goto(`${house.server.url}/`);
      await until(() => sent(path));
      if (path === '/v1/say/sealed') return until(async () => (await sealedHere(page)) === 0);
      // Ended before its receipt is applied, it would be pushed once more at the next opening, and what is sealed waits.
      await page.goto(`${house.server.url}/waiting`);
      await page.locator('.moment .state-sent').first().waitFor();
    });
  }
  return { hits: [...before, ...search('sent')], ids: await idsOf(house) };
};

const PATIENCE_MS = 30_000;

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain for: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const idsOf = async ({ manage }: OpenHouse): Promise<Record<string, string>> => {
  const { people } = await manage<DeskPeople>('/v1/desk/people');
  const practitioner = people.find(({ roles }) => !roles.includes('manager'))!;
  return {
    'the practitioner’s id': practitioner.personId,
    'the practitioner’s name': practitioner.name,
    'the phone’s session': practitioner.sessions[0]!.sessionId,
  };
};
