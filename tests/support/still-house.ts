// Houses in which it is always the same noon, for pictures that are the same each time: the clocks of the server and of
// the phone, the time zone, and what is drawn by lot are held still.
import type { Browser, BrowserContext, BrowserContextOptions, Page, Route } from 'playwright-core';
import { listen } from '../../src/server/serve.ts';
import { fetched, launchBrowser } from './browser.ts';
import { NOON, type TestInstallation, openInstallation } from './installation.ts';
import { type House, type HouseServer, type Screen, openHouse } from './screens.ts';
import { inOwnTypeface } from './typeface.ts';
import { phoneFor, visit } from './visiting.ts';

const FLAGS = [
  // Letters without the hints and colours that suit one screen: so they are drawn alike on other machines.
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--disable-gpu',
  // A process for each of so many pages costs more than all else.
  '--process-per-site',
  '--renderer-process-limit=1',
];

export const launchStillBrowser = (): Promise<Browser> => launchBrowser(FLAGS);

export interface StillHouses {
  /** Comes to a screen as anybody does, and looks at it. */
  visit: (screen: Screen, look: (page: Page) => Promise<void>) => Promise<void>;
  close: () => Promise<void>;
}

/** Starts a server, and fills it. */
export type Furnish = (start: () => Promise<StillServer>) => House;

/**
 * Opens a house for all screens that leave nothing behind; each other screen gets one of its own. So a screen looks the
 * same whichever were visited before.
 */
export const openStillHouses = (
  browser: Browser,
  {
    options,
    furnish = (start) => openHouse({ start }),
  }: { options?: BrowserContextOptions; furnish?: Furnish } = {},
): StillHouses => {
  const appDir = inOwnTypeface('dist');
  const open = (): House => furnish(() => startStill(appDir));
  const phoneOf = async (screen: Screen): Promise<BrowserContext> => {
    const phone = await phoneFor(browser, screen, { ...HERE, ...options });
    await phone.clock.install({ time: NOON });
    return phone;
  };

  const shared = open();
  const phones = new Map<string, Promise<BrowserContext>>();
  const visitShared = async (screen: Screen, look: (page: Page) => Promise<void>) => {
    const key = `${screen.as} ${screen.userAgent ?? ''}`;
    const phone = phones.get(key) ?? phoneOf(screen);
    phones.set(key, phone);
    const page = await (await phone).newPage();
    await visit(page, shared, screen, look);
    await page.close();
  };
  const visitAlone = async (screen: Screen, look: (page: Page) => Promise<void>) => {
    const house = open();
    const phone = await phoneOf(screen);
    try {
      // Only here: a page whose requests are looked at keeps no files, and is slow.
      for (const path of LOTS) await phone.route(path, withoutLots);
      await visit(await phone.newPage(), house, screen, look);
    } finally {
      await phone.close();
      await house.close();
    }
  };

  return {
    visit: (screen, look) => (screen.leaves ? visitAlone : visitShared)(screen, look),
    close: async () => {
      for (const phone of phones.values()) await (await phone).close();
      await shared.close();
    },
  };
};

const HERE = { locale: 'en-GB', timezoneId: 'Europe/London' };

/** The real app on a real database and a socket, with a clock that stands. */
export interface StillServer extends HouseServer {
  installation: TestInstallation;
}

const startStill = async (appDir: string): Promise<StillServer> => {
  const listening = await listen('127.0.0.1', 0);
  const url = `http://localhost:${listening.port}`;
  const installation = await openInstallation({ publicUrl: url, appDir });
  listening.answerWith(installation.app.fetch);
  return {
    url,
    installation,
    setUpLink: await installation.setUpLink(),
    kill: async () => {
      installation.stopping.abort();
      await listening.finish();
      await installation.close();
    },
  };
};

const LOTS = ['**/v1/desk/invitations', '**/v1/sign-in/code'];
const LINK = `http://localhost/join#${'Harbour-House-'.repeat(3)}A`;
const CODE = 'H4RB0-RH0SE';

/** What is newly made, by the real server, with the same link and code each time. */
const withoutLots = async (route: Route): Promise<void> => {
  const response = await fetched(route);
  const made = (await response.json()) as { link?: string };
  const json = { ...made, code: CODE, ...(made.link === undefined ? {} : { link: LINK }) };
  await route.fulfill({ response, json });
};
