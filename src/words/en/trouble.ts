import type { Catalogue } from '../speech.ts';

/** Words for a phone that cannot keep or send: the reason, and what can be done. Loaded when there is any. */
export const trouble = {
  'trouble.not-saved': 'Your words are not saved yet.',
  'trouble.cannot-keep': 'This phone cannot keep words now.',
  'trouble.full': 'The phone has no room left. Make some space on it, then save again.',
  'trouble.unavailable':
    'This browser does not let Moments keep anything. A private window can be why.',
  'trouble.hangs': 'The phone did not answer. Close other tabs with Moments, then save again.',
  'trouble.blocked':
    'An older Moments is open in another tab. Close the other Moments tab, and this one goes on by itself.',
  'trouble.lost':
    'The browser closed what Moments keeps here. Save again. If that does not help, close Moments and open it again.',
  'trouble.damaged':
    'What Moments keeps on this phone cannot be read. Restart the phone, then open Moments again.',
  'trouble.newer': 'A newer Moments was opened on this phone, and this is the older one.',
  'trouble.take-newer': 'Go on in the newer one',
  'trouble.send': 'Send now',
  'trouble.sending': 'Sending…',
  'trouble.tap-first':
    'Tap a kind to try again. If it still cannot be saved, you can send it from here.',
  'trouble.no-answer': 'There was no answer. Find signal and press again. It is never sent twice.',
  'trouble.sign-in':
    'You are no longer signed in, so it cannot be sent. Copy or download your words.',
  'trouble.refused':
    '{organisation} could not take it. Copy or download your words. Reason: {code}.',
  'trouble.copy': 'Copy the words',
  'trouble.copied': 'Copied',
  'trouble.copy-failed': 'Hold a finger on the words to copy them.',
  'trouble.download': 'Download',
  'trouble.file': 'moment.txt',
} as const satisfies Catalogue;
