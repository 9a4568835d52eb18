import type { DeskPerson, DeskSession } from '../../contract/desk.ts';
import { say } from '../../words/manager.ts';
import { dayInWords } from '../../words/time.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When somebody was first signed in anywhere, by the server's clock: before it they kept nothing. */
export const firstSignInOf = ({ sessions }: Pick<DeskPerson, 'sessions'>): string =>
  sessions.map(({ signedInAt }) => signedInAt).reduce((one, other) => (one < other ? one : other));

/**
 * Since when a device has held what it did not send. That is what its own clock says (P10), and never after it was
 * last heard from; null where that clock cannot be right, or nothing was said.
 */
export const heldSince = (
  { pendingSince, lastContactAt }: Pick<DeskSession, 'pendingSince' | 'lastContactAt'>,
  firstSignIn: string,
): string | null => {
  if (pendingSince === null) return null;
  const since = Date.parse(pendingSince);
  const isTooLate = since > Date.parse(lastContactAt) + HOUR_MS;
  const isTooEarly = since < Date.parse(firstSignIn) - DAY_MS;
  if (isTooLate || isTooEarly) return null;
  return pendingSince < lastContactAt ? pendingSince : lastContactAt;
};

/** Whether a device has held something for more than a day, as far as anybody can tell. */
export const isHeldLong = (session: DeskSession, firstSignIn: string, now: number): boolean => {
  if (session.pendingCount === 0 || session.state === 'lost' || session.state === 'wiped') {
    return false;
  }
  // Whatever its clock says: it held them when it was last heard from.
  const since = heldSince(session, firstSignIn) ?? session.lastContactAt;
  return now - Date.parse(since) > DAY_MS;
};

/** What a device last said that it holds unsent, and since when. */
export const pendingWords = (session: DeskSession, firstSignIn: string, now: number): string => {
  const count = session.pendingCount;
  const since = heldSince(session, firstSignIn);
  if (since !== null) return say('people.device.pending', { count, day: dayInWords(since, now) });
  const isWrong = session.pendingSince !== null;
  return say(isWrong ? 'people.device.pending.clock' : 'people.device.pending.undated', { count });
};

/** Why a device is not signed in any more, and what that means for what it holds. */
export const stateWords = ({ state, pendingCount }: DeskSession): string => {
  if (state === 'active') return '';
  const words = say(`people.device.${state}`);
  const isHolding = (state === 'ended' || state === 'expired') && pendingCount > 0;
  return isHolding ? `${words} ${say('people.device.ended.pending')}` : words;
};

/** Whether a manager needs to see this device without looking for it. */
export const isOfNow = ({ state, pendingCount }: DeskSession): boolean =>
  state === 'active' || state === 'lost' || (state !== 'wiped' && pendingCount > 0);
