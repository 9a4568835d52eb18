// What a list of moments becomes when the endpoint is asked again. Decided here, without a screen or a network.
import type { DeskMoment } from '../../contract/desk.ts';

/**
 * The list after its first pages were read again. `fresh` says what stands at the top now, so what the old list had
 * there and `fresh` has not was taken back (X2). `isWhole` tells that nothing lies below `fresh`; else what the old
 * list had below the last of `fresh` stays.
 */
export const merged = (
  old: readonly DeskMoment[],
  fresh: readonly DeskMoment[],
  isWhole: boolean,
): DeskMoment[] => {
  const seen = new Set<string>();
  const once = fresh.filter(({ momentId }) => !seen.has(momentId) && seen.add(momentId));
  if (isWhole) return once;
  const last = once.at(-1);
  const reached = old.findIndex(({ momentId }) => momentId === last?.momentId);
  // Either all of it came since, or it reaches below what was read before: nothing of the old list is left to keep.
  if (reached === -1) return once;
  return [...once, ...old.slice(reached + 1)];
};

/** The list with one more page below it. What moved up meanwhile is not shown twice. */
export const extended = (old: readonly DeskMoment[], page: readonly DeskMoment[]): DeskMoment[] => {
  const known = new Set(old.map(({ momentId }) => momentId));
  return [...old, ...page.filter(({ momentId }) => !known.has(momentId))];
};

/**
 * How many at the top of `list` came after the reader's first shown moment. They wait behind a button, so that
 * nothing moves under the reader's eyes.
 */
export const heldBack = (list: readonly DeskMoment[], shown: readonly DeskMoment[]): number => {
  const known = new Set(shown.map(({ momentId }) => momentId));
  const first = list.findIndex(({ momentId }) => known.has(momentId));
  return first === -1 ? 0 : first;
};
