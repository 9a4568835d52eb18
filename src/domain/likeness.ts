import { termsOf } from './search.ts';

/** Below that, two moments only share a few words. */
const ALIKE = 0.3;
/** The words of one moment that are looked up: the longest ones tell most. */
const LOOKED_UP = 40;

/** The words by which other moments are compared with this one. */
export const tellingTerms = (words: string): string[] =>
  termsOf(words)
    .sort((one, other) => other.length - one.length)
    .slice(0, LOOKED_UP);

/** In how many of `among` moments each word of one moment stands; what stands in nearly all is not there. */
export interface Rarity {
  among: number;
  spread: ReadonlyMap<string, number>;
}

/**
 * How much another moment says the same, from 0 to 1: how much of what is rare in this one it holds, and how little else
 * it says. Null where that is too little to speak of.
 */
export const likeness = (
  { among, spread }: Rarity,
  shared: readonly string[],
  otherWords: string,
): number | null => {
  const weightOf = (term: string): number =>
    Math.log(1 + among / Math.max(1, spread.get(term) ?? 1));
  const sum = (terms: Iterable<string>): number =>
    [...terms].reduce((all, term) => all + weightOf(term), 0);
  const own = sum(spread.keys());
  const others = termsOf(otherWords).length;
  // One rare word in common is a coincidence.
  if (own === 0 || others === 0 || shared.length < 2) return null;
  const like = Math.sqrt((sum(shared) / own) * Math.min(1, shared.length / others));
  return like >= ALIKE ? like : null;
};
