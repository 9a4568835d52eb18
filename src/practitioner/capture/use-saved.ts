// The moment that was saved last, while its card is open. What is chosen there is kept at once, one after the other:
// two writes that overtake each other would leave the older choice.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MomentBody } from '../../contract/moment.ts';
import { changeMoment, endHold, withdrawMoment } from '../../device/outbox.ts';
import { findMoment } from '../../device/standing.ts';
import type { Phone } from '../../device/phone.ts';

export interface Saved {
  momentId: string;
  body: MomentBody;
}

/** The open card: its moment, and what can be done with it. */
export const useSaved = (phone: Phone | null) => {
  const [saved, setSaved] = useState<Saved | null>(null);
  const [isNotKept, setNotKept] = useState(false);
  const open = useRef<{ phone: Phone; saved: Saved } | null>(null);
  const work = useRef<Promise<unknown>>(Promise.resolve());

  const show = (next: Saved | null): void => {
    open.current = next && phone && { phone, saved: next };
    setSaved(next);
    setNotKept(false);
  };

  /** The card is done with: its moment may go (O4). */
  const letGo = (): void => {
    if (open.current === null) return;
    const { phone: own, saved: left } = open.current;
    open.current = null;
    work.current = work.current
      .then(() => endHold(own.outbox, own.identity.personId, left.momentId))
      // It then ends by itself after 20 s.
      .catch(() => undefined)
      .then(() => own.sendNow());
  };
  useEffect(() => letGo, []);

  return {
    saved,
    isNotKept,
    show,
    close: (): void => {
      letGo();
      setSaved(null);
    },
    change: (change: Partial<MomentBody>): void => {
      if (open.current === null) return;
      const { phone: own, saved: before } = open.current;
      const after = { ...before, body: { ...before.body, ...change } };
      show(after);
      work.current = work.current
        .then(() => changeMoment(own.outbox, after, own.means()))
        .catch(() => {
          // Show what the phone holds, not what was wished for; a later choice stands on its own.
          if (open.current?.saved === after) show(before);
          setNotKept(true);
        });
    },
    /** Takes it back. Whether something of it had left the phone, so that a removal has to follow. */
    undo: async (): Promise<boolean> => {
      if (open.current === null) return false;
      const { phone: own, saved: left } = open.current;
      await work.current;
      const { momentId, body } = left;
      await withdrawMoment(own.outbox, { momentId, programmeId: body.programmeId }, own.means());
      show(null);
      const { now } = own.means();
      // It is taken back already: whether a removal follows is only how it is said.
      const removal = await findMoment(own.outbox, momentId, now).catch(() => undefined);
      return removal !== undefined && removal.state !== 'sent';
    },
  };
};
