import type { Catalogue } from '../speech.ts';

/** Words of passkeys: signing in by one, showing once more who one is, and one's own. */
export const doors = {
  'prove.title.ask_again': 'Once more: is it you?',
  'prove.title.desk_closed': 'Your desk is closed',
  'prove.why.ask_again':
    'People, links and exports are kept safe: we ask again ten minutes after you last showed it.',
  'prove.why.desk_closed':
    'It closes 12 hours after you opened it. Writing down moments and sending them goes on.',
  'closed.open': 'Open my desk',
  'prove.use': 'Use my passkey',
  'prove.make': 'Make a passkey',
  'prove.none':
    'You have no passkey yet. Make one: your finger, your face or a PIN instead of a password.',
  'prove.cannot.address': 'There can be no passkey at this address. Open Moments at {address}.',
  'prove.cannot.browser': 'This browser cannot make a passkey. Open Moments in another one.',
  'prove.otherwise': 'I cannot use a passkey',
  'prove.otherwise.says':
    'Ask another manager for a new link and open it on this device. Or ask the person who looks after the server: they make one with “npm run manager-link”. Nothing on this device gets lost.',
  'prove.cancel': 'Not now',
  'passkey.cancelled': 'That was not finished, so nothing changed. Try again when you are ready.',
  'passkey.here-already': 'This device has a passkey of yours already.',
  'passkey.cannot': 'This device or browser could not do that. Try another one.',
  'passkey.failed': 'The passkey did not work this time. Try again.',
  'passkey.unknown':
    'We do not know this passkey. Use another one, or ask another manager for a link.',
  'passkey.no-answer': 'There is no answer. You need signal for this. Try again when you have it.',
  'passkey.server': 'The server has trouble. Nothing is lost. Try again in a minute.',
  'passkeys.title': 'Your passkeys',
  'passkeys.says':
    'A passkey opens your desk with your finger, your face or a PIN. Make one on each device that you use.',
  'passkeys.none': 'You have none yet, so your desk stays open on your devices.',
  'passkeys.made': 'Made {day}',
  'passkeys.used': 'Last used {day}',
  'passkeys.carried': 'Kept by your password manager, for your other devices too',
  'passkeys.add': 'Make another passkey',
  'passkeys.added':
    'Your passkey is made. From now on your desk closes after 12 hours, and opens with it.',
  'passkeys.remove': 'Remove',
  'passkeys.remove.named': 'Remove the passkey made on {device}',
  'passkeys.remove.title': 'Remove this passkey?',
  'passkeys.remove.says': 'It opens your desk no more. You can make a new one.',
  'passkeys.remove.last':
    'It is your only one. Without one your desk stays open on your devices, and we cannot ask who you are.',
  'passkeys.removed': 'The passkey made on {device} is removed.',
  'ask.title': 'Keep your desk safe: make a passkey.',
  'ask.says':
    'It takes a few seconds. Then only your finger, your face or your PIN opens your desk.',
  'ask.later': 'Later',
  'ask.done': 'Your passkey is made. Thank you.',
  'enter.title': 'Sign in with a passkey',
  'enter.says':
    'For people who made a passkey before. Your device asks for your finger, face or PIN.',
  'enter.go': 'Use my passkey',
  'enter.code': 'I have a code',
  'enter.lost':
    'No passkey any more? Ask another manager for a new link. If there is none, ask the person who looks after the server.',
} as const satisfies Catalogue;
