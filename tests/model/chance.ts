// Chance that comes again with its seed: ids and jitter, so that a schedule plays the same way every time.

export interface Chance {
  /** In [0, 1). */
  random: () => number;
  /** A version 4 UUID. */
  newId: () => string;
}

/** mulberry32: small, and even enough for this. */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
  const newId = (): string =>
    `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[Math.floor(random() * 4)]}${hex(3)}-${hex(12)}`;
  return { random, newId };
};
