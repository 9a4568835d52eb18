import { useEffect, useState } from 'preact/hooks';
import type { SignedIn } from '../contract/sign-in.ts';
import { PROTOCOL } from '../contract/version.ts';
import { onChange } from '../device/changes.ts';
import { type SignedInHere, keepSignedIn, readSignedIn } from '../device/inbox.ts';
import { knownHere } from './databases.ts';

/**
 * Who is signed in on this phone: undefined while that is being found out, null where nobody is. `asks` where the
 * document is one that only a session or the worker gives out, so that the endpoint may know who this is.
 */
export const useHere = (asks: boolean): SignedInHere | null | undefined => {
  const [here, setHere] = useState<SignedInHere | null | undefined>(undefined);
  useEffect(() => {
    let isShown = true;
    const show = (found: SignedInHere | null): void => {
      if (isShown) setHere((before) => (isSame(before, found) ? before : found));
    };
    const read = async (): Promise<SignedInHere | null> =>
      (await readSignedIn(await knownHere())) ?? null;
    const begin = async (): Promise<void> =>
      show((await read().catch(() => null)) ?? (asks ? await askEndpoint() : null));
    void begin();
    // A reading that fails says nothing about who is here.
    const stop = onChange(() => void read().then(show, () => undefined));
    return () => {
      isShown = false;
      stop();
    };
  }, []);
  return here;
};

const isSame = (one: SignedInHere | null | undefined, other: SignedInHere | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** On a bad network nobody waits longer to learn whether this phone is signed in. */
const ASK_LIMIT_MS = 8_000;

/** What was pulled may have been thrown away while the session still stands: then the endpoint knows who this is. */
const askEndpoint = async (): Promise<SignedInHere | null> => {
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
