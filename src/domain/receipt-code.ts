import { RECEIPT_CODE_DIGITS } from '../contract/seal-bounds.ts';

/** Fills with random bytes and gives them back: `crypto.getRandomValues`. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

/** Bytes from here on would make the small digits likelier than the others: they are thrown away. */
const FAIR = 250;

/** 16 random digits, every one as likely as every other. There is no check digit: a guess must learn nothing (A6). */
export const newReceiptCode = (fillRandom: FillRandom): string => {
  let code = '';
  while (code.length < RECEIPT_CODE_DIGITS) {
    for (const byte of fillRandom(new Uint8Array(RECEIPT_CODE_DIGITS))) {
      if (byte < FAIR && code.length < RECEIPT_CODE_DIGITS) code += byte % 10;
    }
  }
  return code;
};

/** As it is shown and read aloud: four times four digits. */
export const formatReceiptCode = (code: string): string => code.replace(/\d{4}(?=\d)/g, '$& ');

/** What people put between the digits, and what comes along when a code is copied. */
const BETWEEN = /[\s\p{Pd}\p{Cf}._,·•−]/gu;
/** Longer than any code with whatever stands between its digits. */
const TYPED_MAX = 100;

/**
 * The code that somebody meant: with any spaces and dashes, in the digits of any script, the letters O, I and L for 0
 * and 1. Null when it has not 16 digits, which is all that is said of it.
 */
export const readReceiptCode = (typed: string): string | null => {
  if (typed.length > TYPED_MAX) return null;
  const code = typed
    .replace(BETWEEN, '')
    .replace(/[oO]/g, '0')
    .replace(/[iIlL]/g, '1')
    .replace(/\p{Nd}/gu, valueOf);
  return code.length === RECEIPT_CODE_DIGITS && /^\d+$/.test(code) ? code : null;
};

/** Unicode lists the digits of every script from 0 to 9, one after the other, and sets of digits whole. */
const valueOf = (digit: string): string => {
  let before = 0;
  const at = digit.codePointAt(0) ?? 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(at - before - 1))) before += 1;
  return String(before % 10);
};
