import type { Engine } from '../engine.ts';
import type { Invitation, NewInvitation, SetUpLink } from '../store.ts';
import { rolesOf } from './roles.ts';

export const findSetUpLink = async (
  { db }: Engine,
  tokenHash: string,
): Promise<SetUpLink | null> => {
  const row = await db
    .selectFrom('setup_link')
    .select(['expires_at', 'used_at'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row === undefined ? null : { expiresAt: row.expires_at, usedAt: row.used_at };
};

export const replaceSetUpLink = async (
  { db }: Engine,
  link: { tokenHash: string; createdAt: string; expiresAt: string },
): Promise<void> => {
  await db.deleteFrom('setup_link').where('used_at', 'is', null).execute();
  await db
    .insertInto('setup_link')
    .values({
      token_hash: link.tokenHash,
      created_at: link.createdAt,
      expires_at: link.expiresAt,
      used_at: null,
    })
    .execute();
};

export const useSetUpLink = async (
  { db }: Engine,
  tokenHash: string,
  now: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('setup_link')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
};

export const findInvitation = async (
  { db }: Engine,
  secret: { tokenHash: string } | { codeHash: string },
): Promise<Invitation | null> => {
  const row = await db
    .selectFrom('invitation')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'invitation.organisation_id')
        .onRef('person.person_id', '=', 'invitation.person_id'),
    )
    .innerJoin('organisation', 'organisation.organisation_id', 'invitation.organisation_id')
    .selectAll('invitation')
    .select([
      'person.name as person_name',
      'person.roles',
      'organisation.name as organisation_name',
    ])
    .where(({ eb }) =>
      'tokenHash' in secret
        ? eb('invitation.token_hash', '=', secret.tokenHash)
        : eb('invitation.code_hash', '=', secret.codeHash),
    )
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    invitationId: row.invitation_id,
    personId: row.person_id,
    personName: row.person_name,
    roles: rolesOf(row.roles),
    purpose: row.purpose,
    expiresAt: row.expires_at,
    codeExpiresAt: row.code_expires_at,
    usedAt: row.used_at,
    voidAt: row.void_at,
  };
};

export const replaceInvitation = async (
  { db }: Engine,
  organisationId: string,
  invitation: NewInvitation,
): Promise<void> => {
  await db
    .updateTable('invitation')
    .set({ void_at: invitation.createdAt })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', invitation.personId)
    .where('used_at', 'is', null)
    .where('void_at', 'is', null)
    .execute();
  await db
    .insertInto('invitation')
    .values({
      organisation_id: organisationId,
      invitation_id: invitation.invitationId,
      person_id: invitation.personId,
      purpose: invitation.purpose,
      token_hash: invitation.tokenHash,
      code_hash: invitation.codeHash,
      code_expires_at: invitation.expiresAt,
      created_at: invitation.createdAt,
      expires_at: invitation.expiresAt,
      used_at: null,
      void_at: null,
    })
    .execute();
};

/** For a database that went back in time: a link that is open in it may have been used since. */
export const voidOpenInvitations = async ({ db }: Engine, now: string): Promise<void> => {
  await db
    .updateTable('invitation')
    .set({ void_at: now })
    .where('used_at', 'is', null)
    .where('void_at', 'is', null)
    .execute();
};

/** The one place where a link is used up: of two devices that open it at once, one is told false. */
export const useInvitation = async (
  { db }: Engine,
  organisationId: string,
  invitationId: string,
  now: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('invitation')
    .set({ used_at: now })
    .where('organisation_id', '=', organisationId)
    .where('invitation_id', '=', invitationId)
    .where('used_at', 'is', null)
    .where('void_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
};

export const setCode = async (
  { db }: Engine,
  organisationId: string,
  invitationId: string,
  { codeHash, expiresAt }: { codeHash: string; expiresAt: string },
): Promise<void> => {
  await db
    .updateTable('invitation')
    .set({ code_hash: codeHash, code_expires_at: expiresAt })
    .where('organisation_id', '=', organisationId)
    .where('invitation_id', '=', invitationId)
    .execute();
};
