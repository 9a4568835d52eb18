// When words can be typed on the capture route: the field has the caret and was painted, on a processor four times
// slower and a slow 4G line. Cold, and again from the worker's cache.
import type { Browser, Page } from 'playwright-core';
import { PHONE, launchBrowser, workerIsReady } from '../support/browser.ts';
import { startServer } from '../support/server.ts';
import { organisation, signInContext } from '../support/walking.ts';
import { act } from '../support/walking.ts';
import { type Family, plainFigure, spread } from './figure.ts';

const RUNS = 5;
/** As Chromium's own developer tools have it. */
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: 180_000,
  uploadThroughput: 84_375,
};

interface Loaded {
  /** The first letter that is typed then stays. ms since the navigation began. */
  typingMs: number;
  /** A tap on a kind saves from then on. */
  tappingMs: number;
}

const throttle = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_4G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
};

const load = async (page: Page, url: string): Promise<Loaded> => {
  await page.goto(url, { waitUntil: 'commit' });
  // Drawn by the script once this phone is open.
  await page.locator('nav').first().waitFor();
  return await page.evaluate(async () => {
    const paints = await new Promise<PerformanceEntryList>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({ type: 'paint', buffered: true });
    });
    const seen = globalThis as unknown as { caretMs: number; navMs: number };
    const painted = paints.find(({ name }) => name === 'first-contentful-paint')?.startTime ?? 0;
    return { typingMs: Math.max(painted, seen.caretMs), tappingMs: seen.navMs };
  });
};

/** Runs in the page before anything of it. */
const watch = (): void => {
  const seen = globalThis as unknown as { caretMs?: number; navMs?: number };
  const look = (): void => {
    if (document.activeElement?.tagName === 'TEXTAREA') seen.caretMs ??= performance.now();
    if (document.querySelector('nav') !== null) seen.navMs ??= performance.now();
    if (seen.caretMs === undefined || seen.navMs === undefined) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

const measureOnce = async (
  browser: Browser,
  url: string,
  link: string,
): Promise<{ cold: Loaded; cached: Loaded }> => {
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  await signInContext(page, url, link);
  await page.addInitScript(watch);
  await throttle(page);
  const cold = await load(page, url);
  await workerIsReady(page);
  const cached = await load(page, url);
  await context.close();
  return { cold, cached };
};

export const firstInput: Family = {
  names: ['first_input_cold_ms', 'first_input_cached_ms'],
  run: async () => {
    const server = await startServer();
    const browser = await launchBrowser();
    try {
      const { manager } = await organisation(server.url, server.setUpLink);
      const runs: { cold: Loaded; cached: Loaded }[] = [];
      for (let turn = 0; turn < RUNS; turn += 1) {
        const { link } = await act(server.url, manager, '/v1/desk/invitations', {
          name: `Phone ${turn}`,
          role: 'practitioner',
        });
        runs.push(await measureOnce(browser, server.url, link));
      }
      const figureOf = (name: string, loaded: Loaded[]) =>
        plainFigure(
          name,
          loaded.map(({ typingMs }) => typingMs),
          {
            unit: 'ms',
            detail: `a tap is heard after ${spread(
              loaded.map(({ tappingMs }) => tappingMs),
              'ms',
            )}`,
          },
        );
      return [
        figureOf(
          'first_input_cold_ms',
          runs.map(({ cold }) => cold),
        ),
        figureOf(
          'first_input_cached_ms',
          runs.map(({ cached }) => cached),
        ),
      ];
    } finally {
      await browser.close();
      await server.kill();
    }
  },
};
