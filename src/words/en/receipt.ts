import type { Catalogue } from '../speech.ts';

/** Words of the page that shows the answer for a receipt code. */
export const receipt = {
  'receipt.title': 'See the answer',
  'receipt.what': 'Type the 16 digits that you were shown. They open the answer, never your words.',
  'receipt.code': 'Your code',
  'receipt.code-wrong': 'A code has 16 digits. Check what you wrote down.',
  'receipt.not-protected': 'What we cannot protect',
  'receipt.not-protected.code':
    'Whoever has your code can read the answer, write back, and delete your words.',
  'receipt.not-protected.phone':
    'Your browser keeps a list of the pages you opened. Whoever runs the Wi-Fi can see that you came here. Somebody who looks over your shoulder, or a spy app, can read along.',
  'receipt.open': 'Show the answer',
  'receipt.working': 'One moment…',
  'receipt.no-word': 'No answer came. Find signal, then try again.',
  'receipt.busy': 'Many people are asking just now. Try again in a minute.',
  'receipt.not-taken': 'That was not taken. Try again.',
  'receipt.none': 'There is no answer yet.',
  'receipt.none-why':
    'Or this code is not known: check the digits. A code works for 180 days. Look again in some days.',
  'receipt.answers': 'Their answer',
  'receipt.write': 'Write back',
  'receipt.write-what':
    'The managers read it, without your name. What you write, and how, can show who you are.',
  'receipt.send': 'Send',
  'receipt.empty': 'Write your words first.',
  'receipt.too-long': {
    one: 'That is {count} letter too many. Take some out.',
    other: 'That is {count} letters too many. Take some out.',
  },
  'receipt.sent': 'Sent. If the code is right, they will read it.',
  'receipt.changed': 'Did it change?',
  'receipt.changed.yes': 'Yes',
  'receipt.changed.partly': 'Partly',
  'receipt.changed.no': 'No',
  'receipt.changed-sent': 'Thank you. If the code is right, they know now.',
  'receipt.yours': 'Your words',
  'receipt.yours-what': 'We do not show them here: somebody else may have found your code.',
  'receipt.narrow': 'Let fewer people see them',
  'receipt.narrow.team': 'The team only',
  'receipt.narrow.board': 'The team and the board',
  'receipt.narrowed': 'Done. If the code is right, nobody else sees them from now on.',
  'receipt.withdraw': 'Delete my words',
  'receipt.withdraw-sure':
    'They are deleted everywhere, with the answer, for good. This code opens nothing any more.',
  'receipt.withdraw-yes': 'Yes, delete them',
  'receipt.withdraw-no': 'Keep them',
  'receipt.withdrawn': 'Done. If the code was right, your words are deleted.',
  'receipt.close': 'Close this',
} as const satisfies Catalogue;
