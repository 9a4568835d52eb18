// The one way in which a screen is visited: by the tests of its access and of its look, and to take its pictures.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { PHONE, complaintsOf } from './browser.ts';
import type { House, Screen } from './screens.ts';

/** A phone for whoever looks at this screen. */
export const phoneFor = (
  browser: Browser,
  { userAgent }: Screen,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> =>
  browser.newContext({
    viewport: PHONE,
    reducedMotion: 'reduce',
    // Nothing here is about being without signal, and to keep all files takes time.
    serviceWorkers: 'block',
    ...(userAgent === undefined ? {} : { userAgent }),
    ...options,
  });

/**
 * Comes to a screen in this tab, looks at it once it is in view, and leaves it, so that another can be visited in the
 * same tab: a new one for each takes longer than all else. Rejects when the page complained.
 */
export const visit = async (
  page: Page,
  house: House,
  screen: Screen,
  look: (page: Page) => Promise<void>,
): Promise<void> => {
  const { server, device } = await house.roomOf(screen.as);
  const [name, value] = device?.cookie.split('=') ?? [];
  // Each time: there are screens that are seen only by whoever lost it.
  if (name !== undefined && value !== undefined) {
    await page.context().addCookies([{ name, value, url: server.url }]);
  }
  const complaints = complaintsOf(page);
  const path = typeof screen.path === 'string' ? screen.path : await screen.path(house);
  const url = new URL(path, server.url).href;
  // Where only what follows a # differs, the browser would keep the document that is open.
  if (url.includes('#')) await page.goto('about:blank');
  try {
    await page.goto(url);
    await screen.reach?.(page);
    await page.locator(screen.seen).first().waitFor();
    await look(page);
  } finally {
    // What was still on its way is for a page that is left.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  }
  if (complaints.length > 0) throw new Error(`${screen.name} complains: ${complaints.join('; ')}`);
};
