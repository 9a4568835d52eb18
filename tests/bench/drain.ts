// Moments that wait, from IndexedDB to the server's disk and out of the queue, beside a bare batched fetch of the same
// bytes from memory, 500 a post, to the bare endpoint.
import { startBare } from './bare.ts';
import { type Family, type Figure, ratioFigure } from './figure.ts';
import {
  type BenchPhone,
  type Waiting,
  fillOutbox,
  openBenchPhone,
  sinceYesterday,
} from './phone.ts';
import { pushOf } from './said.ts';

const POST = 500;

/** Sends what waits, from the instant that signal comes back. Resolves with ms, when no row waits any more. */
export const drainOnce = async (
  phone: BenchPhone,
  waiting: readonly Waiting[],
  meanwhile: () => Promise<void> = async () => {},
): Promise<number> => {
  const { page, server, browser } = phone;
  await browser.context.setOffline(false);
  await fillOutbox(phone, waiting);
  await browser.context.setOffline(true);
  await page.goto(server.url);
  await page.locator('.bar-status').waitFor();
  await page.evaluate(watchForEmpty);
  await browser.context.setOffline(false);
  await meanwhile();
  return await page.evaluate(
    () => (globalThis as unknown as { drainedMs: Promise<number> }).drainedMs,
  );
};

/** Runs in the page: the time from "online" until no row waits, looked up whenever the app says that something changed. */
const watchForEmpty = (): void => {
  (globalThis as unknown as { drainedMs: Promise<number> }).drainedMs = new Promise(
    (resolve, reject) => {
      addEventListener('online', () => {
        const startedMs = performance.now();
        const opening = indexedDB.open('moments-outbox');
        opening.addEventListener('error', () => reject(opening.error));
        opening.addEventListener('success', () => {
          const look = (): void => {
            const queue = opening.result.transaction('operations').objectStore('operations');
            const asked = queue.index('queue').count();
            asked.addEventListener('success', () => {
              if (asked.result > 0) return;
              resolve(performance.now() - startedMs);
              opening.result.close();
              channel.close();
            });
          };
          const channel = new BroadcastChannel('moments-changes');
          channel.addEventListener('message', look);
          look();
        });
      });
    },
  );
};

/** The same bytes by fetch alone, to the bare endpoint. ms. */
export const fetchOnce = async (
  { page, personId }: BenchPhone,
  bareUrl: string,
  waiting: readonly Waiting[],
): Promise<number> => {
  await page.goto(bareUrl);
  const bodies: string[] = [];
  for (let first = 0; first < waiting.length; first += POST) {
    const batch = waiting.slice(first, first + POST);
    bodies.push(
      pushOf(
        personId,
        batch.map(({ operation }) => operation),
      ),
    );
  }
  return await page.evaluate(async (ready) => {
    const startedMs = performance.now();
    for (const body of ready) {
      const response = await fetch('/', { method: 'POST', body });
      await response.json();
    }
    return performance.now() - startedMs;
  }, bodies);
};

export const perSecond = (count: number, ms: number): number => (count / ms) * 1000;

const figureOf = async (
  phone: BenchPhone,
  bareUrl: string,
  { name, count, runs }: { name: string; count: number; runs: number },
): Promise<Figure> => {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let turn = -1; turn < runs; turn += 1) {
    const oursMs = await drainOnce(phone, sinceYesterday(phone, count));
    const bareMs = await fetchOnce(phone, bareUrl, sinceYesterday(phone, count));
    // The first turn warms both up.
    if (turn < 0) continue;
    ours.push(perSecond(count, oursMs));
    bare.push(perSecond(count, bareMs));
  }
  return ratioFigure(name, ours, bare, { unit: 'moments/s', target: { atLeast: 0.5 } });
};

/** With `large`, more runs. */
export const drainOf = (large: boolean): Family => ({
  names: ['drain_1000_ratio', 'drain_10000_ratio'],
  run: async (asked) => {
    const phone = await openBenchPhone();
    const bare = await startBare();
    const figures: Figure[] = [];
    try {
      for (const count of [1_000, 10_000]) {
        const name = `drain_${count}_ratio`;
        if (!asked.has(name)) continue;
        figures.push(await figureOf(phone, bare.url, { name, count, runs: large ? 15 : 5 }));
      }
    } finally {
      await phone.close();
      await bare.stop();
    }
    return figures;
  },
});
