// How smoothly a list of 100,000 moments is scrolled, on a processor four times slower: the time between two frames.
// Beside it, turn by turn, the same cards in a list that stands still: what this browser on this machine can do.
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
/** Cards in the list that stands still: more than the gestures go by. */
const STILL = 300;

/**
 * Runs in the page before the app: answers each page of moments that the desk asks for, until there are as many as
 * wanted. In the page, since a browser whose requests are caught from outside keeps nothing, and asks for every mark
 * that is drawn anew.
 */
const serveMany = (asked: { protocol: string; count: number; atOnce: number }): void => {
  const { protocol, count, atOnce } = asked;
  const momentAt = (index: number): unknown => ({
    momentId: crypto.randomUUID(),
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
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (url.pathname !== '/v1/desk/moments') return real(input, init);
    const from = Number(url.searchParams.get('after') ?? 0);
    return Response.json({
      protocol,
      moments: Array.from({ length: atOnce }, (_, index) => momentAt(from + index)),
      next: from + atOnce < count ? String(from + atOnce) : null,
      counts: { new: 0, 'to-answer': count, answered: 0, promised: 0, 'told-back': 0 },
      areMore: false,
      setAside: 0,
      atRisk: 0,
    });
  };
};
const SERVED = { protocol: PROTOCOL, count: MOMENTS, atOnce: AT_ONCE };

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

/** Runs in the page: notes when each frame begins, until it is told to stop. */
const watch = (): void => {
  const seen = globalThis as unknown as { frames: number[] | null };
  seen.frames = [];
  const look = (at: number): void => {
    if (seen.frames === null) return;
    seen.frames.push(at);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

const watched = (): number[] => {
  const seen = globalThis as unknown as { frames: number[] | null };
  const frames = seen.frames ?? [];
  seen.frames = null;
  return frames;
};

/** Runs in the page: in place of the app, the cards that it drew, over and over, and no script of ours. */
const standStill = (count: number): void => {
  const desk = document.querySelector('.desk')!;
  const bare = desk.cloneNode(true) as HTMLElement;
  const list = bare.querySelector<HTMLElement>('.moment-list')!;
  const rows = Array.from(list.children);
  list.style.paddingBlock = '';
  list.replaceChildren(
    ...Array.from({ length: count }, (_, index) => rows[index % rows.length]!.cloneNode(true)),
  );
  desk.replaceWith(bare);
};

interface Scrolled {
  page: Page;
  session: CDPSession;
  /** Ms between two frames. */
  times: number[];
}

/** From the middle: what was never drawn lies on either side. */
const slowed = async (page: Page): Promise<Scrolled> => {
  await page.locator('.desk-list').evaluate((element) => {
    element.scrollTo(0, element.scrollHeight / 2);
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  return { page, session, times: [] };
};

const scrollOnce = async ({ page, session, times }: Scrolled, turn: number): Promise<void> => {
  await page.bringToFront();
  const box = (await page.locator('.desk-list').boundingBox())!;
  await page.evaluate(watch);
  await session.send('Input.synthesizeScrollGesture', {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    yDistance: turn % 3 === 2 ? LENGTH_PX : -LENGTH_PX,
    speed: SPEED_PX_PER_S,
    gestureSourceType: 'mouse',
  });
  const frames = await page.evaluate(watched);
  times.push(...frames.slice(1).map((at, index) => at - frames[index]!));
};

const shareOf = (times: readonly number[], share: number): number =>
  times.toSorted((one, other) => one - other)[Math.floor(share * (times.length - 1))]!;

const toldOf = (times: readonly number[]): string =>
  `of ${times.length} frames: median ${short(shareOf(times, 0.5))} ms, most ${short(shareOf(times, 1))} ms`;

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
      await page.addInitScript(serveMany, SERVED);
      await page.goto(`${server.url}/inbox`);
      await loadAll(page);
      const still = await context.newPage();
      await still.addInitScript(serveMany, SERVED);
      await still.goto(`${server.url}/inbox`);
      await still.locator('.moment-row').first().waitFor();
      await still.evaluate(standStill, STILL);
      const ours = await slowed(page);
      const bare = await slowed(still);
      for (let turn = 0; turn < GESTURES; turn += 1) {
        await scrollOnce(ours, turn);
        await scrollOnce(bare, turn);
      }
      const value = shareOf(ours.times, 0.95);
      const limit = shareOf(bare.times, 0.95);
      const drawn = await page.locator('.moment-row').count();
      return [
        {
          name: 'scroll_p95_ms',
          value,
          unit: 'ms',
          limit,
          ratio: value / limit,
          detail: `${toldOf(ours.times)}; ${drawn} of ${MOMENTS.toLocaleString('en')} rows drawn; a list that stands still ${short(limit)} ms, ${toldOf(bare.times)}`,
          target: { atMost: 20 },
        },
      ];
    } finally {
      await browser.close();
      await server.kill();
    }
  },
};
