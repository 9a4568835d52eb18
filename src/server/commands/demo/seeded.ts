/** Chance that is the same at every run: a picture of the demo today can be compared with one of yesterday. */
export interface Chance {
  /** From 0 up to, but not, 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  happens(probability: number): boolean;
  oneOf<Value>(values: readonly Value[]): Value;
  /** A version 4 UUID: a moment's address in the demo stays what it is. */
  uuid(): string;
}

/** Mulberry32: small, quick, and even enough for an invented organisation. Never for secrets. */
export const seeded = (seed: number): Chance => {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    happens: (probability) => next() < probability,
    oneOf: (values) => values[between(0, values.length - 1)]!,
    uuid: () =>
      'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) =>
        (place === 'x' ? between(0, 15) : between(8, 11)).toString(16),
      ),
  };
};
