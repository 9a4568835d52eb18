import type { SignedIn } from '../contract/sign-in.ts';
import { PROTOCOL } from '../contract/version.ts';
import type { SignedInHere } from '../device/inbox.ts';
import { keepSignedIn } from '../device/signed-in.ts';
import { knownHere } from './databases.ts';

/** On a bad network nobody waits longer to learn whether this phone is signed in. */
const ASK_LIMIT_MS = 8_000;

/** What was pulled may have been thrown away while the session still stands: then the endpoint knows who this is. */
export const askEndpoint = async (): Promise<SignedInHere | null> => {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), ASK_LIMIT_MS);
  try {
    const response = await fetch('/v1/me', {
      cache: 'no-store',
      redirect: 'error',
      signal: limit.signal,
    });
    const answer = (await response.json()) as Partial<SignedIn>;
    const { identity, sessionId, wipe } = answer;
    if (!response.ok || answer.protocol !== PROTOCOL || !identity || !sessionId || !wipe)
      return null;
    const here = { identity, sessionId, wipe };
    // Where this phone can keep nothing, the screen says so; it is still this person's.
    await knownHere()
      .then((known) => keepSignedIn(known, here))
      .catch(() => undefined);
    return here;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
};
