import { useEffect, useState } from 'preact/hooks';
import { onChange } from '../device/changes.ts';
import { hasDrafts } from '../device/drafts.ts';
import type { Phone } from '../device/phone.ts';
import { say } from '../words/asides.ts';
import { registerWorker } from './worker-registration.ts';
import './update-offer.css';

const LOOK_EVERY_MS = 30 * 60_000;

/**
 * A new build waits until the person takes it, and is never offered over words that are not saved (V3). Every tab of
 * this phone gets the new worker at once; the one that took it starts again, the others do when they hold no draft.
 */
export const UpdateOffer = ({ phone }: { phone: Phone }) => {
  const [isWaiting, setIsWaiting] = useState(false);
  const [isWriting, setIsWriting] = useState(true);
  /** Also words that stand only on this screen, because the phone cannot keep them. */
  const isDrafted = async (): Promise<boolean> =>
    [...document.querySelectorAll('textarea')].some(({ value }) => value !== '') ||
    (await hasDrafts(phone.outbox, phone.identity.personId).catch(() => true));

  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setInterval> | undefined;
    void registerWorker().then((workbox) => {
      if (workbox === null || isOver) return;
      const look = (): void => void workbox.update().catch(() => undefined);
      workbox.addEventListener('waiting', () => setIsWaiting(true));
      timer = setInterval(look, LOOK_EVERY_MS);
      // One that was waiting before anybody listened.
      void navigator.serviceWorker
        .getRegistration()
        .then((registration) => registration?.waiting && setIsWaiting(true));
    });
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [phone]);

  useEffect(() => {
    if (!('serviceWorker' in navigator)) return undefined;
    const workers = navigator.serviceWorker;
    // The first worker that takes over a page is no update of it.
    let isControlled = workers.controller !== null;
    const onController = (): void => {
      const isUpdate = isControlled;
      isControlled = true;
      if (isUpdate) void isDrafted().then((drafted) => drafted || location.reload());
    };
    workers.addEventListener('controllerchange', onController);
    return () => workers.removeEventListener('controllerchange', onController);
  }, [phone]);

  useEffect(() => {
    if (!isWaiting) return undefined;
    const look = (): void => void isDrafted().then(setIsWriting);
    look();
    // What is typed on this screen is not yet, or cannot be, kept.
    document.addEventListener('input', look);
    const stop = onChange(look);
    return () => {
      document.removeEventListener('input', look);
      stop();
    };
  }, [isWaiting, phone]);

  const take = async (): Promise<void> => {
    if (await isDrafted()) return;
    (await registerWorker())?.messageSkipWaiting();
  };

  if (!isWaiting || isWriting) return null;
  return (
    <div class="update" role="status">
      <p>{say('update.ready')}</p>
      <button type="button" class="button button-main" onClick={() => void take()}>
        {say('update.take')}
      </button>
    </div>
  );
};
