import type { Catalogue } from '../speech.ts';

/** Words about what is still on this phone: for how long, and why it does not leave. */
export const unsent = {
  'unsent.safari': {
    one: 'One moment has waited in Safari for three days. Safari may clear it soon. Find signal, and open Moments for a minute.',
    other:
      '{count} moments wait in Safari, some for three days. Safari may clear them soon. Find signal, and open Moments for a minute.',
  },
  'unsent.may-clear': {
    one: 'One moment has waited for three days. This browser may clear it when the phone gets full. Find signal, and open Moments for a minute.',
    other:
      '{count} moments wait, some for three days. This browser may clear them when the phone gets full. Find signal, and open Moments for a minute.',
  },
  'unsent.long': {
    one: 'One moment has waited for three days, only on this phone. Find signal, and open Moments for a minute.',
    other:
      '{count} moments wait, some for three days, only on this phone. Find signal, and open Moments for a minute.',
  },
  'unsent.since':
    'The oldest has waited since {day}. Find signal, and leave Moments open for a minute.',
  'unsent.since-unknown':
    'The clock of this phone was changed, so nobody can tell how long this has waited. Find signal, and leave Moments open for a minute.',
  'unsent.not-kept':
    'This browser has not promised to keep what Moments holds. It may clear it when the phone gets full.',
  'unsent.foreign':
    'There is a network, but it does not let Moments through. Open your browser and accept its terms, or use another network.',
  'unsent.down': '{organisation} does not answer now. This phone tries again by itself.',
} as const satisfies Catalogue;
