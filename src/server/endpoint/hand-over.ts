import type { HandOver } from '../../contract/say.ts';
import type { Installation } from '../installation.ts';
import type { Reads } from '../store/store.ts';
import { formFactsOf } from './say.ts';

/** What a phone needs to be handed over in each programme, without signal too: what the form says, and the key of now. */
export const handOversOf = async (
  { speaking, now }: Pick<Installation, 'speaking' | 'now'>,
  reads: Reads,
): Promise<HandOver[]> => {
  const voices = await reads.voices();
  const keys = await speaking.sealing.current(
    voices.map(({ programmeId }) => programmeId),
    now(),
  );
  const forms = await formFactsOf(reads, voices);
  return forms.flatMap((form) => {
    const key = keys.find(({ programmeId }) => programmeId === form.programmeId);
    if (key === undefined) return [];
    return [{ form, key: { keyId: key.keyId, publicKey: key.publicKey } }];
  });
};
