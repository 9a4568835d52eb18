import type { HandOver } from '../../contract/say.ts';
import type { Installation } from '../installation.ts';
import { loggable } from '../log.ts';
import type { Reads } from '../store/store.ts';
import { formFactsOf } from './say.ts';

type Means = Pick<Installation, 'speaking' | 'now' | 'log'>;

/**
 * What a phone needs to be handed over in each programme, without signal too: what the form says, and the key of now.
 * Undefined while the file of keys cannot be read or written: all else that a pull brings is not held up by that.
 */
export const handOversOf = async (
  { speaking, now, log }: Means,
  reads: Reads,
): Promise<HandOver[] | undefined> => {
  const voices = await reads.voices();
  const programmeIds = voices.map(({ programmeId }) => programmeId);
  const keys = await speaking.sealing.current(programmeIds, now()).catch((error: unknown) => {
    log.error(loggable(error), 'there are no keys to seal to');
    return undefined;
  });
  if (keys === undefined) return undefined;
  const forms = await formFactsOf(reads, voices);
  return forms.flatMap((form) => {
    const key = keys.find(({ programmeId }) => programmeId === form.programmeId);
    if (key === undefined) return [];
    return [{ form, key: { keyId: key.keyId, publicKey: key.publicKey } }];
  });
};
