// Where the rows of a long list lie, though only a few of them are drawn. Heights are known once a row was drawn; until
// then one is taken to be as high as the others are on average.

export interface Rows {
  readonly count: number;
  /** Px from the beginning of the list to the beginning of a row; of `count`, to its end. */
  offsetOf(index: number): number;
  /** The row that lies at so many px. Before the first and after the last, the first and the last. */
  at(px: number): number;
  /** Notes how high a row is. Returns whether that was not known. */
  measure(index: number, px: number): boolean;
}

/** `heightOf`: what is known of a row from before; undefined where nothing is. */
export const layRows = (
  count: number,
  guess: number,
  heightOf: (index: number) => number | undefined,
): Rows => {
  const heights = Float64Array.from({ length: count }, (_, index) => heightOf(index) ?? guess);
  // A tree of sums (Fenwick's): each change and each question takes a few steps, however many rows there are.
  const sums = new Float64Array(count + 1);
  for (let index = 1; index <= count; index += 1) {
    sums[index]! += heights[index - 1]!;
    const parent = index + (index & -index);
    if (parent <= count) sums[parent]! += sums[index]!;
  }
  const top = 2 ** Math.floor(Math.log2(Math.max(1, count)));
  return {
    count,
    offsetOf: (index) => {
      let sum = 0;
      for (let at = Math.min(index, count); at > 0; at -= at & -at) sum += sums[at]!;
      return sum;
    },
    at: (px) => {
      let index = 0;
      let left = px;
      for (let step = top; step >= 1; step /= 2) {
        const next = index + step;
        if (next <= count && sums[next]! <= left) {
          index = next;
          left -= sums[next]!;
        }
      }
      return Math.max(0, Math.min(index, count - 1));
    },
    measure: (index, px) => {
      const change = px - heights[index]!;
      // What a browser rounds is no change.
      if (Math.abs(change) < 0.5) return false;
      heights[index] = px;
      for (let at = index + 1; at <= count; at += at & -at) sums[at]! += change;
      return true;
    },
  };
};

/** Rows from one up to, and without, another. */
export interface Shown {
  from: number;
  to: number;
}

/** So much of a screen is drawn on either side of the view. */
const AHEAD = 0.75;
/** Rows on either side at a time, of those that are missing: all at once would be seen as a stumble. */
const SHARE = 1 / 3;

/**
 * The rows to draw next, of a view that begins `top` px below the beginning of the list: those in view, however many,
 * and of `now` what is near enough. With `isAhead`, a few more on either side, until there are enough.
 */
export const drawnNext = (
  rows: Rows,
  now: Shown,
  top: number,
  screen: number,
  isAhead: boolean,
): Shown => {
  const near = {
    from: rows.at(top - screen * AHEAD),
    to: rows.at(top + screen * (1 + AHEAD)) + 1,
  };
  const view = { from: rows.at(top), to: rows.at(top + screen) + 1 };
  const isFar = now.to <= near.from || now.from >= near.to;
  const kept = isFar
    ? view
    : {
        from: Math.min(view.from, Math.max(near.from, now.from)),
        to: Math.max(view.to, Math.min(near.to, now.to)),
      };
  if (!isAhead) return isFar || kept.from < now.from || kept.to > now.to ? kept : now;
  return {
    from: kept.from - Math.ceil((kept.from - near.from) * SHARE),
    to: kept.to + Math.ceil((near.to - kept.to) * SHARE),
  };
};
