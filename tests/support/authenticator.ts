// A passkey in software: what a browser hands over after somebody touched their key, made by hand, so that a test may
// spoil any part of it.

import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { PasskeyMade, PasskeyShown } from '../../src/contract/passkey.ts';
import { call } from './server.ts';

interface MakeOptions {
  challenge: string;
  rp: { id: string };
  user: { id: string };
}
interface ShowOptions {
  challenge: string;
  rpId: string;
}

export interface Spoilt {
  origin?: string;
  rpId?: string;
  challenge?: string;
  /** Nobody showed a finger or typed a PIN. */
  isUnverified?: boolean;
  counter?: number;
  /** Signed by another key than the one that was made. */
  isForged?: boolean;
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_KEY = 0x40;

/** One key on one device, at one address. */
export class Authenticator {
  readonly #key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #id = randomBytes(32);
  readonly #origin: string;
  #handle = '';
  #counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
  }

  get credentialId(): string {
    return this.#id.toString('base64url');
  }

  make(options: MakeOptions, spoilt: Spoilt = {}): PasskeyMade {
    this.#handle = options.user.id;
    const { x, y } = this.#key.publicKey.export({ format: 'jwk' });
    const coseKey = cborMap([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x!, 'base64url')],
      [-3, Buffer.from(y!, 'base64url')],
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.#id.length);
    const authenticatorData = Buffer.concat([
      this.#head(options.rp.id, HAS_KEY, spoilt),
      Buffer.alloc(16),
      length,
      this.#id,
      coseKey,
    ]);
    const attestation = cborMap([
      ['fmt', 'none'],
      ['attStmt', new Map<string, string>()],
      ['authData', authenticatorData],
    ]);
    return {
      made: {
        ...this.#named(),
        response: {
          attestationObject: attestation.toString('base64url'),
          clientDataJSON: this.#clientData('webauthn.create', options, spoilt).toString(
            'base64url',
          ),
          transports: ['internal'],
        },
      },
    };
  }

  show(options: ShowOptions, spoilt: Spoilt = {}): PasskeyShown {
    const authenticatorData = this.#head(options.rpId, 0, spoilt);
    const clientData = this.#clientData('webauthn.get', options, spoilt);
    const signed = Buffer.concat([
      authenticatorData,
      createHash('sha256').update(clientData).digest(),
    ]);
    const { privateKey } = spoilt.isForged
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : this.#key;
    const key = createPrivateKey({ key: privateKey.export({ format: 'jwk' }), format: 'jwk' });
    return {
      shown: {
        ...this.#named(),
        response: {
          authenticatorData: authenticatorData.toString('base64url'),
          clientDataJSON: clientData.toString('base64url'),
          signature: sign('sha256', signed, key).toString('base64url'),
          userHandle: this.#handle,
        },
      },
    };
  }

  #named() {
    return { id: this.credentialId, rawId: this.credentialId, type: 'public-key' as const };
  }

  #head(rpId: string, flags: number, spoilt: Spoilt): Buffer {
    const counter = Buffer.alloc(4);
    this.#counter = spoilt.counter ?? this.#counter + 1;
    counter.writeUInt32BE(this.#counter);
    const verified = spoilt.isUnverified ? 0 : USER_VERIFIED;
    return Buffer.concat([
      createHash('sha256')
        .update(spoilt.rpId ?? rpId)
        .digest(),
      Buffer.of(USER_PRESENT | verified | flags),
      counter,
    ]);
  }

  #clientData(type: string, { challenge }: { challenge: string }, spoilt: Spoilt): Buffer {
    return Buffer.from(
      JSON.stringify({
        type,
        challenge: spoilt.challenge ?? challenge,
        origin: spoilt.origin ?? this.#origin,
        crossOrigin: false,
      }),
    );
  }
}

type Cbor = number | string | Buffer | Map<string, string>;

const cborMap = (entries: readonly [number | string, Cbor][]): Buffer =>
  Buffer.concat([cborHead(5, entries.length), ...entries.flat().map(cbor)]);

const cbor = (value: Cbor): Buffer => {
  if (typeof value === 'number') return value < 0 ? cborHead(1, -1 - value) : cborHead(0, value);
  if (typeof value === 'string') {
    return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)]);
  }
  if (value instanceof Map) return cborHead(5, 0);
  return Buffer.concat([cborHead(2, value.length), value]);
};

/** Major type and length, as RFC 8949 writes them. */
const cborHead = (major: number, length: number): Buffer => {
  if (length < 24) return Buffer.of((major << 5) | length);
  if (length < 256) return Buffer.of((major << 5) | 24, length);
  return Buffer.of((major << 5) | 25, length >> 8, length & 255);
};

/** Makes a passkey for whoever is signed in on `device`, over HTTP. */
export const givePasskey = async (url: string, device: { cookie: string }): Promise<void> => {
  const { cookie } = device;
  const { body } = await call<{ options: MakeOptions }>(url, '/v1/passkeys/options', {
    cookie,
    body: {},
  });
  const made = new Authenticator(url).make(body.options);
  const { status } = await call(url, '/v1/passkeys', { cookie, body: made });
  if (status !== 200) throw new Error(`no passkey: ${status}`);
};
