import type { Engine } from '../engine.ts';
import type { NewThreadEntry, ThreadEntry } from '../store.ts';
import { restate } from './states.ts';

/** Oldest first. */
export const thread = async (
  { db }: Engine,
  organisationId: string,
  momentId: string,
): Promise<ThreadEntry[]> => {
  const rows = await db
    .selectFrom('thread')
    .leftJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'thread.organisation_id')
        .onRef('person.person_id', '=', 'thread.written_by'),
    )
    .selectAll('thread')
    .select('person.name')
    .where('thread.organisation_id', '=', organisationId)
    .where('thread.moment_id', '=', momentId)
    .orderBy('thread.position')
    .execute();
  return rows.map((row) => ({
    entryId: row.entry_id,
    from: row.side,
    words: row.words,
    isQuestion: row.is_question === 1,
    changed: row.changed,
    writtenAt: row.written_at,
    byName: row.name,
    takenBackAt: row.taken_back_at,
  }));
};

/** False when the moment is unknown or withdrawn. What is there already is not added again. */
export const addToThread = async (
  engine: Engine,
  organisationId: string,
  momentId: string,
  entry: NewThreadEntry,
): Promise<boolean> => {
  if (!(await isThere(engine, organisationId, momentId))) return false;
  const known = await thread(engine, organisationId, momentId);
  if (known.some((one) => isSame(one, entry))) return true;
  await engine.db
    .insertInto('thread')
    .values({
      organisation_id: organisationId,
      moment_id: momentId,
      entry_id: entry.entryId,
      position: known.length + 1,
      side: entry.from,
      words: entry.words,
      is_question: entry.isQuestion ? 1 : 0,
      changed: entry.changed,
      written_at: entry.writtenAt,
      written_by: entry.personId,
      taken_back_at: null,
    })
    .execute();
  await restate(engine, organisationId, [momentId]);
  return true;
};

/** A second tap of a manager; or words of the person whose answer was lost, who sends them again. */
const isSame = (one: ThreadEntry, entry: NewThreadEntry): boolean =>
  one.entryId === entry.entryId ||
  (entry.from === 'speaker' &&
    one.from === 'speaker' &&
    one.words === entry.words &&
    one.changed === entry.changed &&
    one.writtenAt === entry.writtenAt);

/** What is held can be written to, too: its words must not be lost. */
const isThere = async (
  { db }: Engine,
  organisationId: string,
  momentId: string,
): Promise<boolean> => {
  const moment = await db
    .selectFrom('moment')
    .select('moment_id')
    .where('organisation_id', '=', organisationId)
    .where('moment_id', '=', momentId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (moment !== undefined) return true;
  const held = await db
    .selectFrom('held')
    .select('moment_id')
    .where('organisation_id', '=', organisationId)
    .where('moment_id', '=', momentId)
    .executeTakeFirst();
  return held !== undefined;
};

export const takeBackAnswer = async (
  engine: Engine,
  organisationId: string,
  momentId: string,
  entryId: string,
  now: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await engine.db
    .updateTable('thread')
    .set({ taken_back_at: now })
    .where('organisation_id', '=', organisationId)
    .where('moment_id', '=', momentId)
    .where('entry_id', '=', entryId)
    .where('side', '=', 'manager')
    .where('taken_back_at', 'is', null)
    .executeTakeFirstOrThrow();
  await restate(engine, organisationId, [momentId]);
  return numUpdatedRows > 0n;
};
