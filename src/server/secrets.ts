import { createHmac, hash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Keys } from './keys.ts';

/** 256 random bits in base64url: 43 characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** How a secret of 256 bits is stored. It needs no salt and no slow hash: it cannot be guessed. */
export const hashOf = (secret: string): string => hash('sha256', secret);

/** Whether `secret` is the one that was stored as `secretHash`, in a time that tells nothing. */
export const isSecretOf = (secretHash: string, secret: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(secretHash, 'hex'));

/** Crockford's base32: no I, L, O or U, so that a code survives being read aloud. */
const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 10;

/** A short code of 50 bits, shown as XXXXX-XXXXX. */
export const newCode = (): string => {
  const letters = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(32)]);
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
};

/** A code as it was meant, from how it was typed: any case, spaces and dashes, O for 0, I or L for 1. */
export const codeAsMeant = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');

/** How a short code is stored: 50 bits could be tried one by one, were it not for the pepper. */
export const codeHashOf = (typed: string, { codePepper }: Keys): string =>
  createHmac('sha256', codePepper).update(codeAsMeant(typed)).digest('hex');

/** The word with which alone a phone may be told to wipe itself. Made anew each time, stored nowhere (P7). */
export const wipeWordOf = (sessionId: string, { wipeKey }: Keys): string =>
  createHmac('sha256', wipeKey).update(sessionId).digest('base64url');
