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
    let mayAsk = asks;
    const show = (found: SignedInHere | null): void => {
      mayAsk = found !== null;
      if (isShown) setHere((before) => (isSame(before, found) ? before : found));
    };
    const read = async (): Promise<SignedInHere | null> =>
      (await readSignedIn(await knownHere())) ?? null;
    const ask = async (): Promise<SignedInHere | null> =>
      await (await import('./ask-endpoint.ts')).askEndpoint();
    // Site data that is cleared under the page ends no session: only the endpoint knows whether it stands.
    const tell = async (found: SignedInHere | null): Promise<void> =>
      show(found ?? (mayAsk ? await ask().catch(() => null) : null));
    void read()
      .catch(() => null)
      .then(tell);
    // A reading that fails says nothing about who is here.
    const stop = onChange(() => void read().then(tell, () => undefined));
    return () => {
      isShown = false;
      stop();
    };
  }, []);
  return here;
};

const isSame = (one: SignedInHere | null | undefined, other: SignedInHere | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
