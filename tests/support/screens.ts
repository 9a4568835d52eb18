// Every screen there is, and how a test comes to see it. A new screen that is not named here is not looked at.
import { type Page, type Route, devices } from 'playwright-core';
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
import type { DeskEntry } from '../../src/contract/desk-answer.ts';
import type { DeskFlagged } from '../../src/contract/desk-flagged.ts';
import type { DeskVoice } from '../../src/contract/desk-voice.ts';
import type { DeskMoment, DeskPage, DeskPeople } from '../../src/contract/desk.ts';
import type { MomentBody } from '../../src/contract/moment.ts';
import type { BoardPage } from '../../src/contract/board.ts';
import type { OwnPasskeys } from '../../src/contract/passkey.ts';
import type { PullAnswer, Role } from '../../src/contract/pull.ts';
import type { Operation, PushRequest } from '../../src/contract/push.ts';
import { REFUSALS, type RefusalCode } from '../../src/contract/refusal.ts';
import { PROTOCOL } from '../../src/contract/version.ts';
import { givePasskey } from './authenticator.ts';
import { aMoment, exportOf, operationOf } from './operations.ts';
import { fetched } from './browser.ts';
import { SCREENS_OUT_AND_IN } from './screens-out-and-in.ts';
import { SCREENS_INBOX, lookAtAnswer } from './screens-inbox.ts';
import { SCREENS_OF_ALERTS } from './screens-alerts.ts';
import { SCREENS_WITHOUT_NAME } from './screens-without-name.ts';
import { ageOutbox, organisation } from './walking.ts';

/** Who looks at a screen, and where: in a house at work, in one that has only begun, or in one nobody has set up. */
export type Looker =
  | 'stranger'
  | 'practitioner'
  | 'manager'
  | 'lead'
  | 'board'
  | 'new practitioner'
  | 'new manager'
  | 'founder';

/** What a screen needs of a server. */
export type HouseServer = Pick<TestServer, 'url' | 'setUpLink' | 'kill'>;

/** Whoever looks, and the server that they look at. */
export interface Room {
  server: HouseServer;
  device: Pick<SignedInDevice, 'cookie'> | null;
}

export interface House {
  /** Starts what this looker needs of a house, and lets them in: for most screens one server of three. */
  roomOf: (looker: Looker) => Promise<Room>;
  close: () => Promise<void>;
}

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
  // Else every screen of the desk would ask for one.
  await givePasskey(url, manager);
  return { manager, practitioner: await signIn(url, { link: invitation }) };
};

export const openHouse = ({
  start = startServer,
  said = SAID,
}: { start?: () => Promise<HouseServer>; said?: readonly Said[] } = {}): House => {
  const atWork = onceNeeded(async () => {
    const server = await start();
    const { manager, practitioner } = await people(server);
    await fill(server.url, practitioner, said);
    return { server, manager, practitioner };
  });
  const begun = onceNeeded(async () => {
    const server = await start();
    const newcomers = await people(server);
    const { cookie } = newcomers.manager;
    const body = { name: 'Saturday allotment, down by the old railway bridge' };
    await call(server.url, '/v1/desk/programmes', { cookie, body });
    const another = async (name: string, role: Role): Promise<SignedInDevice> => {
      const invited = await invite(server.url, newcomers.manager, { name, role });
      const device = await signIn(server.url, invited);
      await givePasskey(server.url, device);
      return device;
    };
    const lead = await another('Lena', 'lead');
    return { server, ...newcomers, lead, board: await another('Bo', 'board') };
  });
  const untouched = onceNeeded(async () => ({ server: await start() }));
  return {
    roomOf: async (looker) => {
      if (looker === 'founder') return { ...(await untouched.get()), device: null };
      if (looker === 'stranger') return { ...(await atWork.get()), device: null };
      if (looker === 'practitioner' || looker === 'manager') {
        const house = await atWork.get();
        return { server: house.server, device: house[looker] };
      }
      const { server, lead, board, manager, practitioner } = await begun.get();
      const held = { lead, board, 'new manager': manager, 'new practitioner': practitioner };
      return { server, device: held[looker] };
    },
    close: async () => {
      for (const part of [atWork, begun, untouched]) {
        if (part.isThere()) await (await part.get()).server.kill();
      }
    },
  };
};

