// The keys that a programme's sealed entries are sealed to. The private halves stand outside the database: whoever has
// only a copy of it opens no sealed body.

import { randomUUID } from 'node:crypto';
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a key is sealed to. */
export const SEAL_TO_DAYS = 90;
/** How long it opens after that: a phone may lie in a drawer. */
export const OPEN_AFTER_DAYS = 180;

/** The same suite as device/seal.ts seals with. */
export const openingSuite = new CipherSuite(
  KEM_DHKEM_P256_HKDF_SHA256,
  KDF_HKDF_SHA256,
  AEAD_AES_256_GCM,
);

/** A key as it is kept. */
export interface SealingKey {
  keyId: string;
  programmeId: string;
  /** ISO 8601, UTC. */
  madeAt: string;
  /** When another took its place. Null for the one that is sealed to. */
  retiredAt: string | null;
  /** Raw, in base64url: 65 and 32 bytes. */
  publicKey: string;
  privateKey: string;
}

/** A key that is ready to open. */
export interface OpeningKey {
  programmeId: string;
  pair: Awaited<ReturnType<typeof openingSuite.GenerateKeyPair>>;
}

export const newSealingKey = async (programmeId: string, now: Date): Promise<SealingKey> => {
  const pair = await openingSuite.GenerateKeyPair(true);
  const publicKey = await openingSuite.SerializePublicKey(pair.publicKey);
  const privateKey = await openingSuite.SerializePrivateKey(pair.privateKey);
  return {
    keyId: randomUUID(),
    programmeId,
    madeAt: now.toISOString(),
    retiredAt: null,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    privateKey: Buffer.from(privateKey).toString('base64url'),
  };
};

/** Whether another should take its place. */
export const isDueToRetire = (key: SealingKey, now: Date): boolean =>
  key.retiredAt === null && daysBetween(key.madeAt, now) >= SEAL_TO_DAYS;

/** Whether what was sealed to it is still opened. When not, the key is deleted for good. */
export const isKept = (key: SealingKey, now: Date): boolean =>
  key.retiredAt === null || daysBetween(key.retiredAt, now) < OPEN_AFTER_DAYS;

/** @throws hpke's errors for bytes that are no key. */
export const openingKeyOf = async (key: SealingKey): Promise<OpeningKey> => ({
  programmeId: key.programmeId,
  pair: {
    publicKey: await openingSuite.DeserializePublicKey(Buffer.from(key.publicKey, 'base64url')),
    privateKey: await openingSuite.DeserializePrivateKey(Buffer.from(key.privateKey, 'base64url')),
  },
});

const daysBetween = (from: string, to: Date): number => (to.getTime() - Date.parse(from)) / DAY_MS;
