// From starting the server's process to its first answer, on a database that exists.
import { setUp, startServer } from '../support/server.ts';
import { startBare } from './bare.ts';
import { type Family, median, plainFigure, spread } from './figure.ts';

const RUNS = 7;

const msToFirstAnswer = async (
  start: () => Promise<{ url: string; end: () => Promise<unknown> }>,
): Promise<number> => {
  const startedMs = performance.now();
  const { url, end } = await start();
  const response = await fetch(`${url}/healthz`);
  await response.text();
  const ms = performance.now() - startedMs;
  if (response.status !== 200) throw new Error(`/healthz answers ${response.status}`);
  await end();
  return ms;
};

export const start: Family = {
  names: ['start_ms'],
  run: async () => {
    const first = await startServer();
    await setUp(first.url, first.setUpLink);
    await first.stop();
    const ours: number[] = [];
    const bare: number[] = [];
    for (let turn = 0; turn < RUNS; turn += 1) {
      ours.push(
        await msToFirstAnswer(async () => {
          const server = await startServer({ dataDir: first.dataDir });
          return { url: server.url, end: server.stop };
        }),
      );
      bare.push(
        await msToFirstAnswer(async () => {
          const { url, stop } = await startBare();
          return { url, end: stop };
        }),
      );
    }
    const figure = plainFigure('start_ms', ours, {
      unit: 'ms',
      detail: `bare ${spread(bare, 'ms')}`,
      target: { atMost: 400 },
    });
    return [{ ...figure, limit: median(bare), ratio: median(ours) / median(bare) }];
  },
};