const onceNeeded = <Value>(make: () => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return { get: () => (made ??= make()), isThere: () => made !== undefined };
};

/** The names that people gave in this house. They stand as they are in every language. */
export const NAMES: readonly string[] = [
  'Harbour House',
  'Tuesday drop-in',
  'Saturday allotment, down by the old railway bridge',
  'Gardeners',
];

const invitation = async (house: House): Promise<string> => {
  const { server, device } = await house.roomOf('manager');
  return (await invite(server.url, device!, { name: 'Noor' })).link;
};

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

/** By the link: a page that is left while it sends leaves the moment as being sent until that time is over. */
const toTheirMoments = (page: Page): Promise<void> =>
  page.locator('nav a[href="/waiting"]').click();

/** Saves a moment on this phone, sees it sent, and opens it to be changed. */
const openToChange = async (page: Page): Promise<void> => {
  await keep(page);
  await toTheirMoments(page);
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
  await toTheirMoments(page);
  await page.locator('.state-needs-attention').first().waitFor();
  // On a phone that kept one before, that one says so at once.
  await page.locator('.state-waiting, .state-sending').first().waitFor({ state: 'detached' });
};

/** From now on this page's outbox fails at every write, as a browser fails that has no room or a newer database. */
const failWith = (page: Page, name: 'QuotaExceededError' | 'VersionError'): Promise<void> =>
  page.evaluate((thrown) => {
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      if (this.name === 'moments-outbox' && mode === 'readwrite')
        throw new DOMException('', thrown);
      return begin.call(this, stores, mode, options);
    };
  }, name);

const cannotKeep = async (
  page: Page,
  name: 'QuotaExceededError' | 'VersionError',
): Promise<void> => {
  await isReady(page);
  await failWith(page, name);
  const words = 'I put the kettle on for everyone.';
  await page.locator('.writing-field').fill(words);
  // Neither the draft can be kept nor the moment: in this order, or what is said afterwards depends on chance.
  await page.locator('.notice-danger').waitFor();
  await tapKind(page, words);
  await page.locator('.notice-danger .button-main').waitFor();
};

/** As if the endpoint said no, and why. */
const refusedAs =
  (code: RefusalCode) =>
  (route: Route): Promise<void> =>
    route.fulfill({ status: REFUSALS[code].status, json: { protocol: PROTOCOL, code } });

/** As if this person had made no passkey. */
const withoutPasskeys = async (route: Route): Promise<void> => {
  const response = await route.fetch();
  const own = (await response.json()) as OwnPasskeys;
  await route.fulfill({ response, json: { ...own, passkeys: [] } });
};

/** As if the board were let see what was said in this house. */
const forTheBoard = (route: Route): Promise<void> => {
  const moments = SAID.map(({ words, kind }, at) => ({
    momentId: idOf('f', at),
    words,
    kind,
    programmeName: 'Tuesday drop-in',
    month: '2026-11',
  }));
  const json: BoardPage = { protocol: PROTOCOL, moments, next: 'more' };
  return route.fulfill({ json });
};

const click =
  (...selectors: string[]) =>
  async (page: Page): Promise<void> => {
    for (const selector of selectors) await page.locator(selector).first().click();
  };

/** What a screen needs to be sent, once it is known where. Ids that stay, so that the same version stands each time. */
type Sent = (programmeId: string) => Operation;
const idOf = (letter: string, number: number): string =>
  `${String(number).padStart(8, letter)}-0000-4000-8000-000000000000`;
const sent =
  (letter: string, number: number, body: object | string, said: Partial<Operation> = {}): Sent =>
  (programmeId) =>
    operationOf(typeof body === 'string' ? body : { ...body, programmeId, ...body }, {
      operationId: idOf(letter, number),
      momentId: idOf(letter, 0),
      revision: number,
      kind: number === 1 ? 'create' : 'amend',
      ...said,
    });
