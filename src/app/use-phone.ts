import { useEffect, useState } from 'preact/hooks';
import { onChange } from '../device/changes.ts';
import type { KnownDatabase, SignedInHere } from '../device/inbox.ts';
import { readSender } from '../device/outbox.ts';
import type { Phone } from '../device/phone.ts';
import { knownHere, outboxHere } from './databases.ts';
import type { Exchange } from './exchange.ts';
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
  let exchange: Exchange | undefined;
  let isOver = false;
  const begin = (): void =>
    void import('./exchange.ts').then(
      ({ startExchange }) => {
        if (!isOver) exchange ??= startExchange(here, known, outbox);
      },
      // Where it cannot be loaded nothing can be sent.
      () => undefined,
    );
  addEventListener('online', begin);
  begin();
  void registerWorker();
  void navigator.storage?.persist?.();

  const stop = (): void => {
    isOver = true;
    exchange?.stop();
    removeEventListener('online', begin);
  };
  const phone: Phone = {
    identity: here.identity,
    outbox,
    known,
    means: () => ({ now: Date.now(), newId: () => crypto.randomUUID() }),
    // It begins by sending what waits.
    sendNow: () => exchange?.sendNow() ?? begin(),
  };
  return { phone, stop };
};

const signOut = async (): Promise<void> => (await import('./sign-out.ts')).signOut();
