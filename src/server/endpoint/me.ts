import { clearedCookie } from '../cookie.ts';
import type { Answer, AskedSignedIn } from '../route.ts';
import { signedInAs } from './identity.ts';

/** `GET /v1/me`: who is signed in on this device. */
export const me = async ({ installation, session }: AskedSignedIn<null>): Promise<Answer> => ({
  answer: signedInAs(installation, session.sessionId, session),
});

/** `POST /v1/sign-out`: ends this device's session. What it holds unsent stays on it (P7). */
export const signOut = async ({
  installation: { store, address, now },
  session,
}: AskedSignedIn<unknown>): Promise<Answer> => {
  await store.write(session.organisationId, (transaction) =>
    transaction.endSession(session.sessionId, now().toISOString()),
  );
  return { answer: {}, cookie: clearedCookie(address) };
};
