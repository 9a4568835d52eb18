import type { PushAnswer, PushRequest } from '../../contract/push.ts';
import { accept } from '../accept.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn } from '../route.ts';
import type { Session } from '../store/store.ts';

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
    saysNothingNew(session, body) ? undefined : body.pending,
  );
  const answer: Omit<PushAnswer, 'protocol'> = { epoch: store.epoch, results };
  return { answer };
};

/** A phone that holds what it held, and brings nothing, writes nothing. */
const saysNothingNew = (session: Session, { operations, pending }: PushRequest): boolean =>
  operations.length === 0 &&
  pending.count === session.pendingCount &&
  pending.since === session.pendingSince;
