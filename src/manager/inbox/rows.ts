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
      for (let step = top; step > 0; step /= 2) {
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
