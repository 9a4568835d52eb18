import type { Identity } from '../../contract/pull.ts';
import type { SignedIn } from '../../contract/sign-in.ts';
import type { Installation } from '../installation.ts';
import { wipeWordOf } from '../secrets.ts';
import type { Session } from '../store/store.ts';

type WhoIsIt = Pick<
  Session,
  'organisationId' | 'organisationName' | 'personId' | 'personName' | 'roles'
>;

export const identityOf = ({
  organisationId,
  organisationName,
  personId,
  personName,
  roles,
}: WhoIsIt): Identity => ({ organisationId, organisationName, personId, personName, roles });

/** What a phone is told when it is signed in, and whenever it asks who it is. */
export const signedInAs = (
  { keys }: Pick<Installation, 'keys'>,
  sessionId: string,
  who: WhoIsIt,
): Omit<SignedIn, 'protocol'> => ({
  identity: identityOf(who),
  sessionId,
  wipe: wipeWordOf(sessionId, keys),
});
