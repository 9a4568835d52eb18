import { randomUUID } from 'node:crypto';
import type { Role } from '../contract/pull.ts';
import type { Installation } from './installation.ts';
import { hashOf, newSecret } from './secrets.ts';
import type { WriteTransaction } from './store/store.ts';

const SET_UP_LINK_MS = 3600 * 1000;

/** The first person may do everything. */
export const FIRST_ROLES: Role[] = ['practitioner', 'manager', 'administrator'];

/**
 * A fresh link with which the first person makes the organisation: one use, one hour, older ones void. Null once
 * anybody has an account.
 */
export const newSetUpLink = async ({
  store,
  address,
  now,
}: Pick<Installation, 'store' | 'address' | 'now'>): Promise<string | null> => {
  if (await store.hasOrganisation()) return null;
  const token = newSecret();
  const at = now();
  await store.replaceSetUpLink({
    tokenHash: hashOf(token),
    createdAt: at.toISOString(),
    expiresAt: new Date(at.getTime() + SET_UP_LINK_MS).toISOString(),
  });
  return `${address.publicUrl}/welcome#${token}`;
};

/** Founds the organisation that `transaction` writes in: its name, its first person and first programme. */
export const found = async (
  transaction: WriteTransaction,
  { organisation, person, programme }: { organisation: string; person: string; programme: string },
  createdAt: string,
): Promise<{ personId: string; programmeId: string }> => {
  const personId = randomUUID();
  const programmeId = randomUUID();
  await transaction.addOrganisation({ name: organisation, createdAt });
  await transaction.addPerson({ personId, name: person, roles: FIRST_ROLES, createdAt });
  await transaction.addProgramme({ programmeId, name: programme, createdAt });
  return { personId, programmeId };
};
