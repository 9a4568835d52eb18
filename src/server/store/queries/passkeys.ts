import type { Passkey } from '../../../contract/passkey.ts';
import type { Engine } from '../engine.ts';
import type { KnownPasskey, NewPasskey, PasskeyUse } from '../store.ts';
import { rolesOf } from './roles.ts';

/** Null for one that nobody of this organisation has. */
export const passkey = async (
  { db }: Engine,
  organisationId: string,
  credentialId: string,
): Promise<KnownPasskey | null> => {
  const row = await db
    .selectFrom('passkey')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'passkey.organisation_id')
        .onRef('person.person_id', '=', 'passkey.person_id'),
    )
    .innerJoin('organisation', 'organisation.organisation_id', 'passkey.organisation_id')
    .selectAll('passkey')
    .select([
      'person.name as person_name',
      'person.roles',
      'organisation.name as organisation_name',
    ])
    .where('passkey.organisation_id', '=', organisationId)
    .where('passkey.credential_id', '=', credentialId)
    .where('person.removed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    organisationId,
    organisationName: row.organisation_name,
    personId: row.person_id,
    personName: row.person_name,
    roles: rolesOf(row.roles),
    passkeyId: row.passkey_id,
    credentialId,
    publicKey: row.public_key,
    counter: row.counter,
    transports: JSON.parse(row.transports) as string[],
  };
};

/** One person's, the newest first. */
export const passkeysOf = async (
  { db }: Engine,
  organisationId: string,
  personId: string,
): Promise<(Passkey & { credentialId: string; transports: string[] })[]> => {
  const rows = await db
    .selectFrom('passkey')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .orderBy('made_at', 'desc')
    .orderBy('passkey_id')
    .execute();
  return rows.map((row) => ({
    passkeyId: row.passkey_id,
    madeOn: row.made_on,
    madeAt: row.made_at,
    lastUsedAt: row.last_used_at,
    isCarried: row.is_carried === 1,
    credentialId: row.credential_id,
    transports: JSON.parse(row.transports) as string[],
  }));
};

/** How many each person has; nobody who has none. */
export const countPasskeys = async (
  { db }: Engine,
  organisationId: string,
): Promise<Map<string, number>> => {
  const rows = await db
    .selectFrom('passkey')
    .select(['person_id', ({ fn }) => fn.countAll().as('count')])
    .where('organisation_id', '=', organisationId)
    .groupBy('person_id')
    .execute();
  return new Map(rows.map((row) => [row.person_id, Number(row.count)]));
};

/** False when somebody has it already. */
export const addPasskey = async (
  { db }: Engine,
  organisationId: string,
  added: NewPasskey,
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('passkey')
    .values({
      organisation_id: organisationId,
      passkey_id: added.passkeyId,
      person_id: added.personId,
      credential_id: added.credentialId,
      public_key: added.publicKey,
      counter: added.counter,
      transports: JSON.stringify(added.transports),
      is_carried: added.isCarried ? 1 : 0,
      made_on: added.madeOn,
      made_at: added.madeAt,
      last_used_at: null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'credential_id']).doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
};

export const notePasskeyUse = async (
  { db }: Engine,
  organisationId: string,
  { passkeyId, counter, isCarried, at }: PasskeyUse,
): Promise<void> => {
  await db
    .updateTable('passkey')
    .set({ counter, is_carried: isCarried ? 1 : 0, last_used_at: at })
    .where('organisation_id', '=', organisationId)
    .where('passkey_id', '=', passkeyId)
    .execute();
};

/** False when this person has no such passkey. */
export const removePasskey = async (
  { db }: Engine,
  organisationId: string,
  personId: string,
  passkeyId: string,
): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('passkey')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('passkey_id', '=', passkeyId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
};

/** Uses up what a passkey signed. False when it was used before. Those that are over by `now` are forgotten. */
export const useChallenge = async (
  { db }: Engine,
  organisationId: string,
  { challenge, expiresAt, now }: { challenge: string; expiresAt: string; now: string },
): Promise<boolean> => {
  await db
    .deleteFrom('used_challenge')
    .where('organisation_id', '=', organisationId)
    .where('expires_at', '<=', now)
    .execute();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('used_challenge')
    .values({ organisation_id: organisationId, challenge, expires_at: expiresAt })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'challenge']).doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
};
