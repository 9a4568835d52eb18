// The open page owns sending: Safari and Firefox have no Background Sync. It drains at the start, after a save, when
// the page becomes visible or the phone online, by a timer, and when the person asks.
import { onChange } from './changes.ts';
import { type DrainMeans, type DrainOutcome, drain } from './drain.ts';
import { endHold } from './outbox.ts';
import { countWaiting } from './standing.ts';

/** However long nothing is due, an open page looks again. */
const LOOK_AGAIN_MS = 5 * 60_000;

export interface Sending {
  /** Tries at once, whatever the last failure said: the person asked. */
  sendNow: () => void;
  /** Resolves when nothing more can be sent for now. */
  rested: () => Promise<void>;
  stop: () => void;
}

/** Longer than a request can last. Whoever holds the lock for so long may be frozen. */
const LOCK_LIMIT_MS = 45_000;
/** Once it was waited for in vain, not again so long at each try. */
const LOCK_AGAIN_MS = 1_000;
let patienceMs = LOCK_LIMIT_MS;

/**
 * One drain at a time among the tabs of this phone. A frozen tab keeps what it holds, so nobody waits for ever: then
 * this one goes on beside it, and at worst something is sent twice, which the endpoint knows. Without Web Locks it just
 * runs.
 */
export const aloneOnThisPhone = async <T>(work: () => Promise<T>): Promise<T> => {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), patienceMs);
  let isOurs = false;
  const alone = (): Promise<T> => {
    isOurs = true;
    clearTimeout(timer);
    patienceMs = LOCK_LIMIT_MS;
    return work();
  };
  try {
    return await navigator.locks.request('moments-drain', { signal: limit.signal }, alone);
  } catch (error) {
    if (isOurs) throw error;
    patienceMs = LOCK_AGAIN_MS;
    return await work();
  } finally {
    clearTimeout(timer);
  }
};

/** Begins to send for one person. `onOutcome` hears how each drain ended. */
export const startSending = (
  means: DrainMeans,
  onOutcome: (outcome: DrainOutcome) => void,
): Sending => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again: { urgent: boolean } | null = null;
  let stopped = false;
  /** How many waited when they were last counted. */
  let known = 0;

  const run = (urgent: boolean): Promise<void> => {
    if (stopped) return underWay;
    if (running) again = { urgent: urgent || (again?.urgent ?? false) };
    else underWay = runOnce(urgent);
    return underWay;
  };
  const runOnce = async (urgent: boolean): Promise<void> => {
    running = true;
    clearTimeout(timer);
    let nextAt = Infinity;
    try {
      const outcome = await drain(means, { urgent });
      if (outcome.kind === 'rested') {
        nextAt = outcome.nextAt;
        // What was counted before is gone or has its time: the next save is news, even if it is one again.
        known = 0;
      }
      onOutcome(outcome);
    } catch {
      // The phone's own storage failed; the screen that reads it says so. Look again later.
    }
    running = false;
    if (again !== null) {
      const next = again;
      again = null;
      if (!stopped) await runOnce(next.urgent);
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
  let underWay: Promise<void> = release().then(() => run(true));

  return {
    sendNow: () => void run(true),
    rested: () => underWay,
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
