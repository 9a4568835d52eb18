import { randomUUID } from 'node:crypto';
import type { DeskPeople } from '../../contract/desk.ts';
import type { Role } from '../../contract/pull.ts';
import { newInvitation } from '../invitation.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn } from '../route.ts';
import { stateOf } from '../session.ts';

/** `GET /v1/desk/people`: everybody, with the devices they are signed in on and what waits there unsent. */
export const listPeople = async ({
  installation: { store, now },
  session: own,
}: AskedSignedIn<null>): Promise<Answer> => {
  const at = now();
  const reads = store.of(own.organisationId);
  const people = await reads.people(at.toISOString());
  const answer: Omit<DeskPeople, 'protocol'> = {
    people: people.map((person) => ({
      ...person,
      sessions: person.sessions.map((session) => ({
        sessionId: session.sessionId,
        device: session.device,
        signedInAt: session.signedInAt,
        lastContactAt: session.lastContactAt,
        pendingCount: session.pendingCount,
        pendingSince: session.pendingSince,
        state: stateOf(session, at),
        own: session.sessionId === own.sessionId,
      })),
    })),
    programmes: await reads.programmes(),
  };
  return { answer };
};

/** `POST /v1/desk/programmes` */
export const addProgramme = async ({
  installation: { store, now },
  session: { organisationId },
  body: { name },
  about,
}: AskedSignedIn<{ name: string }>): Promise<Answer | Refusal> => {
  const programmeId = randomUUID();
  about(programmeId);
  const wasFree = await store.write(organisationId, (transaction) =>
    transaction.addProgramme({
      programmeId,
      name,
      createdAt: now().toISOString(),
    }),
  );
  return wasFree ? { answer: {} } : refuse('name_taken', { field: 'name' });
};

const ROLES: Record<'practitioner' | 'manager', readonly Role[]> = {
  practitioner: ['practitioner'],
  manager: ['practitioner', 'manager'],
};

/** `POST /v1/desk/invitations`: a new person and their first link. */
export const invite = async ({
  installation,
  session: { organisationId },
  body: { name, role },
  about,
}: AskedSignedIn<{ name: string; role: 'practitioner' | 'manager' }>): Promise<Answer> => {
  const personId = randomUUID();
  about(personId);
  const { row, shown } = newInvitation(installation, personId, 'join');
  await installation.store.write(organisationId, async (transaction) => {
    await transaction.addPerson({ personId, name, roles: ROLES[role], createdAt: row.createdAt });
    await transaction.replaceInvitation(row);
  });
  return { answer: shown };
};

/** `POST /v1/desk/people/:personId/renew`: a new link for somebody who is known; earlier unused ones are void. */
export const renew = async ({
  installation,
  session: { organisationId, roles },
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const personId = param('personId');
  return installation.store.write(organisationId, async (transaction) => {
    const person = await transaction.person(personId);
    if (person === null) return refuse('not_found');
    // Whoever opens the link is that person: a manager must not become an administrator by it.
    if (person.roles.some((role) => !roles.includes(role))) return refuse('not_allowed');
    const purpose = person.hasSignedIn ? 'renew' : 'join';
    const { row, shown } = newInvitation(installation, personId, purpose);
    await transaction.replaceInvitation(row);
    return { answer: shown };
  });
};

/** `POST /v1/desk/sessions/:sessionId/end`. One's own may be ended, too: it is signing out. */
export const endSession = async ({
  installation: { store, now },
  session: { organisationId },
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const isThere = await store.write(organisationId, (transaction) =>
    transaction.endSession(param('sessionId'), now().toISOString()),
  );
  return isThere ? { answer: {} } : refuse('not_found');
};

/** `POST /v1/desk/sessions/:sessionId/lost`: that phone wipes itself at its next contact (P7). Never one's own. */
export const markLost = async ({
  installation: { store, now },
  session: { organisationId, sessionId: ownId },
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const sessionId = param('sessionId');
  if (sessionId === ownId) return refuse('not_allowed');
  const isThere = await store.write(organisationId, (transaction) =>
    transaction.markLost(sessionId, now().toISOString()),
  );
  return isThere ? { answer: {} } : refuse('not_found');
};
