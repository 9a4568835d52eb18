import type { Phone } from '../device/phone.ts';
import { listMoments, readSender, type ShownMoment } from '../device/outbox.ts';

/** How one person's moments stand on this phone, from the rows themselves (O7). */
export interface Standing {
  /** Newest first. */
  moments: ShownMoment[];
  unsent: number;
  attention: number;
  isSignInNeeded: boolean;
  /** Requests in a row that brought no receipt. */
  failures: number;
}

/** Reads all of it. Counts moments, not operations: one that was changed twice still waits once. */
export const readStanding = async ({ outbox, identity, means }: Phone): Promise<Standing> => {
  const [moments, sender] = await Promise.all([
    listMoments(outbox, identity.personId, means().now),
    readSender(outbox, identity.personId),
  ]);
  return {
    moments,
    unsent: moments.filter(isUnsent).length,
    attention: moments.filter(({ state }) => state === 'needs attention').length,
    isSignInNeeded: sender.signInNeeded,
    failures: sender.failures,
  };
};

/** Whether this is still to leave the phone. */
export const isUnsent = ({ state }: Pick<ShownMoment, 'state'>): boolean =>
  state === 'waiting' || state === 'sending' || state === 'sign-in needed';
