// The open page owns sending: Safari and Firefox have no Background Sync. It drains at the start, after a save, when
// the page becomes visible or the phone online, by a timer, and when the person asks.
import { onChange } from './changes.ts';
import { type DrainMeans, type DrainOutcome, drain } from './drain.ts';
import { countWaiting, endHold } from './outbox.ts';

/** However long nothing is due, an open page looks again. */
const LOOK_AGAIN_MS = 5 * 60_000;

export interface Sending {
  /** Tries at once, whatever the last failure said: the person asked. */
  sendNow: () => void;
  stop: () => void;
}

/** One drain at a time among the tabs of this phone; without Web Locks it just runs. */
export const aloneOnThisPhone = <T>(work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request('moments-drain', work) : work();

/** Begins to send for one person. `onOutcome` hears how each drain ended. */
export const startSending = (
  means: DrainMeans,
  onOutcome: (outcome: DrainOutcome) => void,
): Sending => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again: { urgent: boolean } | null = null;
  let stopped = false;

  const run = async (urgent: boolean): Promise<void> => {
    if (stopped) return;
    if (running) {
      again = { urgent: urgent || (again?.urgent ?? false) };
      return;
    }
    running = true;
    clearTimeout(timer);
    let nextAt = Infinity;
    try {
      const outcome = await drain(means, { urgent });
      if (outcome.kind === 'rested') nextAt = outcome.nextAt;
      onOutcome(outcome);
    } catch {
      // The phone's own storage failed; the screen that reads it says so. Look again later.
    }
    running = false;
    if (again !== null) {
      const next = again;
      again = null;
      await run(next.urgent);
      return;
    }
    const waitMs = Math.min(Math.max(nextAt - means.now(), 50), LOOK_AGAIN_MS);
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void run(false), waitMs);
  };

  const release = (): Promise<void> =>
    endHold(means.database, means.personId).catch(() => undefined);
  const onVisibility = (): void => {
    if (document.visibilityState === 'visible') void run(true);
    else void release().then(() => run(true));
  };
  const onOnline = (): void => void run(true);
  // Another tab, or a save in this one, may have left something to send.
  let known = 0;
  const stopListening = onChange(() => {
    if (running) return;
    void countWaiting(means.database, means.personId).then(
      ({ moments }) => {
        if (moments !== known && !running) void run(false);
        known = moments;
      },
      () => undefined,
    );
  });

  document.addEventListener('visibilitychange', onVisibility);
  addEventListener('online', onOnline);
  addEventListener('pageshow', onOnline);
  // The app was closed or killed since: no card of that time is open any more (O4).
  void release().then(() => run(true));

  return {
    sendNow: () => void run(true),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      stopListening();
      document.removeEventListener('visibilitychange', onVisibility);
      removeEventListener('online', onOnline);
      removeEventListener('pageshow', onOnline);
    },
  };
};