const version = (words: string, audience: 'team' | 'public'): Partial<MomentBody> => {
  const { programmeId: _, ...said } = aMoment({ words, audience, group: 'Gardeners' });
  return said;
};

const SET_ASIDE: readonly Sent[] = [
  sent('c', 1, aMoment({ words: 'They moved the chairs, and now we can hear each other.' })),
  sent('d', 1, '{"words": "cut off in the mid'),
  sent(
    'e',
    1,
    { words: 'لم يخبرني أحد ماذا حدث بعد ذلك', mood: 'fine' },
    { momentId: idOf('e', 5) },
  ),
];
const TWO_VERSIONS: readonly Sent[] = [
  sent('b', 1, version('The garden is where I talk.', 'public')),
  sent('b', 2, version('The garden is where I talk. Nowhere else.', 'team')),
  sent('b', 2, version('The garden is where I talk, mostly to the tomatoes.', 'public'), {
    operationId: idOf('b', 3),
  }),
];

interface Here {
  organisationId: string;
  personId: string;
  programmeId: string;
}

/** Who is signed in on this page, and the first programme that they may choose. */
const whoIsHere = (page: Page): Promise<Here> =>
  page.evaluate(async () => {
    const answer = (await (await fetch('/v1/pull')).json()) as PullAnswer;
    const { organisationId, personId } = answer.identity;
    return { organisationId, personId, programmeId: answer.programmes[0]!.programmeId };
  });

/** Sends as this page's person, as their phone would. */
const pushHere = async (page: Page, what: readonly Sent[]): Promise<void> => {
  const { personId, programmeId } = await whoIsHere(page);
  const request: PushRequest = {
    protocol: PROTOCOL,
    sender: personId,
    pending: { count: 0, since: null },
    operations: what.map((operation) => operation(programmeId)),
  };
  await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    await fetch('/v1/push', { method: 'POST', headers, body: JSON.stringify(body) });
  }, request);
};

/** As if every practitioner's phone had been away for days, with moments on it. */
const heldForLong = async (route: Route): Promise<void> => {
  const response = await fetched(route);
  const json = (await response.json()) as DeskPeople;
  const before = (time: string, days: number): string =>
    new Date(Date.parse(time) - days * 86_400_000).toISOString();
  for (const { roles, sessions } of json.people) {
    if (roles.includes('manager')) continue;
    for (const session of sessions) {
      const { lastContactAt } = session;
      session.signedInAt = before(lastContactAt, 30);
      session.pendingSince = before(lastContactAt, 4);
      session.lastContactAt = before(lastContactAt, 2);
      session.pendingCount = 3;
    }
  }
  await route.fulfill({ response, json });
};

/** As if these had been said without a name: the first of them flagged for safety, the next with a code. */
const withoutNames = async (route: Route): Promise<void> => {
  const response = await fetched(route);
  const json = (await response.json()) as DeskPage & { moment?: DeskMoment };
  const day = (time: string): string => `${time.slice(0, 10)}T00:00:00.000Z`;
  const said = (moment: DeskMoment): DeskMoment => ({
    ...moment,
    words: moment.words.replace(
      'Start at ten',
      'My worker Sarah Jones on 07700 900123 starts at ten',
    ),
    byName: null,
    group: null,
    audience: 'public',
    saidAt: day(moment.receivedAt),
    receivedAt: day(moment.receivedAt),
    ...(moment.kind === 'idea'
      ? { channel: 'own-phone', hasCode: true, lastWrote: 'speaker' }
      : { channel: 'handed-phone', isFlagged: moment.kind === 'improve' }),
  });
  if (json.moment !== undefined) json.moment = said(json.moment);
  else Object.assign(json, { moments: json.moments.map(said), atRisk: 2 });
  await route.fulfill({ response, json });
};

