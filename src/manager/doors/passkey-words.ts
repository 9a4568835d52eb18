import { say } from '../../words/doors.ts';
import type { PasskeyTrouble } from './ceremony.ts';

/** Why a passkey did not do, and the next step. */
export const inWords = (trouble: PasskeyTrouble): string => {
  if (trouble.kind === 'no signal') return say('passkey.no-answer');
  if (trouble.kind === 'passkey') {
    if (trouble.why === 'cancelled') return say('passkey.cancelled');
    return say(trouble.why === 'here already' ? 'passkey.here-already' : 'passkey.cannot');
  }
  if (trouble.code === 'passkey_failed') return say('passkey.failed');
  if (trouble.code === 'passkey_unknown') return say('passkey.unknown');
  if (trouble.code === 'no_passkeys_here') return say('passkey.cannot');
  return say('passkey.server');
};
