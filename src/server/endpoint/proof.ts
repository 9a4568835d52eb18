import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { AskedWithoutName } from '../route.ts';

/** A fresh challenge, as hard as what comes from that address makes it. */
export const newChallenge = async ({
  installation: { speaking, now },
  addressKey,
}: AskedWithoutName<unknown>): Promise<object> => {
  const at = now();
  return speaking.proofs.challenge(await speaking.rates.hardnessFor(addressKey, at), at);
};

/** How hard the proof of a call was. Each proof is good for one call. */
export const hardnessOf = async ({
  installation: { speaking, now },
  body,
}: AskedWithoutName<{ proof: string }>): Promise<number | Refusal> =>
  (await speaking.proofs.hardnessOf(body.proof, now())) ?? refuse('proof_needed');
