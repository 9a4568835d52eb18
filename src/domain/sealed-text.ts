// What stands inside a seal: one text, filled up with noughts to one of five sizes.
//
//   bytes 0–1    how many bytes of text follow, big-endian
//   the text     a line of JSON, and after it the words, exactly as they are: in JSON a control character
//                takes six bytes, and 4,000 of them would not fit
//   the rest     noughts

import { WORDS_MAX } from '../contract/limits.ts';
import type { Said } from '../contract/say.ts';
import { SEAL_SIZES } from '../contract/seal-bounds.ts';
import { wellFormed } from './moment.ts';

const LENGTH_BYTES = 2;

/**
 * The text of what was said. Words that the server would refuse must not get this far: nobody can repair them
 * after the seal.
 *
 * @throws RangeError for words that are empty or too long.
 */
export const writeSaid = ({ words, ...rest }: Said): string => {
  if (words.trim() === '' || words.length > WORDS_MAX) throw new RangeError('words');
  return `${JSON.stringify(rest)}\n${wellFormed(words)}`;
};

/** What `writeSaid` wrote, not yet checked by its schema. Null when the text has no line of JSON first. */
export const readSaid = (text: string): object | null => {
  const end = text.indexOf('\n');
  if (end < 0) return null;
  try {
    const rest: unknown = JSON.parse(text.slice(0, end));
    return typeof rest === 'object' && rest !== null
      ? { ...rest, words: text.slice(end + 1) }
      : null;
  } catch {
    return null;
  }
};

/**
 * Fills up to the smallest size that fits.
 *
 * @throws RangeError when none does.
 */
export const pad = (text: Uint8Array): Uint8Array => {
  const size = SEAL_SIZES.find((each) => text.length + LENGTH_BYTES <= each);
  if (size === undefined) throw new RangeError('too long to be sealed');
  const padded = new Uint8Array(size);
  padded[0] = text.length >> 8;
  padded[1] = text.length & 0xff;
  padded.set(text, LENGTH_BYTES);
  return padded;
};

/** What was filled up, or null when it is of no known size, says a length that it has not, or ends in anything but noughts. */
export const unpad = (padded: Uint8Array): Uint8Array | null => {
  const [high = 0, low = 0] = padded;
  const end = LENGTH_BYTES + (high << 8) + low;
  if (!SEAL_SIZES.includes(padded.length) || end > padded.length) return null;
  return padded.subarray(end).every((byte) => byte === 0) ? padded.slice(LENGTH_BYTES, end) : null;
};