/** What was written to and fro about a moment: a question, and what came back. */
const wroteBack = (route: Route): Promise<void> => {
  const from = (side: 'manager' | 'speaker', said: Partial<DeskEntry>): DeskEntry => ({
    entryId: idOf('a', said.words?.length ?? 0),
    from: side,
    words: '',
    changed: null,
    isQuestion: false,
    writtenAt: side === 'manager' ? '2026-11-20T10:05:00.000Z' : '2026-11-21T00:00:00.000Z',
    byName: side === 'manager' ? 'Maya' : null,
    takenBackAt: null,
    takeBackMs: null,
    ...said,
  });
  const entries = [
    from('manager', {
      words: 'Thank you. Which days are hard because of school?',
      isQuestion: true,
    }),
    from('speaker', { words: 'Mondays and Fridays. The bus is late then.' }),
    from('manager', { words: 'We open at nine.', takenBackAt: '2026-11-20T10:15:00.000Z' }),
    from('speaker', { changed: 'partly' }),
  ];
  return route.fulfill({ json: { protocol: PROTOCOL, entries, isAsked: true } });
};

/** Opens the idea that was said without a name. */
const openWithoutName = async (page: Page): Promise<void> => {
  await page.route(/\/v1\/desk\/moments(\/[0-9a-f-]{36})?(\?.*)?$/, withoutNames);
  await page.reload();
  await page.locator('main a.card-idea').click();
  await page.locator('.answer .text-box').waitFor();
};

const writeAnswer = (page: Page): Promise<void> =>
  lookAtAnswer(page, 'Thank you for telling us. You are right. We are making it one page.');

/** As if someone might be at risk: one that is late, one with hours left, and one whose words are gone. */
const showAtRisk = async (page: Page, address: string): Promise<void> => {
  const { moments, now } = await page.evaluate(async () => {
    const answer = (await (await fetch('/v1/desk/moments')).json()) as DeskPage;
    return { moments: answer.moments, now: Date.now() };
  });
  // A flag keeps the hour alone, as this does.
  const hour = Math.floor(now / 3_600_000);
  const at = (hours: number): string => new Date((hour + hours) * 3_600_000).toISOString();
  const item = (kind: DeskMoment['kind'] | null, hours: number): DeskFlagged => {
    const moment = moments.find((each) => each.kind === kind);
    return {
      momentId: idOf('f', hours + 100),
      moment: moment
        ? { ...moment, byName: null, group: null, channel: 'own-phone', isFlagged: true }
        : null,
      keptBy: null,
      arrivedAt: at(hours - 24),
      dueAt: at(hours),
      leadName: 'Maya',
      isOwn: true,
      outcome: null,
      outcomeAt: null,
      outcomeBy: null,
    };
  };
  const open: DeskFlagged[] = [
    item('improve', -3),
    { ...item('idea', 20), leadName: 'Oluwadamilola', isOwn: false },
    { ...item(null, 23), leadName: null, isOwn: false },
  ];
  const outcome = 'Called their worker of that day, who saw them in the afternoon. They are safe.';
  const settled = [{ ...item('improve', 10), outcome, outcomeAt: at(-2), outcomeBy: 'Maya' }];
  await page.route('**/v1/desk/flagged?*', (route) => {
    const isSettled = route.request().url().includes('settled=yes');
    return route.fulfill({ json: { protocol: PROTOCOL, items: isSettled ? settled : open } });
  });
  await page.goto(new URL(address, page.url()).href);
};

/** The page of the first programme, as a manager comes to it. */
const openProgramme = async (page: Page): Promise<void> => {
  await page.locator('[aria-labelledby="programmes-title"] a').first().click();
  await page.locator('#link-title').waitFor();
};

