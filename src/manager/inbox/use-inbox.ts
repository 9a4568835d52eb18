import { useEffect } from 'preact/hooks';
import type { Phone } from '../../device/phone.ts';
import { deskClient } from '../desk-client.ts';
import type { InboxFilter } from '../../contract/desk-inbox.ts';
import { addressOf } from './filter.ts';
import { followLive } from './live.ts';
import { createInbox, type Inbox } from './opened.ts';

/** What was read stays for as long as this person is signed in here, so that coming back finds the same place. */
const inboxes = new WeakMap<Phone, Inbox>();

const inboxOf = (phone: Phone): Inbox => {
  const known = inboxes.get(phone);
  if (known !== undefined) return known;
  const inbox = createInbox(
    deskClient((url, init) => fetch(url, init)),
    () => phone.means().now,
  );
  inboxes.set(phone, inbox);
  return inbox;
};

/** This person's inbox, showing what the address asks for and following what arrives. */
export const useInbox = (phone: Phone, filter: InboxFilter, momentId: string | null): Inbox => {
  const inbox = inboxOf(phone);

  useEffect(() => void inbox.list.show(filter), [inbox, addressOf(filter)]);

  useEffect(() => {
    if (momentId === null) inbox.close();
    else void inbox.open(momentId);
  }, [inbox, momentId]);

  useEffect(() => {
    const refresh = (): void => void inbox.refresh();
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') refresh();
    };
    const stop = followLive(refresh);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [inbox]);

  return inbox;
};
