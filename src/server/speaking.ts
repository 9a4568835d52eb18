import type { Keys } from './keys.ts';
import { Proofs } from './proofs.ts';
import type { Work } from './proofs.ts';
import { Rates } from './rates.ts';
import { ReceiptHashes } from './receipt-hashes.ts';
import type { Slowness } from './receipt-hashes.ts';
import { SealingKeyRing } from './sealing-key-ring.ts';
import { WholeSteps } from './whole-steps.ts';

/** What the routes without a name work with. None of it is in the database. */
export interface Speaking {
  rates: Rates;
  proofs: Proofs;
  receipts: ReceiptHashes;
  sealing: SealingKeyRing;
  /** When what is asked with a code is answered. */
  steps: WholeSteps;
  /** How many such calls failed unexpectedly since that was last written down: all that is, and never when. */
  failed: number;
}

/** @param easier For tests, which have no time for work. */
export const openSpeaking = (
  keys: Keys,
  keysPath: string,
  easier: { work?: Work; slowness?: Slowness; stepMs?: number } = {},
): Speaking => ({
  rates: new Rates(),
  proofs: new Proofs(keys, easier.work),
  receipts: new ReceiptHashes(keys, easier.slowness),
  sealing: new SealingKeyRing(keysPath),
  steps: new WholeSteps(easier.stepMs),
  failed: 0,
});
