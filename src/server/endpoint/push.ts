import type { PushAnswer, PushRequest } from '../../contract/push.ts';
import { accept } from '../accept.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn } from '../route.ts';
import type { Contact, Session } from '../store/store.ts';

/** `POST /v1/push` (P1): what a signed-in phone holds. Answered only when all of it is on disk. */
export const push = async ({
  installation: { store, now },
  session,
  body,
}: AskedSignedIn<PushRequest>): Promise<Answer | Refusal> => {
  const { organisationId, personId, sessionId } = session;
  if (body.sender !== personId) return refuse('other_person');
  const at = now().toISOString();
  const results = await accept(
    store,
    { organisationId, personId, sessionId, channel: 'practitioner' },
    body.operations,
    at,
    pendingNote(session, body, at),
  );
  const answer: Omit<PushAnswer, 'protocol'> = { epoch: store.epoch, results };
  return { answer };
};

/** What the phone says that it holds, when it differs from what it said last. */
const pendingNote = (
  session: Session,
  { pending }: PushRequest,
  at: string,
): Contact | undefined =>
  pending.count === session.pendingCount && pending.since === session.pendingSince
    ? undefined
    : { at, pending };
