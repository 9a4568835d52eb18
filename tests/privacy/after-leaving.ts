// Somebody leaves, quickly or in any other way, and whoever comes next goes Back and Forward. In browsers that keep pages
// as they were left.
import { say as sayReceipt } from '../../src/words/receipt.ts';
import { say } from '../../src/words/say.ts';
import { NEUTRAL_PAGE } from '../../src/service-user/leave/leave-quickly.ts';
import { openPhone } from '../support/browser.ts';
import { openFirefox } from '../support/engines/firefox.ts';
import { temporaryFolder } from '../support/server.ts';
import { answerTo, newCode, sayWith } from './answered-code.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { startRecorder } from './recorder.ts';
import type { Hit } from './search-files.ts';

const WORDS = 'This canary was left behind.';
const ANSWER = 'This canary is an answer.';
const NEUTRAL = '<!doctype html><title>Weather</title><h1>Weather</h1>';

/** What a tab has in both drivers, by these names. */
interface Driven {
  open: (address: string) => Promise<void>;
  evaluate: <Result>(inPage: string) => Promise<Result>;
  type: (words: string) => Promise<void>;
  press: (key: 'Shift') => Promise<void>;
  close: () => Promise<void>;
}
interface Engine {
  /** A tab of its own, with a list of pages of its own. */
  openTab: () => Promise<Driven>;
  close: () => Promise<void>;
}

const chromium = async (): Promise<Engine> => {
  const { context, close } = await openPhone(temporaryFolder());
  await context.route(NEUTRAL_PAGE, (route) =>
    route.fulfill({ body: NEUTRAL, contentType: 'text/html' }),
  );
  const openTab = async (): Promise<Driven> => {
    const page = await context.newPage();
    return {
      open: async (address) => void (await page.goto(address)),
      evaluate: (inPage) => page.evaluate(inPage),
      type: (words) => page.keyboard.type(words),
      press: (key) => page.keyboard.press(key),
      close: () => page.close(),
    };
  };
  return { openTab, close };
};

const firefox = async (executablePath: string): Promise<Engine> => {
  const { browser } = await openFirefox(executablePath, temporaryFolder());
  const openTab = async (): Promise<Driven> => {
    const page = await browser.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const answered =
        request.url() === NEUTRAL_PAGE
          ? request.respond({ body: NEUTRAL, contentType: 'text/html' })
          : request.continue();
      // It went away meanwhile.
      answered.catch(() => undefined);
    });
    return {
      open: async (address) => void (await page.goto(address)),
      evaluate: async <Result>(inPage: string) => (await page.evaluate(inPage)) as Result,
      type: (words) => page.keyboard.type(words),
      press: (key) => page.keyboard.press(key),
      close: () => page.close(),
    };
  };
  return { openTab, close: () => browser.close() };
};

const FORM = `document.querySelector('#say-words')`;
const CODE_FIELD = `document.querySelector('#receipt-code')`;
const BACK_FIELD = `document.querySelector('#write-back')`;
const button = (name: string): string =>
  `[...document.querySelectorAll('button')].find(({ textContent }) => textContent === ${JSON.stringify(name)})`;
/** Where the form stands open, or anything that was typed or answered is on the page. */
const SHOWS = `${FORM} !== null || ${BACK_FIELD} !== null
  || [...document.querySelectorAll('input, textarea')].some(({ value }) => value !== '')
  || ${JSON.stringify([WORDS, ANSWER])}.some((text) => document.documentElement.outerHTML.includes(text))`;

interface Reached {
  /** Where the page stands in the browser's list. */
  path: string;
  /** What it shows to whoever comes back to it. */
  shownAnew: string;
}

const write = async (driven: Driven, field: string, words: string): Promise<void> => {
  await until(driven, `${field} !== null`);
  await driven.evaluate(`${field}.focus()`);
  await driven.type(words);
  await until(driven, `${field}.value === ${JSON.stringify(words)}`);
};

/** Each place in which something stands on a page, and how it is come to. */
const PLACES = {
  'the form': async (driven: Driven, { server, secret }: OpenHouse): Promise<Reached> => {
    await driven.open(`${server.url}/say#${secret}`);
    await write(driven, FORM, WORDS);
    const title = JSON.stringify(say('say.no-link'));
    return { path: '/say', shownAnew: `document.querySelector('h1')?.textContent === ${title}` };
  },
  'a code': async (driven: Driven, { server }: OpenHouse): Promise<Reached> => {
    await driven.open(`${server.url}/receipt`);
    await write(driven, CODE_FIELD, newCode());
    return { path: '/receipt', shownAnew: `${CODE_FIELD} !== null` };
  },
  'an answer': async (driven: Driven, house: OpenHouse): Promise<Reached> => {
    const code = newCode();
    await sayWith(house, code);
    await answerTo(house, code, ANSWER);
    await driven.open(`${house.server.url}/receipt`);
    await write(driven, CODE_FIELD, code);
    await driven.evaluate(`${button(sayReceipt('receipt.open'))}.click()`);
    // The answer's title takes the focus; only then is there time to write.
    await until(driven, `document.activeElement?.tagName === 'H1'`);
    await write(driven, BACK_FIELD, WORDS);
    return { path: '/receipt', shownAnew: `${CODE_FIELD} !== null` };
  },
};