/** The same with all that is needed to speak, whether or not somebody made it before. */
const openWithLink = async (page: Page): Promise<void> => {
  await page.evaluate(async () => {
    const { programmes } = (await (await fetch('/v1/desk/people')).json()) as DeskPeople;
    const at = `/v1/desk/programmes/${programmes[0]!.programmeId}`;
    const { managers, link } = (await (await fetch(`${at}/voice`)).json()) as DeskVoice;
    const post = (path: string, body: object) =>
      fetch(at + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await post('/safeguarding', {
      leadPersonId: managers[0]!.personId,
      hours: 'Monday to Friday, 9 to 5',
      emergency: 'If you are in danger, call 999. To talk at any hour, call Samaritans on 116 123.',
    });
    if (link === null) await post('/link', {});
  });
  // The secret is drawn by lot: for a picture it stays the same.
  await page.route('**/voice', async (route) => {
    const response = await fetched(route);
    const json = (await response.json()) as DeskVoice;
    const link = json.link?.replace(
      /[^/]*\/say#.*/,
      'moments.example.org/say#AbCdEfGhIjKlMnOpQrStUv',
    );
    await route.fulfill({ response, json: { ...json, link } });
  });
  await openProgramme(page);
  await page.locator('.poster').waitFor();
};

const chooseFile = (page: Page, content: string): Promise<void> =>
  page.locator('.hand-in input').setInputFiles({
    name: 'moments.json',
    mimeType: 'application/json',
    buffer: Buffer.from(content),
  });

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
    path: async (house) => (await house.roomOf('founder')).server.setUpLink!,
    seen: 'form input',
  },
  {
    name: 'welcome, nothing filled in',
    as: 'founder',
    path: async (house) => (await house.roomOf('founder')).server.setUpLink!,
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
  {
    name: 'capture, no room',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: (page) => cannotKeep(page, 'QuotaExceededError'),
    seen: '.notice-danger .button-main',
  },
  {
    name: 'capture, no room and no answer',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: async (page) => {
      await page.route('**/v1/push', (route) => route.abort());
      await cannotKeep(page, 'QuotaExceededError');
      await page.locator('.notice-danger .button-main').click();
    },
    seen: '.notice-danger [role="status"]:not(:empty)',
  },
  {
    name: 'capture, sent without being kept',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: async (page) => {
      await cannotKeep(page, 'QuotaExceededError');
      await page.locator('.notice-danger .button-main').click();
      await page.locator('.notice-plain').waitFor();
    },
    // That the field is empty again cannot be kept either, which it says by itself.
    seen: '.notice-danger',
  },
  {
    name: 'capture, a newer Moments was here',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: (page) => cannotKeep(page, 'VersionError'),
    seen: '.notice-danger .button-main',
  },
  { name: 'waiting', as: 'practitioner', path: '/waiting', seen: 'main blockquote' },
  { name: 'waiting, empty', as: 'new practitioner', path: '/waiting', seen: '.empty' },
  // In this order: what is asked once is known from then on.
  {
    name: 'hand over: where?',
    as: 'new practitioner',
    path: '/hand-over',
    // The first time it is still asking what it needs.
    seen: 'main.page .button-wide',
  },
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
      await page.locator('.moment:has(.moment-reason) .moment-open').first().click();
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
      await page.locator('.hand-in button').first().click();
      await page.locator('.notice .ways').scrollIntoViewIfNeeded();
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
      await toTheirMoments(page);
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
      await toTheirMoments(page);
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
      await toTheirMoments(page);
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
      await toTheirMoments(page);
    },
    seen: '.banner',
  },

  {
    name: 'waiting, long unsent',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: async (page) => {
      await page.route('**/v1/push', (route) => route.abort());
      await keep(page);
      await ageOutbox(page, 4);
      await toTheirMoments(page);
    },
    seen: '.honest .notice-danger',
  },
  {
    name: 'capture, long unsent',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: async (page) => {
      await page.route('**/v1/push', (route) => route.abort());
      await keep(page);
      await ageOutbox(page, 4);
      await page.reload();
    },
    seen: '.banner',
  },
  {
    name: 'waiting, a network that lets nothing through',
    as: 'practitioner',
    leaves: true,
    path: '/new',
    reach: async (page) => {
      await page.route('**/v1/push', (route) =>
        route.fulfill({ contentType: 'text/html', body: '<h1>Welcome to our network</h1>' }),
      );
      await keep(page);
      await toTheirMoments(page);
      await page.locator('.honest button').first().click();
    },
    seen: '.honest-ways [role="status"]:not(:empty)',
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
    reach: click('main a.moment-card'),
    seen: '.words-alone',
  },
  {
    name: 'keys',
    as: 'manager',
    path: '/inbox',
    reach: async (page) => {
      await page.locator('main a.moment-card').first().waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('?');
    },
    seen: '.keys-list',
  },
  {
    name: 'set aside',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: async (page) => {
      await pushHere(page, SET_ASIDE);
      await page.goto(new URL('/inbox/set-aside', page.url()).href);
    },
    seen: '.aside blockquote',
  },
  {
    name: 'set aside, looked at',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: async (page) => {
      await pushHere(page, SET_ASIDE.slice(0, 1));
      await page.goto(new URL('/inbox/set-aside', page.url()).href);
      await page.locator('.aside .ways button').first().click();
      await page.locator('.aside-done').waitFor();
      await page.locator('.desk-tabs a').last().click();
    },
    seen: '.aside .aside-line + .aside-line',
  },
  { name: 'set aside, nothing', as: 'new manager', path: '/inbox/set-aside', seen: '.desk-empty' },
  {
    name: 'inbox, some set aside and one in two versions',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: async (page) => {
      await pushHere(page, [...SET_ASIDE, ...TWO_VERSIONS]);
      await page.goto(new URL('/inbox', page.url()).href);
    },
    seen: '.moment-twice',
  },
  {
    name: 'two versions',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: async (page) => {
      await pushHere(page, TWO_VERSIONS);
      await page.goto(new URL(`/inbox/${idOf('b', 0)}`, page.url()).href);
    },
    seen: '.version blockquote',
  },
  {
    name: 'inbox, some without a name',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: async (page) => {
      await page.route('**/v1/desk/moments?*', withoutNames);
      await page.reload();
    },
    seen: '.at-risk-link',
  },
  {
    name: 'a moment without a name',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: openWithoutName,
    seen: '.hints',
  },
  {
    name: 'a moment flagged for safety',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: async (page) => {
      await openWithoutName(page);
      await page.goto(new URL('/inbox', page.url()).href);
      await page.locator('main a.card-improve').last().click();
    },
    seen: '.reading .notice-warning',
  },
  {
    name: 'answer, nothing written',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: click('main a.moment-card', '.answer-box [type="submit"]'),
    seen: '.answer .field-error',
  },
  {
    name: 'answer, as they will see it',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: writeAnswer,
    seen: '.preview',
  },
  {
    name: 'answered',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: async (page) => {
      await writeAnswer(page);
      await page.locator('.preview .button-main').click();
    },
    seen: '.thread-manager',
  },
  {
    name: 'written to and fro',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: async (page) => {
      await page.route('**/thread', wroteBack);
      await openWithoutName(page);
    },
    seen: '.thread-speaker',
  },
  {
    name: 'erase for good?',
    as: 'manager',
    leaves: true,
    path: '/inbox',
    reach: click('main a.moment-card', '.mind:not(.history) summary', '[data-asks="erase"]'),
    seen: '.confirm',
  },
  {
    name: 'at risk',
    as: 'manager',
    path: '/inbox',
    reach: (page) => showAtRisk(page, '/inbox/at-risk'),
    seen: '.flagged-clock',
  },
  {
    name: 'at risk, settled',
    as: 'manager',
    path: '/inbox',
    reach: (page) => showAtRisk(page, '/inbox/at-risk?settled=yes'),
    seen: '.flagged-words',
  },
  { name: 'at risk, nothing', as: 'new manager', path: '/inbox/at-risk', seen: '.desk-empty' },
  { name: 'people', as: 'manager', path: '/people', seen: 'main h2' },
  {
    name: 'a programme',
    as: 'new manager',
    path: '/people',
    reach: openProgramme,
    seen: '.lead',
  },
  {
    name: 'a programme, nobody named',
    as: 'new manager',
    path: '/people',
    reach: async (page) => {
      await openProgramme(page);
      await page.locator('.lead [type="submit"]').click();
    },
    seen: '.lead .notice-danger',
  },
  {
    name: 'a programme with its link',
    as: 'manager',
    leaves: true,
    path: '/people',
    reach: openWithLink,
    seen: '.poster',
  },
  {
    name: 'a new link?',
    as: 'manager',
    leaves: true,
    path: '/people',
    reach: async (page) => {
      await openWithLink(page);
      await page.locator('[data-asks="rotate"]').click();
    },
    seen: '.confirm',
  },
  {
    name: 'people, held for long',
    as: 'manager',
    leaves: true,
    path: '/people',
    reach: async (page) => {
      await page.route('**/v1/desk/people', heldForLong);
      await page.reload();
    },
    seen: '.people-main > .notice',
  },
  {
    name: 'a file that is not from a phone',
    as: 'manager',
    path: '/people',
    reach: (page) => chooseFile(page, 'a shopping list'),
    seen: '.hand-in .notice-danger',
  },
  {
    name: 'a file is taken in',
    as: 'manager',
    leaves: true,
    path: '/people',
    reach: async (page) => {
      const { organisationId, personId, programmeId } = await whoIsHere(page);
      const operations = [...TWO_VERSIONS.slice(0, 2), ...SET_ASIDE.slice(0, 1)];
      const file = exportOf(
        { organisationId, personId },
        ...operations.map((operation) => operation(programmeId)),
      );
      await chooseFile(page, JSON.stringify(file));
      await page.locator('.hand-in .button-main').click();
    },
    seen: '.hand-in-results',
  },
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
  {
    name: 'change role',
    as: 'manager',
    path: '/people',
    reach: click('.person > .ways .button'),
    seen: '.person-roles',
  },
  {
    name: 'remove?',
    as: 'manager',
    path: '/people',
    reach: click('.person > .ways .button:nth-child(2)'),
    seen: '.confirm',
  },
  {
    name: 'remove a passkey?',
    as: 'manager',
    path: '/people',
    reach: click('.passkey .button'),
    seen: '.passkey .confirm',
  },
  {
    name: 'make a passkey?',
    as: 'manager',
    path: '/people',
    reach: async (page) => {
      await page.route('**/v1/passkeys', withoutPasskeys);
      await page.goto(new URL('/inbox', page.url()).href);
    },
    seen: '.passkey-ask',
  },
  {
    name: 'the desk is closed',
    as: 'manager',
    path: '/people',
    reach: async (page) => {
      await page.route('**/v1/desk/**', refusedAs('desk_closed'));
      await page.reload();
    },
    seen: '.closed-desk .button',
  },
  {
    name: 'is it you?',
    as: 'manager',
    path: '/people',
    reach: async (page) => {
      await page.route('**/v1/desk/people/*/renew', refusedAs('ask_again'));
      await page.locator('.person-head .button').first().click();
    },
    seen: '.prove .button-main',
  },
  {
    name: 'is it you, without a passkey',
    as: 'manager',
    path: '/people',
    reach: async (page) => {
      await page.route('**/v1/passkeys', withoutPasskeys);
      await page.route('**/v1/desk/people/*/renew', refusedAs('ask_again'));
      await page.locator('.person-head .button').first().click();
      await page.locator('.prove summary').click();
    },
    seen: '.prove details[open] p',
  },
  { name: 'sign in with a passkey', as: 'stranger', path: '/sign-in', seen: 'main .button-main' },
  { name: 'you', as: 'lead', path: '/people', seen: '.passkey' },
  { name: 'at risk, as the lead', as: 'lead', path: '/inbox/at-risk', seen: '.desk-empty' },
  {
    name: 'board',
    as: 'board',
    path: '/board',
    reach: async (page) => {
      await page.route('**/v1/board/moments', forTheBoard);
      await page.reload();
    },
    seen: 'main blockquote',
  },
  { name: 'board, nothing', as: 'board', path: '/board', seen: '.desk-empty' },
  ...SCREENS_OUT_AND_IN,
  ...SCREENS_OF_ALERTS,
  ...SCREENS_WITHOUT_NAME,
  ...SCREENS_INBOX,
];
