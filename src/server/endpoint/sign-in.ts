import { randomUUID } from 'node:crypto';
import type {
  CodeMade,
  FirstSetUp,
  InvitationKey,
  InvitationSeen,
} from '../../contract/sign-in.ts';
import { success, trouble } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';
import { codeExpiry } from '../invitation.ts';
import { openSession } from '../open-session.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, Asked } from '../route.ts';
import { codeHashOf, hashOf, newCode } from '../secrets.ts';
import { FIRST_ROLES, found } from '../set-up.ts';
import type { Invitation, SetUpLink } from '../store/store.ts';
import { signedInAs } from './identity.ts';

/** `POST /v1/sign-in/look`: what a link or code stands for. Looking uses nothing up: previews of links look, too. */
export const look = async (asked: Asked<InvitationKey>): Promise<Answer | Refusal> => {
  const { installation, body } = asked;
  const setUp = 'token' in body ? await installation.store.findSetUpLink(hashOf(body.token)) : null;
  if (setUp !== null) return setUpTrouble(asked, setUp) ?? { answer: FIRST_SEEN };
  const open = await findOpen(asked, body);
  if (!open.ok) return open.trouble;
  const { purpose, organisationName, personName, roles } = open.value;
  return { answer: { purpose, organisationName, personName, roles } };
};

const FIRST_SEEN: Omit<InvitationSeen, 'protocol'> = {
  purpose: 'first',
  organisationName: null,
  personName: null,
  roles: [],
};

/**
 * `POST /v1/sign-in/code`: a short code in place of the one the invitation had, for the app on an iPhone's Home
 * Screen, which shares nothing with the browser that opened the link.
 */
export const newShortCode = async (asked: Asked<{ token: string }>): Promise<Answer | Refusal> => {
  const { keys, now, store } = asked.installation;
  const open = await findOpen(asked, asked.body);
  if (!open.ok) return open.trouble;
  const { organisationId, invitationId, expiresAt: invitationExpiresAt } = open.value;
  const code = newCode();
  const expiresAt = codeExpiry(now(), invitationExpiresAt);
  await store.write(organisationId, (transaction) =>
    transaction.setCode(invitationId, { codeHash: codeHashOf(code, keys), expiresAt }),
  );
  const answer: Omit<CodeMade, 'protocol'> = { code, expiresAt };
  return { answer };
};

/** `POST /v1/sign-in/accept`: uses the invitation up and signs this device in. */
export const accept = async (asked: Asked<InvitationKey>): Promise<Answer | Refusal> => {
  const { installation } = asked;
  const open = await findOpen(asked, asked.body);
  if (!open.ok) return open.trouble;
  const { organisationId, invitationId, personId } = open.value;
  return installation.store.write(organisationId, async (transaction) => {
    // Of two devices with one link, the second comes here too late.
    if (!(await transaction.useInvitation(invitationId, installation.now().toISOString()))) {
      return refuse('link_used');
    }
    const { sessionId, cookie } = await openSession(transaction, asked, personId);
    return { answer: signedInAs(installation, sessionId, open.value), cookie };
  });
};

/** `POST /v1/sign-in/first`: uses the set-up link up, founds the organisation and signs this device in. */
export const setUpFirst = async (asked: Asked<FirstSetUp>): Promise<Answer | Refusal> => {
  const { installation, body } = asked;
  const { store, now } = installation;
  const link = await store.findSetUpLink(hashOf(body.token));
  if (link === null) {
    return refuse((await store.hasOrganisation()) ? 'already_set_up' : 'link_unknown');
  }
  const no = setUpTrouble(asked, link);
  if (no !== null) return no;
  const at = now().toISOString();
  return store.write(randomUUID(), async (transaction) => {
    if (await transaction.hasOrganisation()) return refuse('already_set_up');
    if (!(await transaction.useSetUpLink(hashOf(body.token), at))) return refuse('link_used');
    const { personId } = await found(transaction, body, at);
    const { sessionId, cookie } = await openSession(transaction, asked, personId);
    const who = {
      organisationId: transaction.organisationId,
      organisationName: body.organisation,
      personId,
      personName: body.person,
      roles: FIRST_ROLES,
    };
    return { answer: signedInAs(installation, sessionId, who), cookie };
  });
};

/** The invitation that a link or code stands for, while it may still be used. Wrong codes are counted. */
const findOpen = async (
  { installation: { store, keys, tries, now }, callerAddress }: Asked<unknown>,
  key: InvitationKey,
): Promise<Result<Invitation, Refusal>> => {
  // A link's 256 bits cannot be guessed; the 50 bits of a code could, by a machine that may try for ever.
  const isCode = 'code' in key;
  const waitS = isCode ? await tries.take(callerAddress) : null;
  if (waitS !== null) return trouble(refuse('too_many_tries', { retryAfterS: waitS }));
  const invitation = await store.findInvitation(
    isCode ? { codeHash: codeHashOf(key.code, keys) } : { tokenHash: hashOf(key.token) },
  );
  if (invitation === null) return trouble(refuse('link_unknown'));
  if (isCode) await tries.giveBack(callerAddress);
  if (invitation.usedAt !== null) return trouble(refuse('link_used'));
  const expiresAt = isCode ? invitation.codeExpiresAt : invitation.expiresAt;
  const isOver = invitation.voidAt !== null || expiresAt <= now().toISOString();
  return isOver ? trouble(refuse('link_expired')) : success(invitation);
};

/** Why this set-up link cannot be used, or null when it can. */
const setUpTrouble = (
  { installation: { now } }: Asked<unknown>,
  { usedAt, expiresAt }: SetUpLink,
): Refusal | null => {
  if (usedAt !== null) return refuse('link_used');
  return expiresAt <= now().toISOString() ? refuse('link_expired') : null;
};
