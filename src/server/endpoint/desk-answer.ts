import type { AnswerGiven, DeskThread } from '../../contract/desk-answer.ts';
import type { Audience } from '../../contract/moment.ts';
import { isAsked, takeBackMs } from '../../domain/answer.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn } from '../route.ts';

/** `GET /v1/desk/moments/:momentId/thread`: what managers and whoever spoke wrote to each other. */
export const momentThread = async ({
  installation: { store, now },
  session: { organisationId },
  param,
}: AskedSignedIn<null>): Promise<Answer | Refusal> => {
  const reads = store.of(organisationId);
  const momentId = param('momentId');
  if ((await reads.moment(momentId)) === null) return refuse('not_found');
  const entries = await reads.thread(momentId);
  const at = now().getTime();
  const answer: Omit<DeskThread, 'protocol'> = {
    entries: entries.map((entry) => ({ ...entry, takeBackMs: takeBackMs(entry, at) })),
    isAsked: isAsked(entries),
  };
  return { answer };
};

/** `POST /v1/desk/moments/:momentId/answers`: seen at once by whoever has the code. */
export const answerMoment = async ({
  installation: { store, now },
  session: { organisationId, personId },
  param,
  body: { entryId, words, isQuestion, after },
}: AskedSignedIn<AnswerGiven>): Promise<Answer | Refusal> => {
  const momentId = param('momentId');
  const writtenAt = now().toISOString();
  const from = 'manager' as const;
  return store.write(organisationId, async (transaction) => {
    // Within the write: of two managers who answer at once, one comes second.
    const before = await transaction.thread(momentId);
    if (before.some((known) => known.entryId === entryId)) return { answer: {} };
    const isRead = after === undefined || after === (before.at(-1)?.entryId ?? null);
    // Whoever sends it sees the moment: where it is held still or gone, it is not there.
    if (!(await transaction.markSeen(momentId, personId, writtenAt))) return refuse('not_found');
    if (!isRead) return refuse('written_meanwhile');
    if (isQuestion && isAsked(before)) return refuse('asked_already');
    const entry = { entryId, from, words, isQuestion, changed: null, writtenAt, personId };
    await transaction.addToThread(momentId, entry);
    return { answer: {} };
  });
};

/** `POST /v1/desk/moments/:momentId/answers/:entryId/take-back`: within half an hour, by any manager. */
export const takeAnswerBack = async ({
  installation: { store, now },
  session: { organisationId },
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const momentId = param('momentId');
  const entryId = param('entryId');
  const thread = await store.of(organisationId).thread(momentId);
  const entry = thread.find((known) => known.entryId === entryId);
  if (entry?.from !== 'manager') return refuse('not_found');
  // A second tap.
  if (entry.takenBackAt !== null) return { answer: {} };
  if (takeBackMs(entry, now().getTime()) === null) return refuse('too_late');
  await store.write(organisationId, (transaction) =>
    transaction.takeBackAnswer(momentId, entryId, now().toISOString()),
  );
  return { answer: {} };
};

/** `POST /v1/desk/moments/:momentId/audience`: whoever spoke wants fewer people to see it (A8). */
export const narrowMoment = async ({
  installation: { store },
  session: { organisationId },
  param,
  body: { audience },
}: AskedSignedIn<{ audience: Audience }>): Promise<Answer | Refusal> => {
  const momentId = param('momentId');
  if ((await store.of(organisationId).moment(momentId)) === null) return refuse('not_found');
  const isNarrowed = await store.write(organisationId, (transaction) =>
    transaction.narrowAudience(momentId, audience),
  );
  return isNarrowed ? { answer: {} } : refuse('not_valid', { field: 'audience' });
};

/** `POST /v1/desk/moments/:momentId/erase`: whoever spoke wants it gone (X2). */
export const eraseMoment = async ({
  installation: { store, now },
  session: { organisationId },
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const momentId = param('momentId');
  // What is held still is nobody's to see, and so not to be found here either.
  if ((await store.of(organisationId).moment(momentId)) === null) return refuse('not_found');
  await store.write(organisationId, (transaction) =>
    transaction.eraseMoment(momentId, now().toISOString()),
  );
  return { answer: {} };
};
