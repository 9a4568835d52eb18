import type { Catalogue } from '../speech.ts';

/** Words of a new build that waits. */
export const update = {
  'update.ready': 'A new version of Moments is ready.',
  'update.take': 'Use it now',
} as const satisfies Catalogue;
