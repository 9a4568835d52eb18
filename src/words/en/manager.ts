import type { Catalogue } from '../speech.ts';

export const manager = {
  'inbox.title': 'New',
} as const satisfies Catalogue;
