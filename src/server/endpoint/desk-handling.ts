import type {
  AnsweredTogether,
  AssignedTo,
  DeskHandling,
  NoteWritten,
  SimilarMoment,
  TogetherDone,
} from '../../contract/desk-inbox.ts';
import { historyOf } from '../../domain/history.ts';
import { likeness, tellingTerms } from '../../domain/likeness.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn } from '../route.ts';
import type { WriteTransaction } from '../store/store.ts';

/** `GET /v1/desk/moments/:momentId/handling`: what the desk did about a moment, and whose it may become. */
export const momentHandling = async ({
  installation: { store, now },
  session: { organisationId },
  param,
}: AskedSignedIn<null>): Promise<Answer | Refusal> => {
  const reads = store.of(organisationId);
  const momentId = param('momentId');
  const moment = await reads.moment(momentId);
  if (moment === null) return refuse('not_found');
  const isDayAlone = moment.channel === 'own-phone' || moment.channel === 'handed-phone';
  const { seen, toldOn, changes } = await reads.handled(momentId);
  const notes = await reads.notes(momentId);
  const thread = await reads.thread(momentId);
  const history = historyOf({
    arrived: { at: moment.receivedAt, byName: moment.byName, isDayAlone },
    changes,
    seen,
    thread: thread.map((entry) => ({ ...entry, at: entry.writtenAt })),
    notes: notes.map(({ writtenAt, byName }) => ({ at: writtenAt, byName })),
    assignments: await reads.assignments(momentId),
    toldOn,
  });
  const people = await reads.people(now().toISOString());
  const answer: Omit<DeskHandling, 'protocol'> = {
    notes,
    history,
    managers: people.flatMap(({ personId, name, roles }) =>
      roles.includes('manager') ? { personId, name } : [],
    ),
  };
  return { answer };
};

/** `POST /v1/desk/moments/:momentId/notes`: for managers alone. */
export const writeNote = async ({
  installation: { store, now },
  session: { organisationId, personId },
  param,
  body,
}: AskedSignedIn<NoteWritten>): Promise<Answer | Refusal> => {
  const isThere = await store.write(organisationId, (transaction) =>
    transaction.addNote(param('momentId'), { ...body, personId, now: now().toISOString() }),
  );
  return isThere ? { answer: {} } : refuse('not_found');
};

/** So many of the newest are compared with one. */
const COMPARED = 20_000;
/** Those that share most are read whole. */
const READ = 60;
const OFFERED = 10;

/** `GET /v1/desk/moments/:momentId/similar`: what says much the same and waits for an answer, too. */
export const similarMoments = async ({
  installation: { store },
  session: { organisationId },
  param,
}: AskedSignedIn<null>): Promise<Answer | Refusal> => {
  const reads = store.of(organisationId);
  const moment = await reads.moment(param('momentId'));
  if (moment === null) return refuse('not_found');
  const rarity = await reads.alike(tellingTerms(moment.words), COMPARED);
  const most = [...rarity.holding].toSorted((one, other) => other[1].length - one[1].length);
  const found = await reads.at(most.slice(0, READ).map(([place]) => place));
  const moments = found
    .flatMap(({ position, moment: other }): SimilarMoment[] => {
      const like = likeness(rarity, rarity.holding.get(position) ?? [], other.words);
      // Where someone may be at risk, nobody is answered by the dozen.
      if (like === null || other.momentId === moment.momentId || other.isFlagged) return [];
      const { momentId, words, kind, programmeName, receivedAt } = other;
      return [{ momentId, words, kind, programmeName, receivedAt, likeness: like }];
    })
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, OFFERED);
  return { answer: { moments } };
};

type Done = TogetherDone['results'][number]['done'];

/** Does the same to each of several, in one write. */
const toEach = async (
  { installation: { store }, session: { organisationId } }: AskedSignedIn<unknown>,
  momentIds: readonly string[],
  act: (transaction: WriteTransaction, momentId: string) => Promise<Done>,
): Promise<Answer> => {
  const results = await store.write(organisationId, async (transaction) => {
    const all: TogetherDone['results'] = [];
    for (const momentId of new Set(momentIds)) {
      all.push({ momentId, done: await act(transaction, momentId) });
    }
    return all;
  });
  return { answer: { results } };
};

/** `POST /v1/desk/assignments`: whose these are to answer. Only a manager's. */
export const assignMoments = async (
  asked: AskedSignedIn<AssignedTo>,
): Promise<Answer | Refusal> => {
  const { installation, session, body } = asked;
  const now = installation.now().toISOString();
  const { momentIds, personId: to } = body;
  if (to !== null) {
    const people = await installation.store.of(session.organisationId).people(now);
    const person = people.find(({ personId }) => personId === to);
    if (!person?.roles.includes('manager')) return refuse('not_valid', { field: 'personId' });
  }
  return toEach(asked, momentIds, async (transaction, momentId) =>
    (await transaction.assign(momentId, { to, by: session.personId, now })) ? 'done' : 'gone',
  );
};

/** `POST /v1/desk/answers`: one answer to each of several. What somebody answered already is left alone. */
export const answerTogether = async (
  asked: AskedSignedIn<AnsweredTogether>,
): Promise<Answer | Refusal> => {
  const {
    installation,
    session: { personId },
    body: { momentIds, entryId, words },
  } = asked;
  const now = installation.now().toISOString();
  return toEach(asked, momentIds, async (transaction, momentId) => {
    const thread = await transaction.thread(momentId);
    const answers = thread.filter(({ from, takenBackAt }) => from === 'manager' && !takenBackAt);
    if (answers.some((known) => known.entryId === entryId)) return 'done';
    if (answers.length > 0) return 'was-answered';
    if (!(await transaction.markSeen(momentId, personId, now))) return 'gone';
    await transaction.addToThread(momentId, {
      entryId,
      from: 'manager',
      words,
      isQuestion: false,
      changed: null,
      writtenAt: now,
      personId,
    });
    return 'done';
  });
};
