import type { Catalogue } from '../speech.ts';

export const practitioner = {
  'capture.ask': 'What did they say?',
} as const satisfies Catalogue;
