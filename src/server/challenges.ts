// What a passkey is asked to sign. Nothing is stored for it: any process knows it again by its seal, and only what was
// really signed is written down, so that it proves nothing twice.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { hashOf } from './secrets.ts';

/** So long somebody may look for their finger or their key. */
export const CHALLENGE_MS = 5 * 60 * 1000;

const NONCE = 16;
const TIME = 6;
const SEAL = 16;

/** What it is asked for: no answer to one purpose, or to another session, serves another. */
export type Purpose = 'sign-in' | `prove ${string}` | `make ${string}`;

export const newChallenge = (key: Buffer, purpose: Purpose, now: Date): Uint8Array<ArrayBuffer> => {
  const time = Buffer.alloc(TIME);
  time.writeUIntBE(now.getTime() + CHALLENGE_MS, 0, TIME);
  const said = Buffer.concat([randomBytes(NONCE), time]);
  return new Uint8Array(Buffer.concat([said, sealOf(key, purpose, said)]));
};

/** When `challenge` (base64url) ends, in milliseconds; null where it is not ours, not for this, or over. */
export const readChallenge = (
  key: Buffer,
  purpose: Purpose,
  challenge: string,
  now: Date,
): number | null => {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== NONCE + TIME + SEAL) return null;
  const said = bytes.subarray(0, NONCE + TIME);
  if (!timingSafeEqual(sealOf(key, purpose, said), bytes.subarray(NONCE + TIME))) return null;
  const endsMs = said.readUIntBE(NONCE, TIME);
  return endsMs > now.getTime() ? endsMs : null;
};

/** How a used one is kept. */
export const usedAs = (challenge: string): string => hashOf(challenge);

const sealOf = (key: Buffer, purpose: Purpose, said: Buffer): Buffer =>
  createHmac('sha256', key).update(`${purpose}\n`).update(said).digest().subarray(0, SEAL);
