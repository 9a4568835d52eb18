import type { Catalogue } from '../speech.ts';

/** Words of writing a moment down, and of seeing where each one has got to. */
export const practitioner = {
  'capture.ask': 'What did they say?',
  'capture.kinds': 'Save these words as',
  'capture.empty': 'Write what they said first.',
  'capture.too-long': {
    one: 'That is {count} letter too many. Take some out, or save it as two moments.',
    other: 'That is {count} letters too many. Take some out, or save it as two moments.',
  },
  'capture.no-programme':
    'This phone does not know your programmes yet. Open Moments once with signal, then save. Your words stay here.',
  'capture.saved': 'Saved on this phone',
  'capture.saved-aloud': 'Saved on this phone. It will be sent when you have signal.',
  'capture.undo': 'Undo',
  'capture.undone': 'Taken back. Your words are in the field again.',
  'capture.undone-later':
    'Taken back. It will be removed when you have signal. Your words are in the field again.',
  'capture.done': 'Done',
  'capture.not-kept': 'That could not be kept on this phone. Try again.',

  'details.audience': 'Who may see these words?',
  'details.whose': 'Whose words?',
  'details.principles': 'What does it show?',
  'details.more-principles': 'More',
  'details.more': 'Add more details',
  'details.stage': 'When?',
  'details.about': 'Who said it?',
  'details.not-said': 'Not said',
  'details.group': 'Which group?',
  'details.no-group': 'No group',
  'details.new-group': 'Another group',
  'details.kind': 'What is it?',

  'session.choose': 'Choose a programme',
  'session.change': 'Programme and group: {name}',
  'session.title': 'Where are you?',
  'session.ask': 'Where was this said? Your words are saved when you choose.',
  'session.programme': 'Programme',
  'session.done': 'Done',

  'status.waiting': { one: '{count} waiting to be sent', other: '{count} waiting to be sent' },
  'status.waiting-short': { one: '{count} waiting', other: '{count} waiting' },
  'status.sign-in': 'Sign in needed',
  'status.attention': { one: '{count} needs attention', other: '{count} need attention' },
  'status.no-signal': 'No signal',

  'trouble.not-saved': 'Your words are not saved yet.',
  'trouble.cannot-keep': 'This phone cannot keep words now.',
  'trouble.full': 'The phone is full. Make some space on it, then save again.',
  'trouble.unavailable':
    'This browser does not let Moments keep anything. A private window can be why. Copy your words, or try again.',
  'trouble.hangs': 'The phone did not answer. Close other tabs with Moments, then save again.',
  'trouble.newer':
    'A newer Moments is open on this phone. Copy your words, close every tab with Moments, and open it again.',
  'trouble.copy': 'Copy the words',
  'trouble.copied': 'Copied',
  'trouble.copy-failed': 'Hold a finger on the words to copy them.',
  'trouble.download': 'Download',
  'trouble.file': 'moment.txt',

  'state.draft': 'Not saved yet',
  'state.waiting': 'Waiting',
  'state.sending': 'Sending…',
  'state.sent': 'Sent to {organisation}',
  'state.sent-today': 'Sent to {organisation}, {time}',
  'state.sent-earlier': 'Sent to {organisation}, {day} {time}',
  'state.sign-in needed': 'Sign-in needed',
  'state.needs attention': 'Needs attention',

  'waiting.title': 'Your moments',
  'waiting.group-waiting': {
    one: '{count} waiting to be sent',
    other: '{count} waiting to be sent',
  },
  'waiting.group-attention': 'Needs attention',
  'waiting.group-today': 'Sent today',
  'waiting.group-earlier': 'Sent earlier',
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
  'moment.saved': 'The change is saved on this phone.',
  'moment.elsewhere': 'Sent from another phone',

  'attention.too-long':
    '{organisation} could not take it: it is too long. Make it shorter and save the change.',
  'attention.programme':
    '{organisation} could not take it: the programme is not there any more. Copy the words and write them down anew.',
  'attention.not-allowed':
    '{organisation} could not take it: you may not write for this programme. Ask your manager.',
  'attention.other':
    '{organisation} could not take it. Change it and save, or copy the words and take it back. Reason: {code}.',
} as const satisfies Catalogue;
