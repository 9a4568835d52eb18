// A phone that comes back after 30 days without signal, with 10,000 operations: how long until it holds nothing unsent,
// beside a bare fetch of the same bytes; how long a save takes meanwhile; and how long until it knows all that changed.
import { startBare } from './bare.ts';
import { drainOnce, fetchOnce, perSecond } from './drain.ts';
import { type Family, plainFigure, ratioFigure } from './figure.ts';
import { type BenchPhone, openBenchPhone, overThirtyDays } from './phone.ts';
import { saveOnce } from './save.ts';

const COUNT = 10_000;
const SAVES = 7;
const WARM_UP = 2;

interface Measured {
  ours: number[];
  bare: number[];
  saves: number[];
  pulls: number[];
}

const measure = async (phone: BenchPhone, bareUrl: string, runs: number): Promise<Measured> => {
  const measured: Measured = { ours: [], bare: [], saves: [], pulls: [] };
  /** All moments that the server has of this person so far. */
  let known = 0;
  for (let turn = -1; turn < runs; turn += 1) {
    const waiting = overThirtyDays(phone, COUNT);
    known += new Set(waiting.map(({ operation }) => operation.momentId)).size;
    // The first turn warms up, and somebody writes during it: what is saved then is sent with the rest.
    if (turn < 0) {
      await drainOnce(phone, waiting, async () => {
        for (let save = -WARM_UP; save < SAVES; save += 1) {
          const ms = await saveOnce(phone.page, save);
          if (save >= 0) measured.saves.push(ms);
        }
      });
      await msUntilKnown(phone, known);
      continue;
    }
    measured.ours.push(perSecond(COUNT, await drainOnce(phone, waiting)));
    measured.pulls.push(await msUntilKnown(phone, known));
    const others = overThirtyDays(phone, COUNT);
    measured.bare.push(perSecond(COUNT, await fetchOnce(phone, bareUrl, others)));
  }
  return measured;
};

/** From now until the phone knows so many of this person's moments, as the server has them. ms. */
const msUntilKnown = ({ page }: BenchPhone, count: number): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve, reject) => {
        const startedMs = performance.now();
        const opening = indexedDB.open('moments-known');
        opening.addEventListener('error', () => reject(opening.error));
        opening.addEventListener('success', () => {
          const look = (): void => {
            const asked = opening.result.transaction('changes').objectStore('changes').count();
            asked.addEventListener('success', () => {
              if (asked.result < wanted) return;
              resolve(performance.now() - startedMs);
              opening.result.close();
              channel.close();
            });
          };
          const channel = new BroadcastChannel('moments-changes');
          channel.addEventListener('message', look);
          look();
        });
      }),
    count,
  );

/** With `large`, more runs. */
export const backlogOf = (large: boolean): Family => ({
  names: ['backlog_30_days_ratio', 'backlog_save_ms', 'backlog_pull_ms'],
  run: async () => {
    const phone = await openBenchPhone();
    const bare = await startBare();
    try {
      const { ours, bare: limit, saves, pulls } = await measure(phone, bare.url, large ? 7 : 2);
      return [
        ratioFigure('backlog_30_days_ratio', ours, limit, { unit: 'operations/s' }),
        plainFigure('backlog_save_ms', saves, { unit: 'ms', detail: 'while all that is sent' }),
        plainFigure('backlog_pull_ms', pulls, {
          unit: 'ms',
          detail: 'after the last receipt, 8,000 moments in pages of 100',
        }),
      ];
    } finally {
      await phone.close();
      await bare.stop();
    }
  },
});
