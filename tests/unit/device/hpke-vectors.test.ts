// That the suite which seals is the published one: what it makes and opens is compared, byte by byte, with what
// others made. Where the numbers come from stands in the fixture.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AEAD_AES_128_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sealingSuite } from '../../../src/device/seal.ts';
import { openingSuite } from '../../../src/server/sealing-keys.ts';

interface Vector {
  aeadId: number;
  ikmE: string;
  ikmR: string;
  skRm: string;
  pkRm: string;
  enc: string;
  encryptions: Record<string, string>;
  exports: { context: string; value: string }[];
}

const { info, plaintext, rfc9180A31, rfc9180List, draft08List } = JSON.parse(
  readFileSync(new URL('../../support/fixtures/hpke-vectors.json', import.meta.url), 'utf8'),
) as {
  info: string;
  plaintext: string;
  rfc9180A31: Vector;
  rfc9180List: Vector & { sealedDigest: string; exportsDigest: string };
  draft08List: Vector;
};

const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
const hex = (of: Uint8Array): string => Buffer.from(of).toString('hex');

/** The appendix has no entry with our AEAD: with AES-128-GCM it shows that key agreement and derivation are right. */
const suiteOfTheAppendix = new CipherSuite(
  KEM_DHKEM_P256_HKDF_SHA256,
  KDF_HKDF_SHA256,
  AEAD_AES_128_GCM,
);

const vectors: [name: string, vector: Vector, sender: CipherSuite, recipient: CipherSuite][] = [
  ['RFC 9180, A.3.1', rfc9180A31, suiteOfTheAppendix, suiteOfTheAppendix],
  ["the RFC's list, AES-256-GCM", rfc9180List, sealingSuite, openingSuite],
  ['the list of draft 08, AES-256-GCM', draft08List, sealingSuite, openingSuite],
];

afterEach(() => vi.restoreAllMocks());

/** A sender whose key for the one message is not random but the vector's. */
const senderOf = async (suite: CipherSuite, vector: Vector) => {
  const phonePair = await suite.DeriveKeyPair(bytes(vector.ikmE), true);
  vi.spyOn(crypto.subtle, 'generateKey').mockResolvedValueOnce(phonePair as never);
  const to = await suite.DeserializePublicKey(bytes(vector.pkRm));
  return await suite.SetupSender(to, { info: bytes(info) });
};

const recipientOf = async (suite: CipherSuite, vector: Vector) => {
  const pair = await suite.DeriveKeyPair(bytes(vector.ikmR), true);
  return await suite.SetupRecipient(pair, bytes(vector.enc), { info: bytes(info) });
};

test('both ends use one suite: DHKEM(P-256), HKDF-SHA256, AES-256-GCM', () => {
  for (const suite of [sealingSuite, openingSuite]) {
    expect([suite.KEM.id, suite.KDF.id, suite.AEAD.id]).toEqual([0x0010, 0x0001, 0x0002]);
  }
});

test('the list of draft 08 is whole', () => {
  expect(Object.keys(draft08List.encryptions)).toHaveLength(257);
});

describe.each(vectors)('[A2] %s', (_, vector, sealing, opening) => {
  test('the keys are those of the list', async () => {
    const pair = await opening.DeriveKeyPair(bytes(vector.ikmR), true);
    expect(hex(await opening.SerializePublicKey(pair.publicKey))).toBe(vector.pkRm);
    expect(hex(await opening.SerializePrivateKey(pair.privateKey))).toBe(vector.skRm);
    expect((await senderOf(sealing, vector)).encapsulatedSecret).toEqual(
      new Uint8Array(bytes(vector.enc)),
    );
  });

  test('what is sealed and opened is what the list says', async () => {
    const { ctx: sender } = await senderOf(sealing, vector);
    const recipient = await recipientOf(opening, vector);
    const last = Math.max(...Object.keys(vector.encryptions).map(Number));
    const compared: number[] = [];
    for (let number = 0; number <= last; number += 1) {
      const aad = Buffer.from(`Count-${number}`);
      const sealed = await sender.Seal(bytes(plaintext), aad);
      expect(hex(await recipient.Open(sealed, aad))).toBe(plaintext);
      const listed = vector.encryptions[number];
      if (listed === undefined) continue;
      expect(hex(sealed), `encryption ${number}`).toBe(listed);
      compared.push(number);
    }
    expect(compared).toHaveLength(Object.keys(vector.encryptions).length);
  });

  test('what is exported is what the list says', async () => {
    const { ctx: sender } = await senderOf(sealing, vector);
    for (const { context, value } of vector.exports) {
      expect(hex(await sender.Export(bytes(context), 32))).toBe(value);
    }
    expect(vector.exports.length === 3 || vector === rfc9180List).toBe(true);
  });
});

describe("[A2] the RFC's list, AES-256-GCM: Go's digests over the same setup", () => {
  /** Texts of 0 to 255 bytes, drawn from SHAKE128 of nothing. */
  const drawer = () => {
    const drawn = createHash('shake128', { outputLength: 1_000_000 }).digest();
    let at = 0;
    return () => {
      const length = drawn[at] ?? 0;
      at += 1 + length;
      return drawn.subarray(at - length, at);
    };
  };

  test('of 1,000 sealed texts', async () => {
    const { ctx: sender } = await senderOf(sealingSuite, rfc9180List);
    const [draw, all] = [drawer(), createHash('shake128', { outputLength: 16 })];
    for (let each = 0; each < 1000; each += 1) {
      const aad = draw();
      all.update(await sender.Seal(draw(), aad));
    }
    expect(all.digest('hex')).toBe(rfc9180List.sealedDigest);
  });

  test('of 1,000 exports', async () => {
    const { ctx: sender } = await senderOf(sealingSuite, rfc9180List);
    const [draw, all] = [drawer(), createHash('shake128', { outputLength: 16 })];
    for (let length = 0; length < 1000; length += 1) {
      const context = draw();
      // hpke exports at least one byte; Go's list begins with none.
      if (length > 0) all.update(await sender.Export(context, length));
    }
    expect(all.digest('hex')).toBe(rfc9180List.exportsDigest);
  });
});
