import { randomInt } from 'node:crypto';
import { createChallenge, verifySolution } from 'altcha-lib';
import type { Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from '../contract/schema.ts';
import type { Keys } from './keys.ts';

const VALID_MS = 10 * 60 * 1000;

/** How much work a usual proof is: passes of PBKDF2 for each step, and how many steps until the one that fits. */
export interface Work {
  passes: number;
  steps: { from: number; to: number };
}
/** About a second on an old phone, two at most. */
const USUAL: Work = { passes: 2000, steps: { from: 100, to: 300 } };

const proofInside = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal('PBKDF2/SHA-256'),
      nonce: z.string(),
      data: z.object({ until: z.number(), hardness: z.number() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});

/** Challenges that are solved by work. Each is signed, good for ten minutes, and used once. */
export class Proofs {
  readonly #secret: string;
  readonly #keySecret: string;
  readonly #work: Work;
  /** The nonces of those that were used, with when they end. */
  readonly #used = new Map<string, number>();

  constructor({ proofKey }: Pick<Keys, 'proofKey'>, work = USUAL) {
    this.#secret = proofKey.toString('hex');
    this.#keySecret = `${this.#secret} key`;
    this.#work = work;
  }

  /** @param hardness 0 for a usual one, doubled with each step up. */
  challenge(hardness: number, now: Date): Promise<Challenge> {
    const { passes, steps } = this.#work;
    return createChallenge({
      algorithm: 'PBKDF2/SHA-256',
      cost: passes,
      // Whoever solves it tries one after the other: the last is known, and the work has an end.
      counter: randomInt(steps.from, steps.to) * 2 ** hardness,
      deriveKey,
      hmacSignatureSecret: this.#secret,
      hmacKeySignatureSecret: this.#keySecret,
      data: { until: now.getTime() + VALID_MS, hardness },
    });
  }

  /** How hard it was, from 0; null when it is none of ours, wrong, too late or used. */
  async hardnessOf(proof: string, now: Date): Promise<number | null> {
    const read = proofInside.safeParse(decode(proof));
    if (!read.success) return null;
    const { challenge, solution } = read.data;
    const { nonce, data } = challenge.parameters;
    const nowMs = now.getTime();
    if (data.until <= nowMs || this.#used.has(nonce)) return null;
    const { verified } = await verifySolution({
      challenge: challenge as unknown as Challenge,
      solution,
      deriveKey,
      hmacSignatureSecret: this.#secret,
      hmacKeySignatureSecret: this.#keySecret,
    });
    if (!verified || this.#used.has(nonce)) return null;
    this.#forget(nowMs);
    this.#used.set(nonce, data.until);
    return data.hardness;
  }

  /** They stand in the order in which they were used, which is nearly that in which they end. */
  #forget(nowMs: number): void {
    for (const [nonce, until] of this.#used) {
      if (until > nowMs) return;
      this.#used.delete(nonce);
    }
  }
}

const decode = (proof: string): unknown => {
  try {
    return JSON.parse(Buffer.from(proof, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
};
