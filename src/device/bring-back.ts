import { announceChange } from './changes.ts';
import type { Draft, OutboxDatabase } from './database.ts';
import { LOCK, draftIdOf, wordsOf } from './draft-rows.ts';

interface Found {
  /** The row of this tab, if there is one yet. */
  own: Draft[];
  /** All rows of this person. */
  all: Draft[];
  personId: string;
  momentId: string | undefined;
}

/**
 * Brings into the common row of a draft what tabs that are gone left beside it, and, for a new moment, what was being
 * changed of moments that are gone, in one transaction. The words that it then holds.
 */
export const bringBack = async (
  database: OutboxDatabase,
  { own, all, personId, momentId }: Found,
  now: number,
): Promise<string> => {
  const gone = momentId === undefined ? await momentsGone(database, personId, all) : [];
  const left = all.filter(
    (draft) =>
      !own.includes(draft) && [momentId ?? 'new', ...gone].includes(subjectOf(personId, draft)),
  );
  // Asked after the rows were read: whoever typed one of them then holds it still, or is gone.
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const lost = left.filter(({ draftId }) => !held.some(({ name }) => name === LOCK + draftId));
  const words = wordsOf([...own, ...lost]);
  if (lost.length === 0) return words;
  await database.write(['drafts'], async (tx) => {
    const draftId = draftIdOf(personId, momentId);
    await tx.objectStore('drafts').put({ draftId, words, updatedAt: now });
    await Promise.all(lost.map((draft) => tx.objectStore('drafts').delete(draft.draftId)));
  });
  announceChange();
  return words;
};

/** What a draft is of: `new`, or the id of a moment. */
const subjectOf = (personId: string, { draftId }: Draft): string =>
  draftId.slice(personId.length + 1).split('~')[0]!;

const momentsGone = (
  database: OutboxDatabase,
  personId: string,
  drafts: Draft[],
): Promise<string[]> =>
  database.read(['moments'], async (tx) => {
    const subjects = drafts.map((draft) => subjectOf(personId, draft));
    const moments = await Promise.all(subjects.map((id) => tx.objectStore('moments').get(id)));
    return subjects.filter((id, index) => id !== 'new' && !moments[index]?.body);
  });
