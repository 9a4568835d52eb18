import type { AuditAction } from '../contract/desk-audit.ts';
import type { ImportAsked } from '../contract/desk-import.ts';
import type { Streamed } from './route.ts';

/** What a route leaves in the audit trail (X3). */
export interface Audited {
  action: AuditAction;
  /**
   * For a call that changes something: its row is committed together with the change, or not at all. A call that
   * changed nothing leaves none.
   */
  changes: boolean;
  /** How much it was about; null, no row. Left out where there is nothing to count. */
  count?: (call: { body: unknown; answer: unknown }) => number | null;
  /** Only the hour is kept of when it was. */
  byTheHour?: boolean;
}

const changed = (action: AuditAction, count?: Audited['count']): Audited => ({
  action,
  changes: true,
  ...(count === undefined ? {} : { count }),
});

const returned = (action: AuditAction, count?: Audited['count']): Audited => ({
  action,
  changes: false,
  ...(count === undefined ? {} : { count }),
});

/**
 * A list is asked for again whenever something arrives: the minute would tell when somebody spoke of whom the server
 * is to keep no time (A4). An empty list returned no words.
 */
const listed = (action: AuditAction, list: string): Audited => ({
  ...returned(action, ({ answer }) => lengthOf(answer, list) || null),
  byTheHour: true,
});

const sent: Audited['count'] = ({ body }) => lengthOf(body, 'operations') || null;

const several: Audited['count'] = ({ body }) => lengthOf(body, 'momentIds');

/** A trial changes nothing. */
const imported: Audited['count'] = ({ body }) =>
  (body as ImportAsked).isTrial ? null : lengthOf(body, 'lines');

const takenOut: Audited['count'] = ({ answer }) => (answer as Streamed).count;

const lengthOf = (holder: unknown, list: string): number =>
  (holder as Record<string, unknown[]>)[list]?.length ?? 0;

/**
 * One line for each route that staff may call, `METHOD path`; null for one that returns no words and changes nothing.
 * Signing in leaves its row where the session is made (open-session.ts), since no session asks for it.
 */
export const AUDITED: Readonly<Record<string, Audited | null>> = {
  'GET /healthz': null,
  'POST /v1/sign-in/look': null,
  'POST /v1/sign-in/code': null,
  'POST /v1/sign-in/accept': null,
  'POST /v1/sign-in/first': null,
  'POST /v1/sign-in/passkey/options': null,
  'POST /v1/sign-in/passkey': null,

  'GET /v1/me': null,
  'POST /v1/sign-out': changed('signed_out'),
  'POST /v1/push': changed('moments_sent', sent),
  'GET /v1/pull': listed('own_read', 'changes'),

  'GET /v1/passkeys': null,
  'POST /v1/passkeys/options': null,
  'POST /v1/passkeys': changed('passkey_added'),
  'POST /v1/passkeys/:passkeyId/remove': changed('passkey_removed'),
  'POST /v1/passkeys/ask': null,
  'POST /v1/passkeys/prove': changed('passkey_shown'),

  'GET /v1/board/moments': listed('board_read', 'moments'),

  'GET /v1/desk/moments': listed('inbox_read', 'moments'),
  'GET /v1/desk/moments/:momentId': returned('moment_read'),
  'POST /v1/desk/moments/:momentId/seen': changed('moment_seen'),
  'GET /v1/desk/moments/:momentId/versions': returned('versions_read'),
  'GET /v1/desk/moments/:momentId/thread': returned('thread_read'),
  'POST /v1/desk/moments/:momentId/answers': changed('answered'),
  'POST /v1/desk/moments/:momentId/answers/:entryId/take-back': changed('answer_taken_back'),
  'POST /v1/desk/moments/:momentId/audience': changed('audience_narrowed'),
  'POST /v1/desk/moments/:momentId/erase': changed('moment_erased'),
  'GET /v1/desk/moments/:momentId/handling': returned('handling_read'),
  'POST /v1/desk/moments/:momentId/notes': changed('note_written'),
  'GET /v1/desk/moments/:momentId/similar': listed('similar_read', 'moments'),
  'POST /v1/desk/assignments': changed('moments_assigned', several),
  'POST /v1/desk/answers': changed('answered_together', several),
  'GET /v1/desk/flagged': listed('flagged_read', 'items'),
  'POST /v1/desk/flagged/:momentId/outcome': changed('outcome_recorded'),
  'GET /v1/desk/set-aside': listed('aside_read', 'items'),
  'POST /v1/desk/set-aside/:asideId/looked': changed('aside_looked'),
  'POST /v1/desk/set-aside/:asideId/take-in': changed('aside_taken_in'),
  'POST /v1/desk/handed-in': changed('file_taken_in', sent),
  'GET /v1/desk/live': null,
  'GET /v1/desk/people': null,
  'POST /v1/desk/programmes': changed('programme_added'),
  'GET /v1/desk/programmes/:programmeId/voice': null,
  'POST /v1/desk/programmes/:programmeId/link': changed('programme_link_made'),
  'POST /v1/desk/programmes/:programmeId/link-off': changed('programme_link_off'),
  'POST /v1/desk/programmes/:programmeId/safeguarding': changed('safeguarding_set'),
  'POST /v1/desk/programmes/:programmeId/release': changed('release_set'),
  'POST /v1/desk/keep-months': changed('keep_months_set'),
  'POST /v1/desk/invitations': changed('person_invited'),
  'POST /v1/desk/people/:personId/roles': changed('roles_changed'),
  'POST /v1/desk/people/:personId/remove': changed('person_removed'),
  'POST /v1/desk/people/:personId/renew': changed('link_renewed'),
  'POST /v1/desk/sessions/:sessionId/end': changed('session_ended'),
  'POST /v1/desk/sessions/:sessionId/lost': changed('session_lost'),
  'GET /v1/desk/offered': null,
  'POST /v1/desk/offered': changed('offered_set'),
  'POST /v1/desk/programmes/:programmeId/groups': changed('groups_set'),
  'GET /v1/desk/alerts': null,
  'POST /v1/desk/alerts/own': changed('alerts_set'),
  'POST /v1/desk/alerts/test': changed('alerts_tested'),
  'POST /v1/desk/deliveries/:deliveryId/again': changed('delivery_tried'),
  'POST /v1/desk/deliveries/:deliveryId/looked': changed('delivery_looked'),
  'POST /v1/desk/webhooks': changed('webhook_added'),
  'POST /v1/desk/webhooks/:webhookId/test': changed('webhook_tested'),
  'POST /v1/desk/webhooks/:webhookId/remove': changed('webhook_removed'),
  'GET /v1/desk/export': returned('moments_exported', takenOut),
  'POST /v1/desk/imports': changed('moments_imported', imported),
  'GET /v1/desk/audit': null,
  'GET /v1/desk/audit/export': returned('audit_exported', takenOut),
};

/** A route that was forgotten above leaves a row all the same. */
export const auditedAs = ({ method, path }: { method: string; path: string }): Audited | null => {
  const known = AUDITED[`${method} ${path}`];
  return known === undefined ? { action: 'unnamed', changes: method !== 'GET' } : known;
};
