import type { Catalogue } from '../speech.ts';

/** Words of the list of moments: where each one has got to, and how it is changed or taken back. */
export const waiting = {
  'waiting.no-signal': 'No signal',
  'state.draft': 'Not saved yet',
  'waiting.title': 'Your moments',
  'waiting.group-waiting': {
    one: '{count} waiting to be sent',
    other: '{count} waiting to be sent',
  },
  'waiting.group-attention': 'Needs attention',
  'waiting.group-today': 'Sent today',
  'waiting.group-earlier': 'Sent earlier',
  'waiting.group-elsewhere': 'Sent from another phone',
  'waiting.send-now': 'Send now',
  'waiting.trying': 'Trying to send.',
  'waiting.only-here':
    'These words are only on this phone. They are lost if the phone is lost, or if its browser data is cleared.',
  'waiting.others': {
    one: '{count} moment of another person waits on this phone.',
    other: '{count} moments of another person wait on this phone.',
  },
  'waiting.empty': 'Nothing here yet.',
  'waiting.empty-why':
    'The next time somebody tells you something, keep it here. You will see it travel, and you will hear what came of it.',
  'waiting.write': 'Write one down',
  'waiting.more': 'Show more',
  'waiting.trouble': 'This phone cannot show your moments now.',
  'waiting.again': 'Try again',
  'waiting.draft-open': 'Go on writing',
  'waiting.sign-out': 'Sign out on this phone',
  'waiting.sign-out-ask': 'You need a new link from a manager to sign in again.',
  'waiting.sign-out-yes': 'Sign out',
  'waiting.stay': 'Stay',
  'waiting.sign-out-why':
    'What was not sent stays on this phone. It is sent when you sign in again.',
  'waiting.sign-out-failed': 'There is no answer. You need signal to sign out.',
  'moment.open': 'Change or take back: {words}',
  'moment.words': 'The words',
  'moment.save': 'Save the change',
  'moment.close': 'Leave it',
  'moment.begun': 'You began to change this',
  'moment.take-back': 'Take it back',
  'moment.take-back-sent':
    'Somebody at {organisation} may have read this. When you take it back, nobody there can read it any more.',
  'moment.keep': 'Keep it',
  'moment.taken-back': 'Taken back.',
  'moment.put-back': 'Undo',
  'moment.being-removed': 'Taken back. It will be removed when you have signal.',
  'attention.too-long':
    '{organisation} could not take it: it is too long. Make it shorter, then send it again.',
  'attention.damaged':
    '{organisation} could not take it: it was damaged on its way. Send it again.',
  'attention.programme':
    '{organisation} could not take it: the programme is not there any more. Choose another one.',
  'attention.not-allowed':
    '{organisation} could not take it: you may not write for this programme. Choose another one, or ask your manager.',
  'attention.other':
    '{organisation} could not take it. Send it again. If that does not help, send it as a new moment. Reason: {code}.',
  'repair.save': 'Save and send again',
  'repair.as-new': 'Send as a new moment',
  'repair.as-sent': 'Leave it as it was sent',
  'repair.as-sent-ask': 'Your change is thrown away. What was sent before stays.',
  'repair.as-sent-yes': 'Throw the change away',
  'repair.as-sent-no': 'Keep the change',
  'repair.removal':
    'You took this back, but {organisation} could not remove it yet. People there may still read it. Reason: {code}.',
  'repair.removal-again': 'Try again',
  'hand-in.all': 'Save what waits as a file',
  'hand-in.one': 'Save it as a file for your manager',
  'hand-in.why':
    'Give the file to a manager at {organisation}, who can take it in. Anyone who opens it can read the words. What is in it stays on this phone too.',
  'hand-in.save': { one: 'Save the file', other: 'Save {count} files' },
  'hand-in.share': 'Share it',
  'hand-in.saved': 'Look for it among your downloads.',
  'hand-in.failed': 'The file could not be made. Try again.',
  'hand-in.file': 'moments',
  'blocked.app-old':
    'This version of Moments is too old for {organisation}. Your moments are kept on this phone. Get the new version, and they are sent.',
  'blocked.update': 'Look for the new version',
  'blocked.no-update': 'No new version was found. Find signal, and try again later.',
  'blocked.server_old':
    'Your phone is ahead of the server at {organisation}. This stays on your phone, and is sent when the server is up to date.',
  'blocked.foreign_origin':
    '{organisation} takes nothing from the address where you opened Moments. Everything is kept on this phone. Tell your manager.',
  'blocked.other_person':
    'Somebody else is signed in here now. Your moments are kept on this phone. Ask your manager for a new link.',
} as const satisfies Catalogue;
