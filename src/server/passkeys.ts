// Passkeys: what a browser is to ask for, and whether what it brings back proves anything. The package for it takes half
// a second to load, so it is loaded when the first passkey is used.

import { isIP } from 'node:net';
import type { WebAuthnCredential } from '@simplewebauthn/server';
import type { PasskeyMade, PasskeyShown } from '../contract/passkey.ts';
import { id } from '../contract/schema.ts';
import { success, trouble } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import { CHALLENGE_MS, newChallenge, readChallenge, usedAs } from './challenges.ts';
import type { Purpose } from './challenges.ts';
import type { Address } from './config.ts';
import type { Installation } from './installation.ts';
import { loggable } from './log.ts';
import { refuse } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { KnownPasskey, NewPasskey, Session } from './store/store.ts';

type Means = Pick<Installation, 'address' | 'keys' | 'log' | 'now'>;

const webauthn = () => import('@simplewebauthn/server');

/** The name that passkeys of this installation belong to; null at an address without one, or without HTTPS. */
export const relyingPartyOf = ({ publicUrl, isHttps }: Address): string | null => {
  const { hostname } = new URL(publicUrl);
  const isName = isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
  return isName && (isHttps || hostname === 'localhost') ? hostname : null;
};

/** What a browser makes a new passkey with. */
export const optionsToMake = async (
  { address, keys, now }: Means,
  session: Session,
  known: readonly { credentialId: string; transports: string[] }[],
): Promise<object | Refusal> => {
  const rpID = relyingPartyOf(address);
  if (rpID === null) return refuse('no_passkeys_here');
  const { generateRegistrationOptions } = await webauthn();
  return generateRegistrationOptions({
    rpName: 'Moments',
    rpID,
    userID: handleOf(session),
    userName: `${session.personName} (${session.organisationName})`,
    userDisplayName: session.personName,
    challenge: newChallenge(keys.challengeKey, `make ${session.sessionId}`, now()),
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports,
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
};

/** What a browser asks its passkeys: any that belong here, or only those that are named. */
export const optionsToShow = async (
  { address, keys, now }: Means,
  purpose: Purpose,
  known: readonly { credentialId: string; transports: string[] }[] = [],
): Promise<object | Refusal> => {
  const rpID = relyingPartyOf(address);
  if (rpID === null) return refuse('no_passkeys_here');
  const { generateAuthenticationOptions } = await webauthn();
  return generateAuthenticationOptions({
    rpID,
    challenge: newChallenge(keys.challengeKey, purpose, now()),
    timeout: CHALLENGE_MS,
    userVerification: 'required',
    ...(known.length === 0
      ? {}
      : {
          allowCredentials: known.map(({ credentialId, transports }) => ({
            id: credentialId,
            transports,
          })),
        }),
  });
};

/** A challenge that was answered, as the transaction uses it up. */
export interface Answered {
  challenge: string;
  expiresAt: string;
}

type MadePasskey = Pick<
  NewPasskey,
  'credentialId' | 'publicKey' | 'counter' | 'transports' | 'isCarried'
>;

/** The new passkey that the browser describes, where all about it is right. */
export const verifyMade = async (
  means: Means,
  session: Session,
  { made }: PasskeyMade,
): Promise<Result<MadePasskey & { answered: Answered }, Refusal>> => {
  const { verifyRegistrationResponse } = await webauthn();
  return attempt(means, `make ${session.sessionId}`, async (expected) => {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...made, clientExtensionResults: {} } as Parameters<
        typeof verifyRegistrationResponse
      >[0]['response'],
      ...expected,
    });
    if (!verified) return null;
    const { credential, credentialBackedUp } = registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: made.response.transports ?? [],
      isCarried: credentialBackedUp,
    };
  });
};

/** Whether `passkey` signed what is shown; what to note of its use, where it did. */
export const verifyShown = async (
  means: Means,
  purpose: Purpose,
  passkey: KnownPasskey,
  { shown }: PasskeyShown,
): Promise<Result<{ counter: number; isCarried: boolean; answered: Answered }, Refusal>> => {
  const { verifyAuthenticationResponse } = await webauthn();
  return attempt(means, purpose, async (expected) => {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...shown, clientExtensionResults: {} } as Parameters<
        typeof verifyAuthenticationResponse
      >[0]['response'],
      credential: credentialOf(passkey),
      ...expected,
    });
    return verified
      ? {
          counter: authenticationInfo.newCounter,
          isCarried: authenticationInfo.credentialBackedUp,
        }
      : null;
  });
};

const credentialOf = ({ credentialId, publicKey, counter, transports }: KnownPasskey) =>
  ({
    id: credentialId,
    publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
    counter,
    transports,
  }) as WebAuthnCredential;

interface Expected {
  expectedChallenge: (challenge: string) => boolean;
  expectedOrigin: string;
  expectedRPID: string;
  requireUserVerification: true;
}

/** The package throws at whatever does not fit. What exactly that was is for the log: it tells of a wrong PUBLIC_URL, too. */
const attempt = async <Proven extends object>(
  { address, keys, log, now }: Means,
  purpose: Purpose,
  verify: (expected: Expected) => Promise<Proven | null>,
): Promise<Result<Proven & { answered: Answered }, Refusal>> => {
  const rpID = relyingPartyOf(address);
  if (rpID === null) return trouble(refuse('no_passkeys_here'));
  let answered: Answered | null = null;
  const expectedChallenge = (challenge: string): boolean => {
    const endsMs = readChallenge(keys.challengeKey, purpose, challenge, now());
    if (endsMs === null) return false;
    answered = { challenge: usedAs(challenge), expiresAt: new Date(endsMs).toISOString() };
    return true;
  };
  try {
    const proven = await verify({
      expectedChallenge,
      expectedOrigin: address.publicUrl,
      expectedRPID: rpID,
      requireUserVerification: true,
    });
    if (proven === null || answered === null) return trouble(refuse('passkey_failed'));
    return success({ ...proven, answered });
  } catch (error) {
    log.warn(loggable(error), 'a passkey proved nothing');
    return trouble(refuse('passkey_failed'));
  }
};

/** Who a passkey belongs to, as the device keeps it: two ids, and no name. */
const handleOf = ({
  organisationId,
  personId,
}: Pick<Session, 'organisationId' | 'personId'>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(`${organisationId}${personId}`.replaceAll('-', ''), 'hex'));

/** And read back; null for what is none of ours. */
export const readHandle = (
  handle: string | null | undefined,
): { organisationId: string; personId: string } | null => {
  const hex = Buffer.from(handle ?? '', 'base64url').toString('hex');
  const [organisationId, personId] = [hex.slice(0, 32), hex.slice(32)].map((part) =>
    part.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  );
  if (!id.safeParse(organisationId).success || !id.safeParse(personId).success) return null;
  return { organisationId: organisationId!, personId: personId! };
};
