import { randomUUID } from 'node:crypto';
import type { OwnPasskeys, PasskeyMade, PasskeyShown } from '../../contract/passkey.ts';
import { deviceName } from '../device-name.ts';
import { openSession } from '../open-session.ts';
import {
  optionsToMake,
  optionsToShow,
  readHandle,
  relyingPartyOf,
  verifyMade,
  verifyShown,
} from '../passkeys.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, Asked, AskedSignedIn } from '../route.ts';
import { isFresh, whoAsks } from '../session.ts';
import { signedInAs } from './identity.ts';
import { isRefusal } from './page.ts';

/** `GET /v1/passkeys`: one's own. */
export const listPasskeys = async ({
  installation: { store, address },
  session: { organisationId, personId },
}: AskedSignedIn<null>): Promise<Answer> => {
  const known = await store.of(organisationId).passkeysOf(personId);
  const answer: Omit<OwnPasskeys, 'protocol'> = {
    passkeys: known.map(({ passkeyId, madeOn, madeAt, lastUsedAt, isCarried }) => ({
      passkeyId,
      madeOn,
      madeAt,
      lastUsedAt,
      isCarried,
    })),
    canMake: relyingPartyOf(address) !== null,
    publicUrl: address.publicUrl,
  };
  return { answer };
};

const asOptions = (options: object | Refusal): Answer | Refusal =>
  isRefusal(options) ? options : { answer: { options } };

/** The first passkey is made by whoever is signed in; a further one only by who just showed that they are. */
const mayMake = ({ installation, session }: AskedSignedIn<unknown>): boolean =>
  !session.hasPasskey || isFresh(session, installation.now());

/** `POST /v1/passkeys/options`: what a browser makes a new one with. */
export const makeOptions = async (asked: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const { installation, session } = asked;
  if (!mayMake(asked)) return refuse('ask_again');
  const known = await installation.store.of(session.organisationId).passkeysOf(session.personId);
  return asOptions(await optionsToMake(installation, session, known));
};

/** `POST /v1/passkeys`: the new one. Whoever made it has shown who they are. */
export const addPasskey = async (asked: AskedSignedIn<PasskeyMade>): Promise<Answer | Refusal> => {
  const { installation, session, body, userAgent } = asked;
  if (!mayMake(asked)) return refuse('ask_again');
  const verified = await verifyMade(installation, session, body);
  if (!verified.ok) return verified.trouble;
  const { answered, ...made } = verified.value;
  const at = installation.now().toISOString();
  return installation.store.write(session.organisationId, async (transaction) => {
    if (!(await transaction.useChallenge({ ...answered, now: at })))
      return refuse('passkey_failed');
    const isNew = await transaction.addPasskey({
      ...made,
      passkeyId: randomUUID(),
      personId: session.personId,
      madeOn: deviceName(userAgent),
      madeAt: at,
    });
    if (!isNew) return refuse('passkey_failed');
    await transaction.noteProof(session.sessionId, at);
    return { answer: {} };
  });
};

/** `POST /v1/passkeys/:passkeyId/remove`: one's own. */
export const removePasskey = async ({
  installation: { store },
  session: { organisationId, personId },
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const isThere = await store.write(organisationId, (transaction) =>
    transaction.removePasskey(personId, param('passkeyId')),
  );
  return isThere ? { answer: {} } : refuse('not_found');
};

/** `POST /v1/passkeys/ask`: what one's own passkeys are to sign, to show once more who one is. */
export const proofOptions = async ({
  installation,
  session: { organisationId, personId, sessionId },
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const known = await installation.store.of(organisationId).passkeysOf(personId);
  if (known.length === 0) return refuse('passkey_unknown');
  return asOptions(await optionsToShow(installation, `prove ${sessionId}`, known));
};

/** `POST /v1/passkeys/prove`: opens the desk again, and lets through to exports, people and keys for a while. */
export const prove = async ({
  installation,
  session: { organisationId, personId, sessionId },
  body,
}: AskedSignedIn<PasskeyShown>): Promise<Answer | Refusal> => {
  const { store, now } = installation;
  const passkey = await store.of(organisationId).passkey(body.shown.id);
  if (passkey?.personId !== personId) return refuse('passkey_unknown');
  const verified = await verifyShown(installation, `prove ${sessionId}`, passkey, body);
  if (!verified.ok) return verified.trouble;
  const { answered, ...use } = verified.value;
  const at = now().toISOString();
  return store.write(organisationId, async (transaction) => {
    if (!(await transaction.useChallenge({ ...answered, now: at })))
      return refuse('passkey_failed');
    await transaction.notePasskeyUse({ passkeyId: passkey.passkeyId, ...use, at });
    await transaction.noteProof(sessionId, at);
    return { answer: {} };
  });
};

/** `POST /v1/sign-in/passkey/options`: what any passkey of this installation is to sign. Nobody need say who they are. */
export const signInOptions = async ({ installation }: Asked<unknown>): Promise<Answer | Refusal> =>
  asOptions(await optionsToShow(installation, 'sign-in'));

/**
 * `POST /v1/sign-in/passkey`: signs this device in. Where the same person is signed in already, their session stays, and
 * with it all that the phone holds unsent: only the desk opens again.
 */
export const signInByPasskey = async (asked: Asked<PasskeyShown>): Promise<Answer | Refusal> => {
  const { installation, body, cookie } = asked;
  const { store, now } = installation;
  const owner = readHandle(body.shown.response.userHandle);
  const passkey = owner && (await store.of(owner.organisationId).passkey(body.shown.id));
  if (!passkey || passkey.personId !== owner.personId) return refuse('passkey_unknown');
  const verified = await verifyShown(installation, 'sign-in', passkey, body);
  if (!verified.ok) return verified.trouble;
  const { answered, ...use } = verified.value;
  const at = now().toISOString();
  const asking = await whoAsks(installation, cookie);
  const isHere = asking.is === 'signed-in' && asking.session.personId === passkey.personId;
  return store.write(passkey.organisationId, async (transaction) => {
    if (!(await transaction.useChallenge({ ...answered, now: at })))
      return refuse('passkey_failed');
    await transaction.notePasskeyUse({ passkeyId: passkey.passkeyId, ...use, at });
    if (isHere) {
      const { personId, sessionId } = asking.session;
      await transaction.noteProof(sessionId, at);
      const row = { at, personId, sessionId, about: null, count: null };
      transaction.note({ action: 'passkey_shown', ...row });
      return { answer: signedInAs(installation, sessionId, passkey) };
    }
    const opened = await openSession(transaction, asked, passkey.personId);
    return { answer: signedInAs(installation, opened.sessionId, passkey), cookie: opened.cookie };
  });
};
