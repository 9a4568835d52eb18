import type { Catalogue } from '../speech.ts';

/** Words that stand beside a screen: a new build that waits, a sign-in that is needed. */
export const asides = {
  'update.ready': 'A new version of Moments is ready.',
  'update.take': 'Use it now',
  'sign-in-needed.why':
    'This phone is no longer signed in. Your moments are kept on it. Ask your manager for a new link, and they will be sent.',
  'sign-in-needed.code': 'I have a code',
} as const satisfies Catalogue;
