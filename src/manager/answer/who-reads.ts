import type { DeskMoment } from '../../contract/desk.ts';
import { say } from '../../words/manager-answer.ts';
import { isWithoutName } from '../inbox/moment-words.ts';

/** Whom an answer reaches, said before it is written. */
export const whoReads = (moment: DeskMoment): string => {
  if (moment.hasCode) return say('answer.reaches.code');
  if (isWithoutName(moment)) return say('answer.reaches.nobody');
  return moment.byName === null
    ? say('answer.reaches.later')
    : say('answer.reaches.keeper', { name: moment.byName });
};
