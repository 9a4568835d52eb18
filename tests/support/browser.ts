// Real Chromium over the built app and its worker. Started here and not by Playwright where a test must kill it:
// only then is there a process group to end with SIGKILL.
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type APIResponse,
  type Browser,
  type BrowserContext,
  type Page,
  type Route,
  chromium,
} from 'playwright-core';
import { endGroup, startGroup } from './engines/processes.ts';

const executablePath = (): string => process.env['CHROME_PATH'] ?? '';

/** Where nothing outside is reachable, Chromium's own errands fail at every start. */
const QUIET = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
];

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

/** A browser without a profile, for tests that open several contexts. */
export const launchBrowser = (args: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: executablePath(), args: [...QUIET, ...args] });

export interface RealBrowser {
  context: BrowserContext;
  page: Page;
  /** Ends it as a person would; Chromium writes its cookies only then. */
  close: () => Promise<void>;
  /** SIGKILL to the whole process group: nothing has time to write anything. */
  kill: () => Promise<void>;
}

/** Starts Chromium on a profile that stays, as one phone. */
export const openPhone = async (profile: string): Promise<RealBrowser> => {
  rmSync(join(profile, 'DevToolsActivePort'), { force: true });
  const child = startGroup(
    executablePath(),
    [
      ...QUIET,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      `--window-size=${PHONE.width},${PHONE.height}`,
      'about:blank',
    ],
    // What it leaves in the folder for temporary files goes with the profile.
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, TMPDIR: profile } },
  );
  const ended = once(child, 'close');
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`Chromium ended at its start: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('Chromium has no context');
  const page = context.pages()[0] ?? (await context.newPage());
  await page.setViewportSize(PHONE);
  return {
    context,
    page,
    close: async () => {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => undefined);
      await ended;
    },
    kill: async () => {
      await endGroup(child, 'SIGKILL');
      await browser.close().catch(() => undefined);
    },
  };
};

/** From the next document on, the clock of this page is that far ahead. */
export const turnClockAhead = (page: Page, ms: number): Promise<unknown> =>
  page.addInitScript(`{ const now = Date.now; Date.now = () => now() + ${ms}; }`);

/** What a page complained of: refused by the security policy, thrown, or said on the console. */
export const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  page.on('console', (message) => {
    // A request that fails without signal is what these tests are about.
    if (message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text())) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  return complaints;
};

/** Waits until the worker of this page keeps the app: from then on it opens without signal. */
export const workerIsReady = (page: Page): Promise<void> => page.evaluate(workerIsReadyInPage);

export const workerIsReadyInPage = async (): Promise<void> => {
  const { active } = await navigator.serviceWorker.ready;
  if (active === null || active.state === 'activated') return;
  await new Promise<void>((resolve) => {
    active.addEventListener('statechange', () => active.state === 'activated' && resolve());
  });
};

/**
 * The real server's answer, to be changed. It closes connections that nobody uses, and may do so just as one is used
 * again: a browser asks once more then, and so does this.
 */
export const fetched = (route: Route): Promise<APIResponse> => route.fetch({ maxRetries: 2 });
