import { randomUUID } from 'node:crypto';
import { sessionCookie } from './cookie.ts';
import { deviceName } from './device-name.ts';
import type { Asked } from './route.ts';
import { hashOf, newSecret } from './secrets.ts';
import { SESSION_MS, sessionOf, stateOf } from './session.ts';
import type { Session, WriteTransaction } from './store/store.ts';

/**
 * Signs the asking device in as `personId`, within `transaction`. A session that the device had before ends: its
 * cookie is replaced, so that nobody could end it any more.
 */
export const openSession = async (
  transaction: WriteTransaction,
  { installation, userAgent, cookie }: Asked<unknown>,
  personId: string,
): Promise<{ sessionId: string; cookie: string }> => {
  const { organisationId } = transaction;
  const at = installation.now();
  const former = await sessionOf(installation.store, cookie);
  const isOurs = former?.organisationId === organisationId;
  if (isOurs && stateOf(former, at) === 'active') {
    await transaction.endSession(former.sessionId, at.toISOString());
  }
  const sessionId = randomUUID();
  const secret = newSecret();
  await transaction.addSession({
    sessionId,
    personId,
    secretHash: hashOf(secret),
    device: deviceName(userAgent),
    signedInAt: at.toISOString(),
    expiresAt: new Date(at.getTime() + SESSION_MS).toISOString(),
  });
  transaction.note({
    at: at.toISOString(),
    action: 'signed_in',
    personId,
    sessionId,
    about: null,
    count: null,
  });
  if (isOurs && former.personId === personId && former.wipedAt === null) {
    await handOn(transaction, former, sessionId, at.toISOString());
  }
  return {
    sessionId,
    cookie: sessionCookie(installation.address, `${organisationId}.${sessionId}.${secret}`),
  };
};

/** The same person on the same phone: what it held unsent under its former session, it holds under this one. */
const handOn = async (
  transaction: WriteTransaction,
  former: Session,
  sessionId: string,
  at: string,
): Promise<void> => {
  if (former.pendingCount === 0) return;
  const held = { count: former.pendingCount, since: former.pendingSince };
  await transaction.noteContact(sessionId, { at, pending: held });
  const { lastContactAt } = former;
  await transaction.noteContact(former.sessionId, {
    at: lastContactAt,
    pending: { count: 0, since: null },
  });
};
