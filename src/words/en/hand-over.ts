import type { Catalogue } from '../speech.ts';

/** Words around the form on a phone that is handed over. */
export const handOver = {
  'hand-over.title': 'Hand over this phone',
  'hand-over.where': 'Where are you? The form on the next screen is for them alone.',
  'hand-over.no-key':
    'This phone cannot be handed over yet. Open Moments once with signal, then try again.',
  'hand-over.back': 'Back',
  'hand-over.not-kept': 'That did not work. Try again.',
  'hand-over.given': 'Please give the phone back.',
  'hand-over.given-why':
    'Nothing that you wrote is left on this screen, and nobody can open it on this phone.',
  'hand-over.hold': 'It is my phone: hold to return',
  'hand-over.hold-how': 'Press and hold for two seconds.',
  'hand-over.sealed': {
    one: '{count} thing said without a name waits to be sent. Nobody can read it on this phone.',
    other:
      '{count} things said without a name wait to be sent. Nobody can read them on this phone.',
  },
  'hand-over.refused': {
    one: '{count} thing said without a name can no longer be sent: it waited too long, or its programme is closed.',
    other:
      '{count} things said without a name can no longer be sent: they waited too long, or their programme is closed.',
  },
  'hand-over.remove': 'Remove',
} as const satisfies Catalogue;
