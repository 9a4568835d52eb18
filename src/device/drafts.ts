import { wellFormed } from '../domain/moment.ts';
import { announceChange } from './changes.ts';
import type { OutboxDatabase } from './database.ts';

/** Where the words for a new moment, or for the change of a saved one, are kept while they are typed. */
export const draftIdOf = (personId: string, momentId?: string): string =>
  `${personId}/${momentId ?? 'new'}`;

/** Keeps what is typed so far (S2). Empty words leave no draft. */
export const keepDraft = async (
  database: OutboxDatabase,
  draftId: string,
  words: string,
  now: number,
): Promise<void> => {
  const hadDraft = await database.write(['drafts'], async (tx) => {
    const drafts = tx.objectStore('drafts');
    const before = await drafts.getKey(draftId);
    if (words === '') await drafts.delete(draftId);
    else await drafts.put({ draftId, words: wellFormed(words), updatedAt: now });
    return before !== undefined;
  });
  // Not at every letter: only that there is a draft now, or none any more, concerns anybody else.
  if (hadDraft === (words === '')) announceChange();
};

/** The words of a draft, or '' where there is none. */
export const readDraft = (database: OutboxDatabase, draftId: string): Promise<string> =>
  database.read(['drafts'], async (tx) => {
    const draft = await tx.objectStore('drafts').get(draftId);
    return draft?.words ?? '';
  });

/** Whether this person has words on this phone that are not saved: no update may be taken over them (V3). */
export const hasDrafts = (database: OutboxDatabase, personId: string): Promise<boolean> =>
  database.read(['drafts'], async (tx) => {
    const own = IDBKeyRange.bound(`${personId}/`, `${personId}/\uFFFF`);
    return (await tx.objectStore('drafts').count(own)) > 0;
  });
