// Speaking without a name, as a person meets it: a programme's link is made over HTTP, all else by what stands on the
// screen.
import type { Locator, Page, Request } from 'playwright-core';
import type { DeskVoice } from '../../src/contract/desk-voice.ts';
import { say } from '../../src/words/say.ts';
import { type SignedInDevice, call, firstProgramme } from './server.ts';
import { saying } from './walking.ts';

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
