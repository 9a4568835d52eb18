// Seals what was said on a handed-over phone, so that only the server can read it again (A2): HPKE (RFC 9180) in base
// mode with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM. The phone keeps no key that could open it.

import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke';
import type { Said, SealedEntry } from '../contract/say.ts';
import { sealInfo } from '../contract/seal-bounds.ts';
import { pad, writeSaid } from '../domain/sealed-text.ts';

/** The public key of a programme, as it comes with pull. */
export interface PublicSealingKey {
  keyId: string;
  /** The uncompressed point: 65 bytes in base64url. */
  publicKey: string;
}

/** P-256 and not X25519: WebCrypto has it on phones from long before. */
export const sealingSuite = new CipherSuite(
  KEM_DHKEM_P256_HKDF_SHA256,
  KDF_HKDF_SHA256,
  AEAD_AES_256_GCM,
);

/**
 * The entry that may be kept and sent. Take it before the words are cleared: it cannot be opened here to be checked.
 *
 * @throws RangeError for words that are empty or too long, hpke's errors for a key that is none or a browser that
 *   cannot seal.
 */
export const seal = async (said: Said, key: PublicSealingKey): Promise<SealedEntry> => {
  const to = await sealingSuite.DeserializePublicKey(bytesOf(key.publicKey));
  const text = new TextEncoder().encode(writeSaid(said));
  const padded = pad(text);
  try {
    const { encapsulatedSecret, ciphertext } = await sealingSuite.Seal(to, padded, {
      info: new TextEncoder().encode(sealInfo(key.keyId)),
    });
    return { keyId: key.keyId, sealed: base64url(encapsulatedSecret, ciphertext) };
  } finally {
    text.fill(0);
    padded.fill(0);
  }
};

const base64url = (...parts: Uint8Array[]): string => {
  let binary = '';
  for (const part of parts) for (const byte of part) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
