import { id, instant, z } from './schema.ts';

/**
 * What staff do that leaves a row in the audit trail (X3). Permanent: rows are kept for two years, and a code that
 * is no longer written is still read.
 */
export const AUDIT_ACTIONS = [
  'signed_in',
  'signed_out',
  'link_renewed',
  'passkey_added',
  'passkey_removed',
  'passkey_shown',
  'person_invited',
  'roles_changed',
  'person_removed',
  'session_ended',
  'session_lost',
  'moments_sent',
  'own_read',
  'board_read',
  'inbox_read',
  'moment_read',
  'moment_seen',
  'versions_read',
  'thread_read',
  'answered',
  'answer_taken_back',
  'audience_narrowed',
  'moment_erased',
  'answered_together',
  'handling_read',
  'note_written',
  'similar_read',
  'moments_assigned',
  'flagged_read',
  'outcome_recorded',
  'aside_read',
  'aside_looked',
  'aside_taken_in',
  'file_taken_in',
  'programme_added',
  'programme_link_made',
  'programme_link_off',
  'safeguarding_set',
  'release_set',
  'keep_months_set',
  'moments_exported',
  'moments_imported',
  'audit_exported',
  'trail_cut',
  'backup_restored',
  'alerts_set',
  'alerts_tested',
  'delivery_tried',
  'delivery_looked',
  'webhook_added',
  'webhook_tested',
  'webhook_removed',
  'offered_set',
  'groups_set',
  /** Something that has no name here yet. */
  'unnamed',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const AUDIT_PAGE = 100;

/** One row as an administrator reads it: ids, and the names that they have now. */
export const auditRow = z.object({
  position: z.int(),
  /** Of a list that was read only the hour: a list is read when something arrives. */
  at: instant,
  /** One of AUDIT_ACTIONS, or of a newer build. */
  action: z.string(),
  /** Null where a command on the server did it. */
  personId: z.nullable(z.string()),
  /** Null for somebody whose name was taken out. */
  byName: z.nullable(z.string()),
  sessionId: z.nullable(z.string()),
  /** The moment, person, programme or device that it was about. */
  about: z.nullable(z.string()),
  /** The name of the person or programme that it was about; null for all else. */
  aboutName: z.nullable(z.string()),
  /** How many moments were read, sent or taken out. */
  count: z.nullable(z.int()),
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRow>;

/** `GET /v1/desk/audit?person&about&after&limit`: newest first. */
export const auditPage = z.object({
  protocol: z.string(),
  rows: z.array(auditRow),
  /** Opaque; null when this was the last page. */
  next: z.nullable(z.string()),
  /** Where the trail ends now: noted elsewhere, it shows later that nothing was cut off. */
  head: z.nullable(z.object({ position: z.int(), hash: z.string() })),
});
export type AuditPage = z.infer<typeof auditPage>;

/** What a query may ask for beside a page. */
export const auditQuery = z.object({ person: z.optional(id), about: z.optional(id) });
