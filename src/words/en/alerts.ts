import type { Catalogue } from '../speech.ts';

/** Words of the emails and messages that tell people outside of Moments. None of them is anybody's own. */
export const alerts = {
  'alert.flagged.subject': 'Moments: someone may be at risk',
  'alert.flagged': 'Somebody said that someone may be at risk. It was said in {programme}.',
  'alert.flagged.until': 'Look at it within 24 hours, and write down what you did.',
  'alert.daily.subject': 'Moments: what waits for you today',
  'alert.daily.unread': {
    one: '{programme}: {count} moment that nobody has read',
    other: '{programme}: {count} moments that nobody has read',
  },
  'alert.daily.no-programme': 'Without a programme',
  'alert.daily.old': {
    one: '{count} moment has been unread for three days or more. It came on {since}.',
    other: '{count} moments have been unread for three days or more. The oldest came on {since}.',
  },
  'alert.daily.flagged': {
    one: 'Someone may be at risk: {count} waits for what was done.',
    other: 'Someone may be at risk: {count} wait for what was done.',
  },
  'alert.daily.failed': {
    one: '{count} alert could not be delivered.',
    other: '{count} alerts could not be delivered.',
  },
  'alert.test.subject': 'Moments: a test',
  'alert.test': 'This is a test. Alerts from {organisation} reach you here.',
  'alert.no-words': 'What people said is never in a message like this. Read it here:',
  'alert.why':
    'You get this because you asked for it in Moments. You can change that under Alerts.',
} as const satisfies Catalogue;
