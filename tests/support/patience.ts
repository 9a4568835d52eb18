import { vi } from 'vitest';

/** What storage can answer is answered in far fewer turns. */
const TURNS = 60;

/** Waits for `work` under fake timers. Where nothing goes on, the next limit passes, and that one alone. */
export const patiently = async <T>(work: Promise<T>): Promise<T> => {
  const state = { isOver: false };
  const ended = work.finally(() => (state.isOver = true));
  ended.catch(() => undefined);
  for (let turns = 0; !state.isOver; turns += 1) {
    await new Promise(setImmediate);
    if (vi.getTimerCount() === 0) turns = 0;
    if (turns > TURNS) {
      turns = 0;
      await vi.advanceTimersToNextTimerAsync();
    }
  }
  return await ended;
};
