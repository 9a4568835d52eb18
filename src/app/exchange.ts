// What goes to the endpoint and comes from it while the page of a signed-in person is open. It is loaded beside the first
// screen: nothing that is written or saved needs it.
import type { OutboxDatabase } from '../device/database.ts';
import type { DrainMeans, DrainOutcome } from '../device/drain.ts';
import type { KnownDatabase, SignedInHere } from '../device/inbox.ts';
import { readSender, updateSender } from '../device/outbox.ts';
import { mayPushAt, noted } from '../device/push-apart.ts';
import { aloneOnThisPhone, startSending } from '../device/sending.ts';
import { pushBy } from '../device/transport.ts';
import { closeDatabases } from './databases.ts';
import { sendSealedNow } from './sealed-sending.ts';

export interface Exchange {
  /** Tries to send at once. */
  sendNow: () => void;
  stop: () => void;
}

/** Sends and pulls for the person who is signed in here, until it is stopped. */
export const startExchange = (
  here: SignedInHere,
  known: KnownDatabase,
  outbox: OutboxDatabase,
): Exchange => {
  const { personId } = here.identity;
  const means: DrainMeans = {
    database: outbox,
    push: noted(pushBy((url, init) => fetch(url, init))),
    mayPushAt,
    personId,
    now: Date.now,
    random: Math.random,
    alone: aloneOnThisPhone,
  };

  const wipeIfOurs = (wipe: string): void => {
    // Only our own server knows the word that this phone got at sign-in.
    if (wipe !== here.wipe) return;
    stop();
    void wipeAndLeave();
  };
  const wakeLater = (): void =>
    void import('../device/worker-bridge.ts')
      .then(({ wakeForWaiting }) => wakeForWaiting(outbox, personId))
      .catch(() => undefined);
  const onOutcome = (outcome: DrainOutcome): void => {
    if (outcome.kind === 'phone lost') wipeIfOurs(outcome.wipe);
    // The page may be gone when signal comes back.
    if (!navigator.onLine) wakeLater();
  };
  const pullNow = async (): Promise<void> => {
    const [{ pull }, { forgetLongSent }] = await Promise.all([
      import('../device/pull.ts'),
      import('../device/forget.ts'),
    ]);
    const outcome = await pull({
      known,
      outbox,
      personId,
      fetch: (url, init) => fetch(url, init),
      now: Date.now(),
    });
    if (outcome.kind === 'phone lost') wipeIfOurs(outcome.wipe);
    if (outcome.kind === 'sign-in needed')
      await updateSender(outbox, personId, { signInNeeded: true });
    if (outcome.kind === 'pulled') {
      await welcomeBack(means, sending.sendNow);
      await forgetLongSent(outbox, outcome.serverNow);
    }
  };

  const sending = startSending(means, onOutcome);
  // What this phone holds goes first: reading and writing what comes would hold it up.
  const onVisible = (): void => {
    if (document.visibilityState !== 'visible') return wakeLater();
    void sending
      .rested()
      .then(() => {
        void sendSealedNow();
        return pullNow();
      })
      .catch(() => undefined);
  };
  document.addEventListener('visibilitychange', onVisible);
  addEventListener('online', onVisible);
  onVisible();

  const stop = (): void => {
    sending.stop();
    document.removeEventListener('visibilitychange', onVisible);
    removeEventListener('online', onVisible);
  };
  return { sendNow: sending.sendNow, stop };
};

/** The endpoint knows this person: what waited for a sign-in can go on. */
const welcomeBack = async (means: DrainMeans, sendNow: () => void): Promise<void> => {
  const { signInNeeded } = await readSender(means.database, means.personId);
  if (!signInNeeded) return;
  await updateSender(means.database, means.personId, { signInNeeded: false });
  sendNow();
};

const wipeAndLeave = async (): Promise<void> => {
  await closeDatabases();
  const { wipePhone } = await import('../device/wipe.ts');
  await wipePhone();
  location.replace('/');
};
