import { createHmac } from 'node:crypto';
import * as crypto from 'node:crypto';
import type { Keys } from './keys.ts';
import { Turns } from './turns.ts';

/** What one guess costs: in KiB of memory and passes over it. */
export interface Slowness {
  memoryKib: number;
  passes: number;
}
const SLOW: Slowness = { memoryKib: 65_536, passes: 3 };
const AT_ONCE = 2;
const HASH_BYTES = 32;

/**
 * How a receipt code is stored, so that it can be looked up: an HMAC with a pepper from outside the database over
 * Argon2id with one salt. Whoever holds only the database tests no code; whoever holds both pays for each guess.
 */
export class ReceiptHashes {
  readonly #keys: Pick<Keys, 'receiptPepper' | 'receiptSalt'>;
  readonly #slowness: Slowness;
  readonly #turns = new Turns(AT_ONCE);

  constructor(keys: Pick<Keys, 'receiptPepper' | 'receiptSalt'>, slowness = SLOW) {
    this.#keys = keys;
    this.#slowness = slowness;
  }

  /** Lower-case hex; null when too many wait already that have the same `key` as who asks. */
  async of(code: string, key: string): Promise<string | null> {
    const slow = await this.#turns.take(key, () =>
      argon2id(code, this.#keys.receiptSalt, this.#slowness),
    );
    return slow && createHmac('sha256', this.#keys.receiptPepper).update(slow).digest('hex');
  }
}

/** By Node's own from 24.7 on; the Node that is pinned for Macs is older, and does it by a package. */
const argon2id = async (
  code: string,
  salt: Buffer,
  { memoryKib, passes }: Slowness,
): Promise<Buffer> => {
  if (typeof crypto.argon2 !== 'function') return byPackage(code, salt, { memoryKib, passes });
  return new Promise((resolve, reject) => {
    crypto.argon2(
      'argon2id',
      {
        message: code,
        nonce: salt,
        parallelism: 1,
        tagLength: HASH_BYTES,
        memory: memoryKib,
        passes,
      },
      (error, hashed) => (error === null ? resolve(hashed) : reject(error)),
    );
  });
};

/** The same bytes. */
export const byPackage = async (
  code: string,
  salt: Buffer,
  { memoryKib, passes }: Slowness,
): Promise<Buffer> => {
  const { hashRaw } = await import('@node-rs/argon2');
  // Argon2id is what it does unless it is told otherwise.
  return hashRaw(code, {
    salt,
    memoryCost: memoryKib,
    timeCost: passes,
    parallelism: 1,
    outputLen: HASH_BYTES,
  });
};
