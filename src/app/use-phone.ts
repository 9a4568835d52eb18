import { useEffect, useState } from 'preact/hooks';
import { onChange } from '../device/changes.ts';
import type { DrainMeans, DrainOutcome } from '../device/drain.ts';
import type { KnownDatabase, SignedInHere } from '../device/inbox.ts';
import { readSender, updateSender } from '../device/outbox.ts';
import type { Phone } from '../device/phone.ts';
import { aloneOnThisPhone, startSending } from '../device/sending.ts';
import { pushBy } from '../device/transport.ts';
import { closeDatabases, knownHere, outboxHere } from './databases.ts';
import { registerWorker } from './worker-registration.ts';

interface PhoneHere {
  phone: Phone | null;
  /** The endpoint no longer knows this person's session (P7). */
  isSignInNeeded: boolean;
  /** Ends this session; the outbox stays. Rejects when the endpoint could not be reached. */
  signOut: () => Promise<void>;
}

/** Opens this phone for the person who is signed in, and sends and pulls for them while the page is open. */
export const usePhone = (here: SignedInHere | null): PhoneHere => {
  const [phone, setPhone] = useState<Phone | null>(null);
  const [isSignInNeeded, setSignInNeeded] = useState(false);
  const personId = here?.identity.personId;

  useEffect(() => {
    if (here === null) {
      setPhone(null);
      return undefined;
    }
    let stop = (): void => undefined;
    let isOver = false;
    void knownHere().then((known) => {
      if (isOver) return;
      const opened = openPhone(here, known);
      stop = opened.stop;
      setPhone(opened.phone);
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [personId, here?.sessionId]);

  useEffect(() => {
    if (personId === undefined) return undefined;
    const look = (): void =>
      void readSender(outboxHere(), personId).then(
        (sender) => setSignInNeeded(sender.signInNeeded),
        () => undefined,
      );
    look();
    return onChange(look);
  }, [personId]);

  return { phone, isSignInNeeded, signOut };
};

const openPhone = (
  here: SignedInHere,
  known: KnownDatabase,
): { phone: Phone; stop: () => void } => {
  const outbox = outboxHere();
  const { personId } = here.identity;
  const means: DrainMeans = {
    database: outbox,
    push: pushBy((url, init) => fetch(url, init)),
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
      .then(pullNow)
      .catch(() => undefined);
  };
  document.addEventListener('visibilitychange', onVisible);
  addEventListener('online', onVisible);
  onVisible();
  void registerWorker();
  void navigator.storage?.persist?.();

  const stop = (): void => {
    sending.stop();
    document.removeEventListener('visibilitychange', onVisible);
    removeEventListener('online', onVisible);
  };
  const phone: Phone = {
    identity: here.identity,
    outbox,
    known,
    means: () => ({ now: Date.now(), newId: () => crypto.randomUUID() }),
    sendNow: sending.sendNow,
  };
  return { phone, stop };
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

const signOut = async (): Promise<void> => (await import('./sign-out.ts')).signOut();
