// Somebody leaves quickly, and whoever comes next goes Back and Forward. In browsers that keep pages as they were left.
import { say } from '../../src/words/say.ts';
import { NEUTRAL_PAGE } from '../../src/service-user/leave/leave-quickly.ts';
import { openPhone } from '../support/browser.ts';
import { openFirefox } from '../support/engines/firefox.ts';
import { temporaryFolder } from '../support/server.ts';
import type { OpenHouse } from './open-house.ts';
import type { Hit } from './search-files.ts';

const WORDS = 'This canary was left quickly.';
const NEUTRAL = '<!doctype html><title>Weather</title><h1>Weather</h1>';

/** What both drivers have, by these names. */
interface Driven {
  open: (address: string) => Promise<void>;
  evaluate: <Result>(inPage: string) => Promise<Result>;
  type: (words: string) => Promise<void>;
  press: (key: 'Shift') => Promise<void>;
  close: () => Promise<void>;
}

const chromium = async (): Promise<Driven> => {
  const { page, context, close } = await openPhone(temporaryFolder());
  await context.route(NEUTRAL_PAGE, (route) =>
    route.fulfill({ body: NEUTRAL, contentType: 'text/html' }),
  );
  return {
    open: async (address) => void (await page.goto(address)),
    evaluate: (inPage) => page.evaluate(inPage),
    type: (words) => page.keyboard.type(words),
    press: (key) => page.keyboard.press(key),
    close,
  };
};

const firefox = async (executablePath: string): Promise<Driven> => {
  const { page, browser } = await openFirefox(executablePath, temporaryFolder());
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
    close: () => browser.close(),
  };
};

const FORM = `document.querySelector('#say-words')`;
const LEAVE = `[...document.querySelectorAll('button')].find((button) => button.textContent === ${JSON.stringify(say('say.leave'))}).click()`;
/** Where the form or what was written in it can be seen. */
const SHOWS = `${FORM} !== null || document.documentElement.outerHTML.includes(${JSON.stringify(WORDS)})`;

const WAYS = ['the button', 'Shift'] as const;
type Way = (typeof WAYS)[number];

/** Each way of leaving in each browser; resolves with what came back, and with the browsers in which that was tried. */
export const lookAfterLeaving = async (
  house: OpenHouse,
  firefoxPath: string | undefined,
  ways: readonly Way[] = WAYS,
): Promise<{ hits: Hit[]; browsers: string[] }> => {
  const engines: [string, () => Promise<Driven>][] = [['Chromium', chromium]];
  if (firefoxPath !== undefined) engines.push(['Firefox', () => firefox(firefoxPath)]);
  const hits: Hit[] = [];
  for (const [name, open] of engines) {
    for (const way of ways) {
      const driven = await open();
      const found = await leaveAndReturn(driven, house, way);
      hits.push(...found.map((hit) => `${name}, ${way}, ${hit}`));
      await driven.close();
    }
  }
  return { hits, browsers: engines.map(([name]) => name) };
};

const leaveAndReturn = async (
  driven: Driven,
  { server, secret }: OpenHouse,
  way: Way,
): Promise<Hit[]> => {
  const start = `${server.url}/plain/icon.svg`;
  await driven.open(start);
  await driven.open(`${server.url}/say#${secret}`);
  await until(driven, `${FORM} !== null`);
  await driven.evaluate(`${FORM}.focus()`);
  await driven.type(WORDS);
  await until(driven, `${FORM}.value === ${JSON.stringify(WORDS)}`);
  if (way === 'the button') await driven.evaluate(LEAVE);
  else for (let times = 0; times < 3; times += 1) await driven.press('Shift');
  await until(driven, isAt(NEUTRAL_PAGE));

  const hits: Hit[] = [];
  for (const [step, address] of [
    ['back', start],
    ['forward', NEUTRAL_PAGE],
    ['back', start],
  ] as const) {
    await driven.evaluate(`setTimeout(() => history.${step}(), 0)`);
    const came = await until(driven, `${isAt(address)} || ${SHOWS}`).catch(() => 'nowhere');
    if (came === 'nowhere' || (await driven.evaluate<boolean>(SHOWS))) hits.push(step);
  }
  return hits;
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
