import type { Programme, Role } from '../../../contract/pull.ts';
import type { Engine } from '../engine.ts';
import type { KnownPerson } from '../store.ts';
import { countPasskeys } from './passkeys.ts';
import { rolesOf } from './roles.ts';
import { stateOf } from './sessions.ts';

export const hasOrganisation = async ({ db }: Engine): Promise<boolean> =>
  (await db.selectFrom('organisation').select('organisation_id').limit(1).executeTakeFirst()) !==
  undefined;

export const organisationIds = async ({ db }: Engine): Promise<string[]> => {
  const rows = await db.selectFrom('organisation').select('organisation_id').execute();
  return rows.map((row) => row.organisation_id);
};

export const addOrganisation = async (
  { db }: Engine,
  organisationId: string,
  { name, createdAt }: { name: string; createdAt: string },
): Promise<void> => {
  await db
    .insertInto('organisation')
    .values({ organisation_id: organisationId, name, created_at: createdAt })
    .execute();
};

export const addProgramme = async (
  { db }: Engine,
  organisationId: string,
  { programmeId, name, createdAt }: { programmeId: string; name: string; createdAt: string },
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('programme')
    .values({
      organisation_id: organisationId,
      programme_id: programmeId,
      name,
      name_key: name.normalize('NFKC').toLowerCase(),
      created_at: createdAt,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'name_key']).doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
};

export const programmes = async ({ db }: Engine, organisationId: string): Promise<Programme[]> => {
  const rows = await db
    .selectFrom('programme')
    .select(['programme_id', 'name'])
    .where('organisation_id', '=', organisationId)
    .orderBy('name_key')
    .execute();
  return rows.map((row) => ({ programmeId: row.programme_id, name: row.name }));
};

export const addPerson = async (
  { db }: Engine,
  organisationId: string,
  person: { personId: string; name: string; roles: readonly Role[]; createdAt: string },
): Promise<void> => {
  await db
    .insertInto('person')
    .values({
      organisation_id: organisationId,
      person_id: person.personId,
      name: person.name,
      roles: JSON.stringify(person.roles),
      created_at: person.createdAt,
    })
    .execute();
};

export const person = async (
  { db }: Engine,
  organisationId: string,
  personId: string,
): Promise<{ name: string; roles: Role[]; hasSignedIn: boolean } | null> => {
  const row = await db
    .selectFrom('person')
    .leftJoin('session', (join) =>
      join
        .onRef('session.organisation_id', '=', 'person.organisation_id')
        .onRef('session.person_id', '=', 'person.person_id'),
    )
    .select(['person.name', 'person.roles', 'session.session_id'])
    .where('person.organisation_id', '=', organisationId)
    .where('person.person_id', '=', personId)
    .where('person.removed_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { name: row.name, roles: rolesOf(row.roles), hasSignedIn: row.session_id !== null };
};

export const wasPerson = async (
  { db }: Engine,
  organisationId: string,
  personId: string,
): Promise<boolean> =>
  (await db
    .selectFrom('person')
    .select('person_id')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .executeTakeFirst()) !== undefined;

/** Everybody by name, with the links that are open at `now` and all sessions, the newest first. */
export const people = async (
  engine: Engine,
  organisationId: string,
  now: string,
): Promise<KnownPerson[]> => {
  const { db } = engine;
  const persons = await db
    .selectFrom('person')
    .select(['person_id', 'name', 'roles'])
    .where('organisation_id', '=', organisationId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('person_id')
    .execute();
  const open = await db
    .selectFrom('invitation')
    .select(['person_id', 'expires_at'])
    .where('organisation_id', '=', organisationId)
    .where('used_at', 'is', null)
    .where('void_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  const sessions = await db
    .selectFrom('session')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('signed_in_at', 'desc')
    .execute();
  const passkeys = await countPasskeys(engine, organisationId);
  const invitedUntil = new Map(open.map((row) => [row.person_id, row.expires_at]));
  return persons.map((row) => ({
    personId: row.person_id,
    name: row.name,
    roles: rolesOf(row.roles),
    passkeys: passkeys.get(row.person_id) ?? 0,
    invitedUntil: invitedUntil.get(row.person_id) ?? null,
    sessions: sessions
      .filter((session) => session.person_id === row.person_id)
      .map((session) => ({
        sessionId: session.session_id,
        device: session.device,
        signedInAt: session.signed_in_at,
        ...stateOf(session),
      })),
  }));
};

export const setRoles = async (
  engine: Engine,
  organisationId: string,
  personId: string,
  roles: readonly Role[],
): Promise<void> => {
  await engine.db
    .updateTable('person')
    .set({ roles: JSON.stringify(roles) })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .execute();
  if (!roles.includes('manager')) await assignToNobody(engine, organisationId, personId);
};

/** What was for somebody to answer who answers no more is nobody's, and is found as that. */
const assignToNobody = async (
  { db }: Engine,
  organisationId: string,
  personId: string,
): Promise<void> => {
  await db
    .updateTable('moment')
    .set({ assigned_to: null })
    .where('organisation_id', '=', organisationId)
    .where('assigned_to', '=', personId)
    .execute();
};

/** The person's row stays, since what they kept belongs to it. All that let them in goes. */
export const removePerson = async (
  engine: Engine,
  organisationId: string,
  personId: string,
  { nameInstead, now }: { nameInstead: string; now: string },
): Promise<void> => {
  const { db } = engine;
  await db
    .updateTable('person')
    .set({ name: nameInstead, roles: '[]', removed_at: now })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .execute();
  // Where they were told goes with their name.
  for (const table of ['passkey', 'alert_setting'] as const) {
    await db
      .deleteFrom(table)
      .where('organisation_id', '=', organisationId)
      .where('person_id', '=', personId)
      .execute();
  }
  await db
    .updateTable('invitation')
    .set({ void_at: now })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('void_at', 'is', null)
    .execute();
  await db
    .updateTable('session')
    .set({ ended_at: now })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute();
  await assignToNobody(engine, organisationId, personId);
};

/** Who may invite and let others back in. Until the commit, nobody else can ask: of two who go at once, one stays. */
export const administrators = async ({ db }: Engine, organisationId: string): Promise<string[]> => {
  await db
    .updateTable('organisation')
    .set(({ ref }) => ({ name: ref('name') }))
    .where('organisation_id', '=', organisationId)
    .execute();
  const rows = await db
    .selectFrom('person')
    .select('person_id')
    .where('organisation_id', '=', organisationId)
    .where('roles', 'like', '%"administrator"%')
    .where('removed_at', 'is', null)
    .execute();
  return rows.map((row) => row.person_id);
};
