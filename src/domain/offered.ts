const ID_MAX = 40;

/**
 * The permanent id of a stage or principle that people named: as near to the name as an id can be, for it is what a
 * spreadsheet shows. A name in other letters than a to z gets what `chance` gives.
 */
export const choiceIdOf = (name: string, taken: ReadonlySet<string>, chance: string): string => {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .slice(0, ID_MAX - 5)
    .replace(/-+$/, '');
  if (plain === '') return `own-${chance}`;
  if (!taken.has(plain)) return plain;
  for (let next = 2; ; next += 1) {
    if (!taken.has(`${plain}-${next}`)) return `${plain}-${next}`;
  }
};

/** The one of a list that stands for a day: each in its turn. */
export const ofTheDay = (prompts: readonly string[], now: number): string | undefined =>
  prompts[Math.floor(now / 86_400_000) % prompts.length];
