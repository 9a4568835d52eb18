import type { DeskSession } from '../../contract/desk.ts';
import { say } from '../../words/manager.ts';
import { dayInWords } from '../../words/time.ts';

/** What a device last said that it holds unsent, and since when. */
export const pendingWords = ({ pendingCount, pendingSince }: DeskSession, now: number): string => {
  if (pendingSince === null) {
    return say('people.device.pending.undated', { count: pendingCount });
  }
  return say('people.device.pending', {
    count: pendingCount,
    day: dayInWords(pendingSince, now),
  });
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
