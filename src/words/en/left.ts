import type { Catalogue } from '../speech.ts';

/** What stands where the name of a person stood who was removed. */
export const left = {
  'left.name': 'Somebody who left',
} as const satisfies Catalogue;
