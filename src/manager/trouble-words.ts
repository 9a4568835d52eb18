import type { RefusalCode } from '../contract/refusal.ts';
import { say } from '../words/manager.ts';
import type { Trouble } from './desk-client.ts';

/** What is said where something did not work: what and why, then what helps. */
export interface TroubleWords {
  what: string;
  next: string;
}

/** What the person was about to do: reading a list (with or without something shown already), or changing something. */
export type Doing = 'reading' | 'reading again' | 'changing';

type Said =
  | 'signed-out'
  | 'lost'
  | 'not-allowed'
  | 'not-found'
  | 'not-valid'
  | 'name-taken'
  | 'too-many'
  | 'address'
  | 'page-old'
  | 'other-organisation'
  | 'unknown-person'
  | 'too-late'
  | 'asked-already'
  | 'written-meanwhile'
  | 'lead-missing'
  | 'desk-closed'
  | 'ask-again'
  | 'passkey-unknown'
  | 'passkey-failed'
  | 'no-passkeys'
  | 'last-administrator'
  | 'named-lead'
  | 'restarting'
  | 'full'
  | 'unexpected';

const SAID: Record<RefusalCode, Said> = {
  sign_in_needed: 'signed-out',
  other_person: 'signed-out',
  phone_lost: 'lost',
  not_allowed: 'not-allowed',
  not_found: 'not-found',
  not_json: 'not-valid',
  not_valid: 'not-valid',
  too_large: 'not-valid',
  name_taken: 'name-taken',
  too_many_tries: 'too-many',
  foreign_origin: 'address',
  protocol_unknown: 'page-old',
  server_old: 'page-old',
  other_organisation: 'other-organisation',
  unknown_person: 'unknown-person',
  too_late: 'too-late',
  asked_already: 'asked-already',
  written_meanwhile: 'written-meanwhile',
  desk_closed: 'desk-closed',
  ask_again: 'ask-again',
  passkey_unknown: 'passkey-unknown',
  passkey_failed: 'passkey-failed',
  no_passkeys_here: 'no-passkeys',
  last_administrator: 'last-administrator',
  named_lead: 'named-lead',
  lead_missing: 'lead-missing',
  server_stopping: 'restarting',
  storage_full: 'full',
  storage_away: 'restarting',
  // These answer a sign-in or a push; on the desk they would be a fault of ours.
  link_unknown: 'unexpected',
  link_used: 'unexpected',
  link_expired: 'unexpected',
  already_set_up: 'unexpected',
  digest_wrong: 'unexpected',
  conflict: 'unexpected',
  rule_broken: 'unexpected',
  unknown_programme: 'unexpected',
  not_taken: 'not-valid',
  proof_needed: 'unexpected',
  unexpected: 'unexpected',
};

/** Plain words for a refusal or a missing answer. */
export const troubleWords = (trouble: Trouble, doing: Doing): TroubleWords => {
  if (trouble.kind === 'refused') {
    const said = SAID[trouble.code];
    return { what: say(`trouble.${said}`), next: say(`trouble.${said}.next`) };
  }
  if (doing === 'changing') {
    return { what: say('trouble.not-done'), next: say('trouble.not-done.next') };
  }
  const next = doing === 'reading' ? 'trouble.no-signal.next' : 'trouble.no-signal.shown';
  return { what: say('trouble.no-signal'), next: say(next) };
};

/** Whether the same may simply be tried again here. */
export const canTryAgain = (trouble: Trouble): boolean =>
  trouble.kind === 'no signal' ||
  [
    'too_many_tries',
    'server_stopping',
    'storage_full',
    'storage_away',
    'unexpected',
    'not_found',
  ].includes(trouble.code);

/** Whether the endpoint no longer knows this device, so that only a new link or code helps. */
export const isSignedOut = (trouble: Trouble): boolean =>
  trouble.kind === 'refused' &&
  ['sign_in_needed', 'phone_lost', 'other_person'].includes(trouble.code);
