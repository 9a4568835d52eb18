import type { Language } from './speech.ts';

/**
 * The languages that exist beside English, by what a browser asks for. `en-XA` and `ar-XB` are the usual names of
 * the two pseudo-languages: accents and length, and right to left. Tests ask for them as any person would.
 */
const LANGUAGES: Record<string, () => Promise<Language>> = {
  'en-XA': async () => (await import('./pseudo.ts')).accented,
  'ar-XB': async () => (await import('./pseudo.ts')).mirrored,
};

/** The first language of `wanted` (navigator.languages) that exists here; null means English. */
export const findLanguage = async (wanted: readonly string[]): Promise<Language | null> => {
  const first = wanted[0];
  const load = first === undefined ? undefined : LANGUAGES[first];
  return load === undefined ? null : await load();
};
