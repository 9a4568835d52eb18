import type { Catalogue } from '../speech.ts';

/** What stands above an answer, for whoever reads it and for whoever writes it. */
export const answerShown = {
  'shown.answered': 'They answered, {day}',
  'shown.asked': 'They ask you, {day}',
} as const satisfies Catalogue;
