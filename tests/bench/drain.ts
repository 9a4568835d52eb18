// Moments that wait, from IndexedDB to the server's disk and out of the queue, beside a bare batched fetch of the same
// bytes from memory, 500 a post, to the bare endpoint.
import { startBare } from './bare.ts';
import { type Family, type Figure, ratioFigure } from './figure.ts';
import { type BenchPhone, fillOutbox, openBenchPhone } from './phone.ts';
import { operations, pushOf } from './said.ts';

const POST = 500;

/** Moments per second of one drain, from the instant that signal comes back. */
const drainOnce = async (phone: BenchPhone, count: number): Promise<number> => {
  const { page, server, browser } = phone;
  await browser.context.setOffline(false);
  await fillOutbox(phone, count);
  await browser.context.setOffline(true);
  await page.goto(server.url);
  await page.locator('.bar-status').waitFor();
  await page.evaluate(watchForEmpty);
  await browser.context.setOffline(false);
  const ms = await page.evaluate(
    () => (globalThis as unknown as { drainedMs: Promise<number> }).drainedMs,
  );
  return (count / ms) * 1000;
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

/** Moments per second by fetch alone. */
const fetchOnce = async (
  { page, personId, programmeId }: BenchPhone,
  bareUrl: string,
  count: number,
): Promise<number> => {
  await page.goto(bareUrl);
  const bodies: string[] = [];
  for (let first = 0; first < count; first += POST) {
    bodies.push(pushOf(personId, operations(Math.min(POST, count - first), programmeId)));
  }
  const ms = await page.evaluate(async (ready) => {
    const startedMs = performance.now();
    for (const body of ready) {
      const response = await fetch('/', { method: 'POST', body });
      await response.json();
    }
    return performance.now() - startedMs;
  }, bodies);
  return (count / ms) * 1000;
};

const figureOf = async (
  phone: BenchPhone,
  bareUrl: string,
  { name, count, runs }: { name: string; count: number; runs: number },
): Promise<Figure> => {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let turn = -1; turn < runs; turn += 1) {
    const rates = [await drainOnce(phone, count), await fetchOnce(phone, bareUrl, count)];
    // The first turn warms both up.
    if (turn < 0) continue;
    ours.push(rates[0]!);
    bare.push(rates[1]!);
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
