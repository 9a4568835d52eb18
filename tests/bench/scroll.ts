// How smoothly a list of 100,000 moments is scrolled, on a processor four times slower: the time between two frames.
import { randomUUID } from 'node:crypto';
import type { CDPSession, Page } from 'playwright-core';
import { PROTOCOL } from '../../src/contract/version.ts';
import { DESK, launchBrowser } from '../support/browser.ts';
import { invite, startServer } from '../support/server.ts';
import { organisation, signInContext } from '../support/walking.ts';
import { type Family, short } from './figure.ts';

const MOMENTS = 100_000;
/** More at once than the endpoint gives, so that the list is filled in time; what draws it is ours. */
const AT_ONCE = 5_000;
const GESTURES = 6;
const LENGTH_PX = 6_000;
const SPEED_PX_PER_S = 3_000;

const momentAt = (index: number) => ({
  momentId: randomUUID(),
  revision: 1,
  words: `Moment ${index}. ${'We cooked together and I did the rice. '.repeat(1 + (index % 6))}`,
  kind: (['celebrate', 'improve', 'idea'] as const)[index % 3],
  audience: 'team',
  whose: 'theirs',
  programmeId: '33333333-3333-4333-8333-333333333333',
  programmeName: 'Tuesday drop-in',
  group: index % 2 === 0 ? 'Morning group' : null,
  about: null,
  stage: null,
  principles: [],
  saidAt: '2026-11-20T09:00:00.000Z',
  receivedAt: '2026-11-20T09:00:00.000Z',
  byName: 'Aisha',
  channel: 'practitioner',
  isFlagged: false,
  hasCode: false,
  lastWrote: index % 5 === 0 ? 'manager' : null,
  seenAt: '2026-11-20T10:00:00.000Z',
  state: 'to-answer',
  assignedTo: null,
  conflicted: false,
});

/** Answers each page that the desk asks for, until there are as many as wanted. */
const serveMany = (page: Page): Promise<unknown> =>
  page.route('**/v1/desk/moments?*', (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('after') ?? 0);
    const moments = Array.from({ length: AT_ONCE }, (_, index) => momentAt(from + index));
    const next = from + AT_ONCE < MOMENTS ? String(from + AT_ONCE) : null;
    const counts = { new: 0, 'to-answer': MOMENTS, answered: 0, promised: 0, 'told-back': 0 };
    return route.fulfill({
      json: { protocol: PROTOCOL, moments, next, counts, areMore: false, setAside: 0, atRisk: 0 },
    });
  });

const loadAll = async (page: Page): Promise<void> => {
  await page.locator('.moment-row').first().waitFor();
  const pane = page.locator('.desk-list');
  for (;;) {
    await pane.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    const size = await page.locator('.moment-row').last().getAttribute('aria-setsize');
    if (size === String(MOMENTS)) return;
    await page.waitForTimeout(50);
  }
};

/** Runs in the page: notes when each frame begins. */
const watch = (): void => {
  const seen = globalThis as unknown as { frames: number[] };
  seen.frames = [];
  const look = (at: number): void => {
    seen.frames.push(at);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

const frameTimes = async (page: Page, session: CDPSession): Promise<number[]> => {
  const box = (await page.locator('.desk-list').boundingBox())!;
  const times: number[] = [];
  for (let turn = 0; turn < GESTURES; turn += 1) {
    const from = await page.evaluate(
      () => (globalThis as unknown as { frames: number[] }).frames.length,
    );
    await session.send('Input.synthesizeScrollGesture', {
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      yDistance: turn % 3 === 2 ? LENGTH_PX : -LENGTH_PX,
      speed: SPEED_PX_PER_S,
      gestureSourceType: 'mouse',
    });
    const frames = await page.evaluate(
      (first) => (globalThis as unknown as { frames: number[] }).frames.slice(first),
      from,
    );
    times.push(...frames.slice(1).map((at, index) => at - frames[index]!));
  }
  return times;
};

export const scroll: Family = {
  names: ['scroll_p95_ms'],
  run: async () => {
    const server = await startServer();
    const browser = await launchBrowser();
    try {
      const { manager } = await organisation(server.url, server.setUpLink);
      const { link } = await invite(server.url, manager, { name: 'Rosa', role: 'manager' });
      const context = await browser.newContext({ viewport: DESK, serviceWorkers: 'block' });
      const page = await context.newPage();
      await signInContext(page, server.url, link);
      await serveMany(page);
      await page.goto(`${server.url}/inbox`);
      await loadAll(page);
      // From the middle: rows that were never drawn lie on either side.
      await page.locator('.desk-list').evaluate((element) => {
        element.scrollTo(0, element.scrollHeight / 2);
      });
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      await page.evaluate(watch);
      const times = (await frameTimes(page, session)).toSorted((one, other) => one - other);
      const at = (share: number): number => times[Math.floor(share * (times.length - 1))]!;
      const drawn = await page.locator('.moment-row').count();
      return [
        {
          name: 'scroll_p95_ms',
          value: at(0.95),
          unit: 'ms',
          detail: `of ${times.length} frames: median ${short(at(0.5))} ms, most ${short(at(1))} ms; ${drawn} of ${MOMENTS.toLocaleString('en')} rows drawn`,
          target: { atMost: 20 },
        },
      ];
    } finally {
      await browser.close();
      await server.kill();
    }
  },
};
