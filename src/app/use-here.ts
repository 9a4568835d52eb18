import { useEffect, useState } from 'preact/hooks';
import { onChange } from '../device/changes.ts';
import { type SignedInHere, readSignedIn } from '../device/inbox.ts';
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
    const ask = async (): Promise<SignedInHere | null> =>
      await (await import('./ask-endpoint.ts')).askEndpoint();
    const begin = async (): Promise<void> =>
      show((await read().catch(() => null)) ?? (asks ? await ask().catch(() => null) : null));
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
