// A screen that nobody sees, for a browser that cannot do without one.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startGroup } from './processes.ts';

export const SCREEN_PROGRAM = 'Xvfb';

/** Resolves when it is there; it chooses its own number, and says it then. */
export const startScreen = async (): Promise<{ display: string; process: ChildProcess }> => {
  const process = startGroup(
    SCREEN_PROGRAM,
    ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
    // Only then does it take its lock away.
    'SIGTERM',
  );
  const numbers = process.stdio[3];
  if (!numbers) throw new Error(`${SCREEN_PROGRAM} cannot say its number`);
  const ended = once(process, 'close').then(() => {
    throw new Error(`${SCREEN_PROGRAM} ended at its start`);
  });
  const [number] = (await Promise.race([once(numbers, 'data'), ended])) as [Buffer];
  ended.catch(() => undefined);
  return { display: `:${String(number).trim()}`, process };
};
