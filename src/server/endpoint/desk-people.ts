import { randomUUID } from 'node:crypto';
import type { DeskPeople } from '../../contract/desk.ts';
import type { Role } from '../../contract/pull.ts';
import { mayBeLead, mayLetIn, rolesTogether } from '../../domain/roles.ts';
import { say } from '../../words/left.ts';
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

/** `POST /v1/desk/invitations`: a new person and their first link. */
export const invite = async ({
  installation,
  session: { organisationId },
  body: { name, role },
  about,
}: AskedSignedIn<{ name: string; role: Role }>): Promise<Answer> => {
  const personId = randomUUID();
  about(personId);
  const roles = rolesTogether([role]);
  const { row, shown } = newInvitation(installation, personId, 'join');
  await installation.store.write(organisationId, async (transaction) => {
    await transaction.addPerson({ personId, name, roles, createdAt: row.createdAt });
    await transaction.replaceInvitation(row);
  });
  return { answer: shown };
};

/** `POST /v1/desk/people/:personId/roles`: what somebody may do from now on. */
export const changeRoles = async ({
  installation: { store },
  session: { organisationId },
  param,
  body: { roles },
}: AskedSignedIn<{ roles: Role[] }>): Promise<Answer | Refusal> => {
  const personId = param('personId');
  const chosen = rolesTogether(roles);
  return store.write(organisationId, async (transaction) => {
    const others = (await transaction.administrators()).filter((other) => other !== personId);
    if ((await transaction.person(personId)) === null) return refuse('not_found');
    if (others.length === 0 && !chosen.includes('administrator')) {
      return refuse('last_administrator');
    }
    if (!mayBeLead(chosen) && (await transaction.isNamedLead(personId)))
      return refuse('named_lead');
    await transaction.setRoles(personId, chosen);
    return { answer: {} };
  });
};

/** `POST /v1/desk/people/:personId/remove`: they left. Their name goes, and all that lets them in; what they kept stays. */
export const removePerson = async ({
  installation: { store, now },
  session: own,
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const personId = param('personId');
  // Nobody shuts themselves out: somebody else sees to it.
  if (personId === own.personId) return refuse('not_allowed');
  return store.write(own.organisationId, async (transaction) => {
    // Two who remove each other at once: one stays.
    const others = (await transaction.administrators()).filter((other) => other !== personId);
    if ((await transaction.person(personId)) === null) return refuse('not_found');
    if (others.length === 0) return refuse('last_administrator');
    if (await transaction.isNamedLead(personId)) return refuse('named_lead');
    const left = { nameInstead: say('left.name'), now: now().toISOString() };
    await transaction.removePerson(personId, left);
    return { answer: {} };
  });
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
    if (!mayLetIn(roles, person.roles)) return refuse('not_allowed');
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
