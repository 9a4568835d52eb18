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
  'waiting.no-answer': '{organisation} does not answer now. This phone tries again by itself.',
  'waiting.only-here':
    'These words are only on this phone. They are lost if the phone is lost, or if its browser data is cleared.',
  'waiting.since':
    'The oldest has waited since {day}. Find signal, and leave Moments open for a minute.',
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
    '{organisation} could not take it: it is too long. Make it shorter and save the change.',
  'attention.programme':
    '{organisation} could not take it: the programme is not there any more. Copy the words and write them down anew.',
  'attention.not-allowed':
    '{organisation} could not take it: you may not write for this programme. Ask your manager.',
  'attention.other':
    '{organisation} could not take it. Change it and save, or copy the words and take it back. Reason: {code}.',
} as const satisfies Catalogue;