/**
 * The same where nothing tells the browser to keep no page: what it brings back from its memory must be empty all the
 * same. Rejects where a browser kept none, since that would prove nothing.
 */
export const lookWherePagesAreKept = async (firefoxPath: string | undefined): Promise<Looked> => {
  const recorder = await startRecorder({ letsKeep: true });
  const house = await openHouse(recorder);
  const throughIt = { ...house, server: { ...house.server, url: recorder.url } };
  const looked = await lookAfterLeaving(
    throughIt,
    firefoxPath,
    ALL_VISITS.filter(({ place, way }) => place !== 'a code' && way === 'another page'),
  );
  await house.server.stop();
  recorder.close();
  const without = looked.browsers.filter((name) => !looked.kept.includes(name));
  if (without.length > 0) throw new Error(`No page was kept by ${without.join(', ')}`);
  return looked;
};

interface Visit {
  place: keyof typeof PLACES;
  way: 'the button' | 'Shift' | 'another page';
}
const ALL_VISITS: readonly Visit[] = [
  { place: 'the form', way: 'the button' },
  { place: 'the form', way: 'Shift' },
  { place: 'the form', way: 'another page' },
  { place: 'a code', way: 'the button' },
  { place: 'a code', way: 'another page' },
  { place: 'an answer', way: 'Shift' },
  { place: 'an answer', way: 'another page' },
];

/** Each page and each way at least once. */
export const SOME_VISITS: readonly Visit[] = ALL_VISITS.filter(({ place, way }) =>
  ['the form, the button', 'a code, another page', 'an answer, Shift'].includes(`${place}, ${way}`),
);

export interface Looked {
  hits: Hit[];
  browsers: string[];
  /** Those in which a page came back as it was left, from the browser's own memory. */
  kept: string[];
}

/** Each visit in each browser, or in one `only`; resolves with what came back. */
export const lookAfterLeaving = async (
  house: OpenHouse,
  firefoxPath: string | undefined,
  visits: readonly Visit[] = ALL_VISITS,
  only?: string,
): Promise<Looked> => {
  const all: [string, () => Promise<Engine>][] = [['Chromium', chromium]];
  if (firefoxPath !== undefined) all.push(['Firefox', () => firefox(firefoxPath)]);
  const engines = all.filter(([name]) => only === undefined || name === only);
  const hits: Hit[] = [];
  const kept = new Set<string>();
  for (const [name, open] of engines) {
    const engine = await open();
    for (const visit of visits) {
      const driven = await engine.openTab();
      const found = await leaveAndReturn(driven, house, visit);
      await driven.close();
      hits.push(...found.hits.map((hit) => `${name}, ${visit.place}, ${visit.way}, ${hit}`));
      if (found.wasKept) kept.add(name);
    }
    await engine.close();
  }
  return { hits, browsers: engines.map(([name]) => name), kept: [...kept] };
};

const leaveAndReturn = async (
  driven: Driven,
  house: OpenHouse,
  { place, way }: Visit,
): Promise<{ hits: Hit[]; wasKept: boolean }> => {
  const start = `${house.server.url}/plain/icon.svg`;
  await driven.open(start);
  const { path, shownAnew } = await PLACES[place](driven, house);
  await driven.evaluate('globalThis.wasHere = true');
  if (way === 'the button') await driven.evaluate(`${button(say('say.leave'))}.click()`);
  else if (way === 'another page') await driven.open(NEUTRAL_PAGE);
  else for (let times = 0; times < 3; times += 1) await driven.press('Shift');
  await until(driven, isAt(NEUTRAL_PAGE));

  const came = isAt(new URL(path, house.server.url).href);
  // Left quickly, the page is no longer in the list.
  const before = way === 'another page' ? `${came} && ${shownAnew}` : isAt(start);
  const hits: Hit[] = [];
  let wasKept = false;
  for (const [step, arrived] of [
    ['back', before],
    ['forward', isAt(NEUTRAL_PAGE)],
    ['back', before],
  ] as const) {
    await driven.evaluate(`setTimeout(() => history.${step}(), 0)`);
    const isHere = `(${arrived}) || (!${isAt(NEUTRAL_PAGE)} && (${SHOWS}))`;
    const arrives = await until(driven, isHere).catch(() => 'nowhere');
    if (arrives === 'nowhere' || (await driven.evaluate<boolean>(SHOWS))) hits.push(step);
    wasKept ||= await driven.evaluate<boolean>('globalThis.wasHere === true');
  }
  return { hits, wasKept };
};

const isAt = (address: string): string => `location.href === ${JSON.stringify(address)}`;

const PATIENCE_MS = 30_000;

const until = async (driven: Driven, holds: string): Promise<void> => {
  const end = Date.now() + PATIENCE_MS;
  // While one page goes and another comes, none can be asked.
  while (!(await driven.evaluate<boolean>(holds).catch(() => false))) {
    if (Date.now() > end) throw new Error(`waited in vain for: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
