// Speaking without a name, as a person meets it: a programme's link is made over HTTP, all else by what stands on the
// screen.
import type { Locator, Page, Request } from 'playwright-core';
import type { DeskVoice } from '../../src/contract/desk-voice.ts';
import { say as sayHandOver } from '../../src/words/hand-over.ts';
import { say as sayPractitioner } from '../../src/words/practitioner.ts';
import { say } from '../../src/words/say.ts';
import { type SignedInDevice, call, firstProgramme } from './server.ts';
import { field, saying } from './walking.ts';

/** Names a lead and makes the link of the first programme; resolves with it. */
export const openVoice = async (url: string, manager: SignedInDevice): Promise<string> => {
  const { cookie } = manager;
  const programmeId = await firstProgramme(url, manager);
  const at = `/v1/desk/programmes/${programmeId}`;
  await call(url, `${at}/safeguarding`, {
    cookie,
    body: {
      leadPersonId: manager.identity.personId,
      hours: 'Monday to Friday, 9 to 5',
      emergency: 'If somebody is in danger now, call 999.',
    },
  });
  await call(url, `${at}/link`, { cookie, body: {} });
  const { body } = await call<DeskVoice>(url, `${at}/voice`, { cookie });
  if (!body.link) throw new Error(`no link: ${JSON.stringify(body)}`);
  return body.link;
};

export const wordsField = (page: Page): Locator =>
  page.getByRole('textbox', { name: say('say.words') });

export const kindButton = (page: Page, kind: 'celebrate' | 'improve' | 'idea'): Locator =>
  page.getByRole('button', { name: say(`say.kind.${kind}`) });

export const tick = (page: Page, what: 'code' | 'risk'): Promise<void> =>
  page.getByLabel(say(`say.${what}`)).check();

export const seen = (page: Page, id: Parameters<typeof say>[0]): Promise<void> =>
  page
    .getByText(saying(say(id)))
    .first()
    .waitFor();

/** Hands the phone over from the writing field, where one tap is enough. */
export const handOver = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: sayPractitioner('capture.hand-over') }).click();
  await wordsField(page).waitFor();
};

/** Holds the button of the blank screen until the practitioner's app is back. */
export const giveBack = async (page: Page): Promise<void> => {
  await page.getByText(sayHandOver('hand-over.hold'), { exact: true }).hover();
  await page.mouse.down();
  await field(page).waitFor();
  await page.mouse.up();
};

/** How many sealed entries wait on this phone. */
export const sealedHere = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('moments-sealed');
        opening.addEventListener('error', () => reject(opening.error));
        opening.addEventListener('success', () => {
          const asked = opening.result.transaction('entries').objectStore('entries').count();
          asked.addEventListener('success', () => {
            opening.result.close();
            resolve(asked.result);
          });
        });
      }),
  );

/** Every request of a page to the endpoint, with what it carried. */
export const callsOf = (page: Page): { path: string; headers: Promise<object>; body: string }[] => {
  const calls: { path: string; headers: Promise<object>; body: string }[] = [];
  page.on('request', (request: Request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/v1/')) return;
    calls.push({
      path: pathname,
      headers: request.allHeaders().catch(() => ({})),
      body: request.postData() ?? '',
    });
  });
  return calls;
};
