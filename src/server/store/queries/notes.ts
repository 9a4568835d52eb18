import type { DeskNote } from '../../../contract/desk-inbox.ts';
import type { Engine } from '../engine.ts';

/** Oldest first. */
export const notes = async (
  { db }: Engine,
  organisationId: string,
  momentId: string,
): Promise<DeskNote[]> => {
  const rows = await db
    .selectFrom('note')
    .leftJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'note.organisation_id')
        .onRef('person.person_id', '=', 'note.written_by'),
    )
    .select(['note.note_id', 'note.words', 'note.written_at', 'person.name'])
    .where('note.organisation_id', '=', organisationId)
    .where('note.moment_id', '=', momentId)
    .orderBy('note.position')
    .execute();
  return rows.map((row) => ({
    noteId: row.note_id,
    words: row.words,
    writtenAt: row.written_at,
    byName: row.name,
  }));
};

/** False when the moment is unknown or withdrawn. The same note is not added twice. */
export const addNote = async (
  engine: Engine,
  organisationId: string,
  momentId: string,
  note: { noteId: string; words: string; personId: string; now: string },
): Promise<boolean> => {
  if (!(await isInInbox(engine, organisationId, momentId))) return false;
  const known = await notes(engine, organisationId, momentId);
  if (known.some(({ noteId }) => noteId === note.noteId)) return true;
  await engine.db
    .insertInto('note')
    .values({
      organisation_id: organisationId,
      moment_id: momentId,
      note_id: note.noteId,
      position: known.length + 1,
      words: note.words,
      written_at: note.now,
      written_by: note.personId,
    })
    .execute();
  return true;
};

/** Whether managers can see it: it is there and not withdrawn. */
export const isInInbox = async (
  { db }: Engine,
  organisationId: string,
  momentId: string,
): Promise<boolean> => {
  const row = await db
    .selectFrom('moment')
    .select('moment_id')
    .where('organisation_id', '=', organisationId)
    .where('moment_id', '=', momentId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
};
