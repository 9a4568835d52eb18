// What the browser does with passkeys, and what the endpoint says to it.
import { done } from '../../contract/desk.ts';
import { type OwnPasskeys, ownPasskeys, passkeyOptions } from '../../contract/passkey.ts';
import type { z } from '../../contract/schema.ts';
import { type SignedIn, signedIn } from '../../contract/sign-in.ts';
import { type Result, success, trouble } from '../../domain/result.ts';
import { type Answer, type Trouble, askOnce } from '../endpoint.ts';

/** Why a passkey did not do: what the endpoint said, or what became of it on this device. */
export type PasskeyTrouble =
  | Trouble
  | { kind: 'passkey'; why: 'cancelled' | 'here already' | 'cannot' };

export type Outcome<Value> = Promise<Result<Value, PasskeyTrouble>>;

const asking = <Value>(path: string, body: object | null, schema: z.ZodMiniType<Value>) =>
  askOnce((url, init) => fetch(url, init), path, body, schema);

export const readOwnPasskeys = (): Answer<OwnPasskeys> => asking('/v1/passkeys', null, ownPasskeys);

/** Whether this browser can have passkeys at all: on a page from HTTPS, or from this very machine. */
export const canHavePasskeys = (): boolean =>
  isSecureContext && typeof globalThis.PublicKeyCredential === 'function';

/** Only who uses a passkey needs it. */
const webauthn = () => import('@simplewebauthn/browser');

/** Makes one on this device, or where the person keeps theirs. Whoever made one has shown who they are. */
export const makePasskey = async (): Outcome<unknown> => {
  const asked = await asking('/v1/passkeys/options', {}, passkeyOptions);
  if (!asked.ok) return asked;
  const made = await byDevice(async () =>
    (await webauthn()).startRegistration({ optionsJSON: asked.value.options as never }),
  );
  if (!made.ok) return made;
  return asking('/v1/passkeys', { made: made.value }, done);
};

/** Shows who is signed in here, once more. */
export const showPasskey = async (): Outcome<unknown> => {
  const asked = await asking('/v1/passkeys/ask', {}, passkeyOptions);
  if (!asked.ok) return asked;
  const shown = await byDevice(() => startAuthentication(asked.value.options));
  if (!shown.ok) return shown;
  return asking('/v1/passkeys/prove', { shown: shown.value }, done);
};

/** Signs somebody in on this device, whoever it is. */
export const signInByPasskey = async (): Outcome<SignedIn> => {
  const asked = await asking('/v1/sign-in/passkey/options', {}, passkeyOptions);
  if (!asked.ok) return asked;
  const shown = await byDevice(() => startAuthentication(asked.value.options));
  if (!shown.ok) return shown;
  return asking('/v1/sign-in/passkey', { shown: shown.value }, signedIn);
};

const startAuthentication = async (options: object) =>
  (await webauthn()).startAuthentication({ optionsJSON: options as never });

const byDevice = async <Value>(ceremony: () => Promise<Value>): Outcome<Value> => {
  try {
    return success(await ceremony());
  } catch (error) {
    const { name } = error as Error;
    if (name === 'InvalidStateError') return trouble({ kind: 'passkey', why: 'here already' });
    const isCancelled = ['NotAllowedError', 'AbortError'].includes(name);
    return trouble({ kind: 'passkey', why: isCancelled ? 'cancelled' : 'cannot' });
  }
};
