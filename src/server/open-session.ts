import { randomUUID } from 'node:crypto';
import { sessionCookie } from './cookie.ts';
import { deviceName } from './device-name.ts';
import type { Asked } from './route.ts';
import { hashOf, newSecret } from './secrets.ts';
import { SESSION_MS, whoAsks } from './session.ts';
import type { WriteTransaction } from './store/store.ts';

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
  const former = await whoAsks(installation, cookie);
  if (former.is === 'signed-in' && former.session.organisationId === organisationId) {
    await transaction.endSession(former.session.sessionId, at.toISOString());
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
  return {
    sessionId,
    cookie: sessionCookie(installation.address, `${organisationId}.${sessionId}.${secret}`),
  };
};
