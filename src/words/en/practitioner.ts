import type { Catalogue } from '../speech.ts';

/** Words of writing a moment down. The first page loads them: what comes after stands in details.ts and waiting.ts. */
export const practitioner = {
  'capture.ask': 'What did they say?',
  'capture.kinds': 'Save these words as',
  'capture.hand-over': 'Hand over',
  'capture.empty': 'Write what they said first.',
  'capture.too-long': {
    one: 'That is {count} letter too many. Take some out, or save it as two moments.',
    other: 'That is {count} letters too many. Take some out, or save it as two moments.',
  },
  'capture.no-programme':
    'This phone does not know your programmes yet. It needs signal once. Your words stay here, and are saved then.',
  'capture.not-here':
    'This part of Moments is not on this phone yet. Open it once with signal. Your words stay here.',
  'capture.saved': 'Saved on this phone',
  'capture.saved-aloud': 'Saved on this phone. It will be sent when you have signal.',
  'capture.undo': 'Undo',
  'capture.undone': 'Taken back. Your words are in the field again.',
  'capture.undone-later':
    'Taken back. It will be removed when you have signal. Your words are in the field again.',
  'session.choose': 'Choose a programme',
  'session.change': 'Programme and group: {name}',
  'status.waiting': { one: '{count} waiting to be sent', other: '{count} waiting to be sent' },
  'status.waiting-short': { one: '{count} waiting', other: '{count} waiting' },
  'status.sign-in': 'Sign in needed',
  'status.attention': { one: '{count} needs attention', other: '{count} need attention' },
  'capture.not-kept': 'Your words are not saved yet. Copy them before you close Moments.',
} as const satisfies Catalogue;
