import { z } from './schema.ts';

/**
 * Every way in which the endpoint says no. Codes are permanent. `then` tells the caller what helps:
 * `retry` the same later, `fix` what was sent, or `stop` until a person acts.
 */
export const REFUSALS = {
  not_json: { status: 400, then: 'fix' },
  not_valid: { status: 400, then: 'fix' },
  too_large: { status: 413, then: 'fix' },
  protocol_unknown: { status: 400, then: 'retry' },
  foreign_origin: { status: 403, then: 'stop' },
  sign_in_needed: { status: 401, then: 'stop' },
  /** The session belongs to another person than the operations say. */
  other_person: { status: 403, then: 'stop' },
  /** A manager marked this phone as lost. The answer carries the wipe word. */
  phone_lost: { status: 401, then: 'stop' },
  not_allowed: { status: 403, then: 'stop' },
  not_found: { status: 404, then: 'fix' },
  link_unknown: { status: 404, then: 'fix' },
  link_used: { status: 410, then: 'stop' },
  link_expired: { status: 410, then: 'stop' },
  already_set_up: { status: 409, then: 'stop' },
  name_taken: { status: 409, then: 'fix' },
  too_many_tries: { status: 429, then: 'retry' },
  /** One operation: its bytes do not match its digest. */
  digest_wrong: { status: 400, then: 'stop' },
  /** One operation: the same id came before with other bytes. Both are kept. */
  conflict: { status: 409, then: 'stop' },
  /** One operation: it breaks a rule of the domain, and is kept aside for managers. */
  rule_broken: { status: 422, then: 'stop' },
  unknown_programme: { status: 422, then: 'stop' },
  /** One operation: written by a newer build than this server (V2). */
  server_old: { status: 503, then: 'retry' },
  /** A file from a phone that belongs to another organisation than the manager who hands it in. */
  other_organisation: { status: 422, then: 'stop' },
  /** A file from a phone of somebody who is not in this organisation. */
  unknown_person: { status: 422, then: 'stop' },
  /** An answer that was to be taken back stands for longer than the half hour. */
  too_late: { status: 409, then: 'stop' },
  /** A question was asked of this moment already. */
  asked_already: { status: 409, then: 'stop' },
  /** Somebody wrote about this moment since its words were last read: to be looked at first. */
  written_meanwhile: { status: 409, then: 'stop' },
  /** A programme's link is made once its lead for safety is named. */
  lead_missing: { status: 409, then: 'fix' },
  /** What was said without a name: whatever is wrong with it, nothing more is told. */
  not_taken: { status: 400, then: 'fix' },
  /** A proof of work is missing, too old, used or too easy: a new challenge, and the same again. */
  proof_needed: { status: 428, then: 'retry' },
  /** The desk was opened too long ago: the same after a passkey or a new sign-in. Capture and sending go on. */
  desk_closed: { status: 403, then: 'stop' },
  /** For exports, people and keys: who asks has to show once more who they are. */
  ask_again: { status: 403, then: 'stop' },
  /** A passkey that nobody here has, or not any more. */
  passkey_unknown: { status: 404, then: 'fix' },
  /** What the device said of its passkey does not prove it: too late, twice, or at another address. */
  passkey_failed: { status: 400, then: 'retry' },
  /** The address has no name, so that no passkey can belong to it. */
  no_passkeys_here: { status: 409, then: 'stop' },
  /** Somebody has to be able to invite and to let others back in. */
  last_administrator: { status: 409, then: 'fix' },
  /** A programme tells this person when someone may be at risk: first it needs another one. */
  named_lead: { status: 409, then: 'fix' },
  server_stopping: { status: 503, then: 'retry' },
  storage_full: { status: 503, then: 'retry' },
  /** The server cannot reach its database. Whether something was stored is not known: the same again finds out. */
  storage_away: { status: 503, then: 'retry' },
  unexpected: { status: 500, then: 'retry' },
} as const satisfies Record<string, { status: number; then: 'retry' | 'fix' | 'stop' }>;

export type RefusalCode = keyof typeof REFUSALS;

/** The one shape of every error answer. */
export const refusalAnswer = z.object({
  protocol: z.string(),
  code: z.string(),
  /** With `not_valid`: the first field that does not fit, as a path, never its content. */
  field: z.optional(z.string()),
  /** With `phone_lost`: the word that this phone got at sign-in. */
  wipe: z.optional(z.string()),
});
export type RefusalAnswer = z.infer<typeof refusalAnswer>;
