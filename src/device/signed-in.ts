// Who this phone belongs to changes seldom: what writes it is not loaded first.
import { announceChange } from './changes.ts';
import type { KnownDatabase, SignedInHere } from './inbox.ts';

const STORES = ['signedIn', 'programmes', 'changes', 'place', 'handOver', 'offered'] as const;

/** This phone now belongs to that person. What was pulled for another one goes. */
export const keepSignedIn = async (known: KnownDatabase, here: SignedInHere): Promise<void> => {
  const tx = await known.transaction([...STORES], 'readwrite');
  const before = await tx.objectStore('signedIn').get('me');
  if (before?.identity.personId !== here.identity.personId) {
    await Promise.all([
      tx.objectStore('programmes').clear(),
      tx.objectStore('changes').clear(),
      tx.objectStore('place').clear(),
      tx.objectStore('handOver').clear(),
      tx.objectStore('offered').clear(),
    ]);
  }
  await tx.objectStore('signedIn').put(here, 'me');
  await tx.done;
  announceChange();
};

export const forgetSignedIn = async (known: KnownDatabase): Promise<void> => {
  const tx = await known.transaction([...STORES], 'readwrite');
  await Promise.all([
    tx.objectStore('signedIn').clear(),
    tx.objectStore('programmes').clear(),
    tx.objectStore('changes').clear(),
    tx.objectStore('place').clear(),
    tx.objectStore('handOver').clear(),
    tx.objectStore('offered').clear(),
    tx.done,
  ]);
  announceChange();
};
