import type { Catalogue } from '../speech.ts';

/** Words of the three ways in: a link, a code, and the first link of all. */
export const signIn = {
  'join.hello': 'Hello {person}',
  'join.again': 'Welcome back, {person}',
  'join.what': '{organisation} invites you to Moments.',
  'join.another':
    '{person} is signed in on this device now. What {person} has not sent stays here, and is sent when they sign in again.',
  'join.take': 'Start on this device',
  'join.stays': 'This device stays signed in. It works without signal.',
  'join.use-code': 'I have a code',
  'code.title': 'Type your code',
  'code.label': 'Code',
  'code.hint': 'Ten letters and numbers, like 7K3PD-Q9XTM',
  'code.next': 'Go on',
  'code.too-short': 'A code has ten letters and numbers. Look at it once more.',
  'code.link-instead': 'Have you got a link instead? Open the link on this device.',
  'code.passkey-instead': 'Sign in with a passkey',
  'welcome.title': 'Welcome. Three names, and you can begin.',
  'welcome.what': 'You are the first manager. You can invite everybody else from here.',
  'welcome.organisation': 'Your organisation',
  'welcome.organisation-hint': 'As people call it, like Harbour House',
  'welcome.organisation-missing': 'Write the name of your organisation.',
  'welcome.person': 'Your name',
  'welcome.person-hint': 'As your team knows you',
  'welcome.person-missing': 'Write your name.',
  'welcome.programme': 'Your first programme',
  'welcome.programme-hint': 'A service or place, like Tuesday drop-in. You can add more.',
  'welcome.programme-missing': 'Write the name of a programme.',
  'welcome.begin': 'Begin',
  'iphone.title': 'Put Moments on your Home Screen first',
  'iphone.why':
    'On an iPhone, only the app on the Home Screen keeps your moments safe. Safari clears them after a week.',
  'iphone.share': 'Tap Share at the foot of Safari.',
  'iphone.add': 'Choose “Add to Home Screen”.',
  'iphone.code': 'Open Moments from there, and type this code.',
  'iphone.make': 'Show my code',
  'iphone.holds': 'Holds until {time}, for one use',
  'iphone.stay': 'Stay in Safari',
  'sign-in.unknown':
    'We do not know this link or code. Look at it once more, or ask for a new one.',
  'sign-in.used': 'This link was used before. It works once. Ask your manager for a new one.',
  'sign-in.expired': 'This link is too old. Ask your manager for a new one.',
  'sign-in.already-set-up':
    'Moments is set up already. Ask a manager of your organisation for an invitation.',
  'sign-in.too-many': 'Too many tries. Wait ten minutes, then try again.',
  'sign-in.no-answer':
    'There is no answer. You need signal to sign in. Try again when you have it.',
  'sign-in.server': 'The server has trouble. Nothing is lost. Try again in a minute.',
  'sign-in.other': 'That did not work ({code}). Ask your manager for a new link.',
  'sign-in.again': 'Try again',
} as const satisfies Catalogue;
