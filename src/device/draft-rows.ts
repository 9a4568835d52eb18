import type { Draft } from './database.ts';

/** Of the lock that a tab holds for each row that it types into. */
export const LOCK = 'moments-draft ';

/** Where the words for a new moment, or for the change of a saved one, are kept while they are typed. */
export const draftIdOf = (personId: string, momentId?: string): string =>
  `${personId}/${momentId ?? 'new'}`;

/** The words of several rows, one under the other; the same ones once. */
export const wordsOf = (drafts: Draft[]): string =>
  [...new Set(drafts.map(({ words }) => words))].join('\n');
