import type { Audience } from '../contract/moment.ts';

const WIDTH: Record<Audience, number> = { team: 0, board: 1, public: 2 };

/** The narrower of two audiences: where two people disagree, fewer are shown the words. */
export const narrower = (one: Audience, other: Audience): Audience =>
  WIDTH[one] <= WIDTH[other] ? one : other;
