import type { Installation } from '../installation.ts';
import { loggable } from '../log.ts';
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
  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    try {
      await releaseWhatIsDue(installation);
      if (minutes % HOUR_MINUTES === 0) {
        await turnKeys(installation);
        await eraseWhatIsOld(installation);
        tellOfFailures(installation);
      }
      minutes += 1;
    } catch (error) {
      log.error(loggable(error), 'a job failed');
    } finally {
      isRunning = false;
    }
  };
  const timer = setInterval(() => void run(), MINUTE_MS).unref();
  stopping.addEventListener('abort', () => clearInterval(timer), { once: true });
  void run();
};

/** How many calls without a name failed: not one by one, which would tell when somebody spoke. */
const tellOfFailures = ({ speaking, log }: Installation): void => {
  if (speaking.failed > 0) log.error({ failed: speaking.failed }, 'calls without a name failed');
  speaking.failed = 0;
};
