// This phone is in somebody else's hands: they see the form and nothing of its person's app, until it is given back.
// Kept with who is signed in here, so that a reload or a kill does not end it. The words are kept nowhere.
import type { HandOver } from '../contract/say.ts';
import { announceChange } from './changes.ts';
import type { Handed, KnownDatabase } from './inbox.ts';

/** What is needed to hand this phone over, for each programme that can be, by its name. */
export const listHandOvers = async (known: KnownDatabase): Promise<HandOver[]> =>
  (await known.getAll('handOver')).sort((one, other) =>
    one.form.programmeName.localeCompare(other.form.programmeName),
  );

/** This phone is handed over, comes back blank, or (null) was given back. */
export const keepHanded = async (known: KnownDatabase, handed: Handed | null): Promise<void> => {
  const tx = await known.transaction(['signedIn'], 'readwrite');
  const store = tx.objectStore('signedIn');
  const here = await store.get('me');
  if (here !== undefined) {
    const { handed: _before, ...rest } = here;
    await store.put(handed === null ? rest : { ...rest, handed }, 'me');
  }
  await tx.done;
  announceChange();
};
