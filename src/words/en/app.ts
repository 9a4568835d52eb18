import type { Catalogue } from '../speech.ts';

/** Words of the app around the steps, and those that every role sees. */
export const app = {
  'app.name': 'Moments',
  'kind.celebrate': 'Moment to shine',
  'kind.improve': 'Could be better',
  'kind.idea': 'Idea',
  'audience.team': 'Team',
  'audience.board': 'Board',
  'audience.public': 'Everyone',
  'about.group': 'A group',
  'about.person': 'One person',
  'whose.theirs': 'Theirs',
  'whose.mine': 'Mine',
  'stage.joining': 'Joining',
  'stage.during': 'During',
  'stage.leaving': 'Leaving',
  'stage.after': 'After',
  'principle.assets': 'They led',
  'principle.capabilities': 'They grew a skill',
  'principle.reciprocity': 'They taught us',
  'principle.networks': 'They helped each other',
  'principle.blurred-roles': 'We did it together',
  'principle.facilitating': 'We stepped back',
  'nav.label': 'Main',
  'nav.capture': 'Capture',
  'nav.waiting': 'Your moments',
  'nav.inbox': 'Inbox',
  'nav.people': 'People',
  'later.missing': 'This page is not on this phone yet. Open it once with signal, and it stays.',
  'app.again': 'Try again',
  'doors.what': 'People say what helped and what did not. Somebody answers.',
  'doors.invited': 'I have an invitation',
  'doors.feedback': 'Are you here to say something?',
  'doors.feedback-how':
    'Tell a worker. They can write down your words, and you choose who may see them.',
  'sign-in-needed.why':
    'This phone is no longer signed in. Your moments are kept on it. Ask your manager for a new link, and they will be sent.',
  'sign-in-needed.code': 'I have a code',
  'update.ready': 'A new version of Moments is ready.',
  'update.take': 'Use it now',
  'app.iphone-unsent': {
    one: 'One moment has waited in Safari for three days. Safari may clear it soon. Find signal, and open Moments for a minute.',
    other:
      '{count} moments wait in Safari, some for three days. Safari may clear them soon. Find signal, and open Moments for a minute.',
  },
} as const satisfies Catalogue;
