// Signing in, and showing once more who one is, by a passkey (WebAuthn). What the browser hands over is passed on as the
// package @simplewebauthn writes it; only what is checked is named here.
import { id, instant, z } from './schema.ts';

const encoded = (max: number) => z.string().check(z.maxLength(max), z.regex(/^[A-Za-z0-9_-]+$/));

const CREDENTIAL_ID_MAX = 1400;

/** What a browser is to ask its passkeys: the options as @simplewebauthn/browser takes them. */
export const passkeyOptions = z.object({
  protocol: z.string(),
  options: z.record(z.string(), z.unknown()),
});

/** A new passkey, as the browser describes it. */
export const passkeyMade = z.strictObject({
  made: z.object({
    id: encoded(CREDENTIAL_ID_MAX),
    rawId: encoded(CREDENTIAL_ID_MAX),
    type: z.literal('public-key'),
    response: z.object({
      attestationObject: encoded(10_000),
      clientDataJSON: encoded(4000),
      transports: z.optional(z.array(z.string().check(z.maxLength(20))).check(z.maxLength(10))),
    }),
  }),
});
export type PasskeyMade = z.infer<typeof passkeyMade>;

/** What a passkey signed. */
export const passkeyShown = z.strictObject({
  shown: z.object({
    id: encoded(CREDENTIAL_ID_MAX),
    rawId: encoded(CREDENTIAL_ID_MAX),
    type: z.literal('public-key'),
    response: z.object({
      authenticatorData: encoded(4000),
      clientDataJSON: encoded(4000),
      signature: encoded(8000),
      userHandle: z.optional(z.nullable(encoded(100))),
    }),
  }),
});
export type PasskeyShown = z.infer<typeof passkeyShown>;

/** One passkey of the person who asks. */
export const passkey = z.object({
  passkeyId: id,
  /** "Chrome on Android": where it was made. */
  madeOn: z.string(),
  madeAt: instant,
  lastUsedAt: z.nullable(instant),
  /** The person's password manager carries it to their other devices. */
  isCarried: z.boolean(),
});
export type Passkey = z.infer<typeof passkey>;

/** `GET /v1/passkeys` */
export const ownPasskeys = z.object({
  protocol: z.string(),
  passkeys: z.array(passkey),
  /** Whether this address can have passkeys at all: it has a name. */
  canMake: z.boolean(),
  /** The address to open instead, where this one has none of its own: http://localhost for http://127.0.0.1. */
  publicUrl: z.string(),
});
export type OwnPasskeys = z.infer<typeof ownPasskeys>;
