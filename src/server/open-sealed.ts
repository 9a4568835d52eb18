import { said, sealedEntry, type Said, type SealedEntry } from '../contract/say.ts';
import { SAID_SCHEMA, SEAL_KEY_BYTES, sealInfo } from '../contract/seal-bounds.ts';
import { trouble, success, type Result } from '../domain/result.ts';
import { readSaid, unpad } from '../domain/sealed-text.ts';
import { openingSuite, type OpeningKey } from './sealing-keys.ts';

/**
 * What a sealed entry says. Whatever is wrong with it (its shape, an unknown key, another programme's key, tampering,
 * a wrong filling, words that break a rule), the answer is `not_valid`: it tells a stranger nothing. Only a seal that
 * opens and was written by a newer build is answered with `server_old`, so that the phone keeps it and tries again (V2).
 *
 * @param keyOf the key of an id while it is kept; undefined for any other.
 */
export const openSealed = async (
  entry: unknown,
  keyOf: (keyId: string) => OpeningKey | undefined,
): Promise<Result<Said, 'not_valid' | 'server_old'>> => {
  const envelope = sealedEntry.safeParse(entry);
  const key = envelope.success ? keyOf(envelope.data.keyId) : undefined;
  if (!envelope.success || key === undefined) return trouble('not_valid');
  const inside = await open(envelope.data, key);
  if (inside === null) return trouble('not_valid');
  if (isNewer(inside)) return trouble('server_old');
  const read = said.safeParse(inside);
  return read.success && read.data.programmeId === key.programmeId
    ? success(read.data)
    : trouble('not_valid');
};

const open = async ({ keyId, sealed }: SealedEntry, key: OpeningKey): Promise<object | null> => {
  const bytes = Buffer.from(sealed, 'base64url');
  const [phoneKey, text] = [bytes.subarray(0, SEAL_KEY_BYTES), bytes.subarray(SEAL_KEY_BYTES)];
  try {
    const info = Buffer.from(sealInfo(keyId));
    const padded = await openingSuite.Open(key.pair, phoneKey, text, { info });
    const unpadded = unpad(padded);
    return unpadded && readSaid(utf8.decode(unpadded));
  } catch {
    return null;
  }
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const isNewer = (inside: object): boolean =>
  'schema' in inside && Number.isSafeInteger(inside.schema) && Number(inside.schema) > SAID_SCHEMA;
