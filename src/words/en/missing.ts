import type { Catalogue } from '../speech.ts';

/** Words of the document for an address where nothing is. */
export const missing = {
  'missing.what': 'There is no page at this address.',
  'missing.start': 'Go to the start',
} as const satisfies Catalogue;
