import { randomUUID } from 'node:crypto';
import type { InvitationMade } from '../contract/desk.ts';
import type { Installation } from './installation.ts';
import { codeHashOf, hashOf, newCode, newSecret } from './secrets.ts';
import type { NewInvitation } from './store/store.ts';

const INVITATION_MS = 7 * 24 * 3600 * 1000;
const CODE_MS = 3600 * 1000;

/**
 * A new one-time link for a person: the row to store, which holds no secret, and the one answer that shows them.
 */
export const newInvitation = (
  { keys, address, now }: Pick<Installation, 'keys' | 'address' | 'now'>,
  personId: string,
  purpose: 'join' | 'renew',
): { row: NewInvitation; shown: Omit<InvitationMade, 'protocol'> } => {
  const token = newSecret();
  const code = newCode();
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + INVITATION_MS).toISOString();
  return {
    row: {
      invitationId: randomUUID(),
      personId,
      purpose,
      tokenHash: hashOf(token),
      codeHash: codeHashOf(code, keys),
      createdAt: createdAt.toISOString(),
      expiresAt,
    },
    shown: { link: `${address.publicUrl}/join#${token}`, code, expiresAt },
  };
};

/** When a short code that is made now ends: after an hour, and not after the invitation itself. */
export const codeExpiry = (now: Date, invitationExpiresAt: string): string => {
  const anHourOn = new Date(now.getTime() + CODE_MS).toISOString();
  return anHourOn < invitationExpiresAt ? anHourOn : invitationExpiresAt;
};
