import { randomUUID } from 'node:crypto';
import { hashOf, newSecret } from '../../secrets.ts';
import { SESSION_MS } from '../../session.ts';
import { FIRST_ROLES, found } from '../../set-up.ts';
import type { Store, WriteTransaction } from '../../store/store.ts';
import { midnightBefore, minutesInto, WEEKS } from './calendar.ts';
import {
  DEVICES,
  LOST_PHONE,
  MANAGERS,
  ORGANISATION,
  PRACTITIONERS,
  PROGRAMMES,
} from './harbour-house.ts';
import type { ProgrammeKey } from './harbour-house.ts';

/** One person on one device. */
export interface Resident {
  organisationId: string;
  personId: string;
  sessionId: string;
}

export interface House {
  organisationId: string;
  programmeIds: Readonly<Record<ProgrammeKey, string>>;
  /** By their names. */
  people: Readonly<Record<string, Resident>>;
}

/** Founds Harbour House a few weeks before its first moment: programmes, people, and the devices they sign in on. */
export const moveIn = (store: Store, today: Date): Promise<House> =>
  store.write(randomUUID(), async (transaction) => {
    const morning = (weeksAfter: number, minutes = 9 * 60): string =>
      minutesInto(midnightBefore(today, (WEEKS + 4 - weeksAfter) * 7), minutes).toISOString();
    const [first, ...programmes] = Object.keys(PROGRAMMES) as ProgrammeKey[];
    const founded = await found(
      transaction,
      { organisation: ORGANISATION, person: MANAGERS[0], programme: PROGRAMMES[first!].name },
      morning(0),
    );
    const programmeIds = { [first!]: founded.programmeId } as Record<ProgrammeKey, string>;
    for (const programme of programmes) {
      const programmeId = randomUUID();
      const { name } = PROGRAMMES[programme];
      await transaction.addProgramme({ programmeId, name, createdAt: morning(0) });
      programmeIds[programme] = programmeId;
    }
    const people: Record<string, Resident> = {};
    for (const name of [...MANAGERS, ...PRACTITIONERS]) {
      const isFounder = name === MANAGERS[0];
      const personId = isFounder ? founded.personId : randomUUID();
      if (!isFounder) await invite(transaction, personId, name, morning(1));
      const sessionId = await signIn(transaction, personId, DEVICES[name]!, morning(2));
      people[name] = { organisationId: transaction.organisationId, personId, sessionId };
    }
    const { personId } = people[LOST_PHONE.of]!;
    const lostId = await signIn(transaction, personId, LOST_PHONE.device, morning(1));
    await transaction.markLost(lostId, morning(2, 8 * 60));
    await transaction.markWiped(lostId, morning(2, 8 * 60 + 40));
    return { organisationId: transaction.organisationId, programmeIds, people };
  });

const invite = (
  transaction: WriteTransaction,
  personId: string,
  name: string,
  createdAt: string,
): Promise<void> => {
  const isManager = MANAGERS.some((manager) => manager === name);
  const roles = isManager ? FIRST_ROLES : (['practitioner'] as const);
  return transaction.addPerson({ personId, name, roles, createdAt });
};

/** Nobody holds the secret of this session: it is only there to have been used. */
const signIn = async (
  transaction: WriteTransaction,
  personId: string,
  device: string,
  signedInAt: string,
): Promise<string> => {
  const sessionId = randomUUID();
  const expiresAt = new Date(Date.parse(signedInAt) + SESSION_MS).toISOString();
  const secretHash = hashOf(newSecret());
  await transaction.addSession({
    sessionId,
    personId,
    secretHash,
    device,
    signedInAt,
    expiresAt,
  });
  return sessionId;
};
