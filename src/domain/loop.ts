import type { MomentState } from '../contract/desk-inbox.ts';
import type { MomentKind } from '../contract/moment.ts';

/** What decides how far a moment is. */
export interface OnItsWay {
  kind: MomentKind;
  /** A manager opened it. */
  isSeen: boolean;
  /** An answer of ours stands (a question is none), and whoever spoke wrote no words since. */
  isAnswered: boolean;
  /** The answer reached whoever spoke. */
  isToldBack: boolean;
}

/**
 * How far a moment is on its way to an answer. What was good ends with an answer, and has come full circle once that was
 * read. What could be better and what is an idea never ends by words alone (B1): answered or not, it stays to answer,
 * until something is promised or said to be impossible. No moment is promised yet: there are no promises.
 */
export const stateOf = ({ kind, isSeen, isAnswered, isToldBack }: OnItsWay): MomentState => {
  if (isAnswered && kind === 'celebrate') return isToldBack ? 'told-back' : 'answered';
  return isSeen || isAnswered ? 'to-answer' : 'new';
};
