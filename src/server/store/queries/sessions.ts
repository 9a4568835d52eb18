import type { Selectable } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Contact, NewSession, Session, SessionState } from '../store.ts';
import type { Tables } from '../tables.ts';
import { rolesOf } from './roles.ts';

export const stateOf = (row: Selectable<Tables['session']>): SessionState => ({
  lastContactAt: row.last_contact_at,
  expiresAt: row.expires_at,
  endedAt: row.ended_at,
  lostAt: row.lost_at,
  wipedAt: row.wiped_at,
  pendingCount: row.pending_count,
  pendingSince: row.pending_since,
  provedAt: row.proved_at,
});

/** One session with its person and organisation: what every signed-in request reads first. */
export const session = async (
  { db }: Engine,
  organisationId: string,
  sessionId: string,
): Promise<Session | null> => {
  const row = await db
    .selectFrom('session')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'session.organisation_id')
        .onRef('person.person_id', '=', 'session.person_id'),
    )
    .innerJoin('organisation', 'organisation.organisation_id', 'session.organisation_id')
    .selectAll('session')
    .select([
      'person.name as person_name',
      'person.roles',
      'organisation.name as organisation_name',
      ({ exists, selectFrom }) =>
        exists(
          selectFrom('passkey')
            .select('passkey.passkey_id')
            .whereRef('passkey.organisation_id', '=', 'session.organisation_id')
            .whereRef('passkey.person_id', '=', 'session.person_id'),
        ).as('has_passkey'),
    ])
    .where('session.organisation_id', '=', organisationId)
    .where('session.session_id', '=', sessionId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    sessionId: row.session_id,
    secretHash: row.secret_hash,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    personId: row.person_id,
    personName: row.person_name,
    roles: rolesOf(row.roles),
    hasPasskey: Boolean(row.has_passkey),
    ...stateOf(row),
  };
};

export const addSession = async (
  { db }: Engine,
  organisationId: string,
  added: NewSession,
): Promise<void> => {
  await db
    .insertInto('session')
    .values({
      organisation_id: organisationId,
      session_id: added.sessionId,
      person_id: added.personId,
      secret_hash: added.secretHash,
      device: added.device,
      signed_in_at: added.signedInAt,
      last_contact_at: added.signedInAt,
      expires_at: added.expiresAt,
      ended_at: null,
      lost_at: null,
      wiped_at: null,
      pending_count: 0,
      pending_since: null,
      proved_at: added.signedInAt,
    })
    .execute();
};

export const noteContact = async (
  { db }: Engine,
  organisationId: string,
  sessionId: string,
  { at, expiresAt, pending }: Contact,
): Promise<void> => {
  await db
    .updateTable('session')
    .set({
      last_contact_at: at,
      ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
      ...(pending === undefined
        ? {}
        : { pending_count: pending.count, pending_since: pending.since }),
    })
    .where('organisation_id', '=', organisationId)
    .where('session_id', '=', sessionId)
    .execute();
};

/** Sets one of the session's three ends, once: a second time keeps the first. False when no such session. */
export const markSession = async (
  { db }: Engine,
  organisationId: string,
  sessionId: string,
  end: 'ended_at' | 'lost_at' | 'wiped_at',
  now: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('session')
    .set(({ fn, val }) => ({ [end]: fn.coalesce(end, val(now)) }))
    .where('organisation_id', '=', organisationId)
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
};

/** Whoever uses this session showed once more who they are. */
export const noteProof = async (
  { db }: Engine,
  organisationId: string,
  sessionId: string,
  now: string,
): Promise<void> => {
  await db
    .updateTable('session')
    .set({ proved_at: now })
    .where('organisation_id', '=', organisationId)
    .where('session_id', '=', sessionId)
    .execute();
};
