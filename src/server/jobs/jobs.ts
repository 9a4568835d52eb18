import { deliverWhatIsDue } from '../alerts/deliver.ts';
import type { Installation } from '../installation.ts';
import { loggable } from '../log.ts';
import { forgetDeliveries, tellTheDay } from './daily.ts';
import { eraseWhatIsOld } from './retention.ts';
import { releaseWhatIsDue } from './release.ts';
import { turnKeys } from './sealing.ts';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

/**
 * What an installation does by itself, until it stops: looks every minute whether something is to be released, and every
 * hour whether something is to be erased or a key to be replaced. Any number of processes may do it at once.
 */
export const runJobs = (installation: Installation): void => {
  const { log, stopping } = installation;
  let minutes = 0;
  let isRunning = false;
  /** What fails holds up none of the others: words are erased in time, whether or not the keys can be read. */
  const attempt = async (job: () => Promise<unknown>): Promise<void> => {
    await job().catch((error: unknown) => log.error(loggable(error), 'a job failed'));
  };
  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    await attempt(() => releaseWhatIsDue(installation));
    if (minutes % HOUR_MINUTES === 0) {
      await attempt(() => turnKeys(installation));
      await attempt(() => eraseWhatIsOld(installation));
      await attempt(() => forgetDeliveries(installation));
      tellOfFailures(installation);
    }
    minutes += 1;
    isRunning = false;
  };
  const timer = setInterval(() => void run(), MINUTE_MS).unref();
  stopping.addEventListener('abort', () => clearInterval(timer), { once: true });
  void run();
  runDeliveries(installation);
};

/** Apart from the others, which must not wait for a mail server: each minute, and as soon as there is something to tell. */
const runDeliveries = (installation: Installation): void => {
  const { store, log, stopping } = installation;
  let isRunning = false;
  let isAsked = false;
  const run = async (): Promise<void> => {
    isAsked = true;
    if (isRunning) return;
    isRunning = true;
    while (isAsked && !stopping.aborted) {
      isAsked = false;
      try {
        await tellTheDay(installation);
        await deliverWhatIsDue(installation);
      } catch (error) {
        log.error(loggable(error), 'alerts could not be delivered');
      }
    }
    isRunning = false;
  };
  const timer = setInterval(() => void run(), MINUTE_MS).unref();
  const forget = store.onCommit(({ what }) => {
    if (what === 'deliveries') void run();
  });
  stopping.addEventListener(
    'abort',
    () => {
      clearInterval(timer);
      forget();
    },
    { once: true },
  );
  void run();
};

/** How many calls without a name failed: not one by one, which would tell when somebody spoke. */
const tellOfFailures = ({ speaking, alerting, log }: Installation): void => {
  if (speaking.failed > 0) log.error({ failed: speaking.failed }, 'calls without a name failed');
  speaking.failed = 0;
  // One by one they would tell when something was flagged.
  if (alerting.failed > 0) log.error({ failed: alerting.failed }, 'tries to deliver alerts failed');
  alerting.failed = 0;
};
