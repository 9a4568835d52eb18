import { wellFormed } from '../domain/moment.ts';
import type { OutboxDatabase } from './database.ts';

/** Where the words for a new moment, or for the change of a saved one, are kept while they are typed. */
export const draftIdOf = (personId: string, momentId?: string): string =>
  `${personId}/${momentId ?? 'new'}`;

/** Keeps what is typed so far (S2). Empty words leave no draft. */
export const keepDraft = (
  database: OutboxDatabase,
  draftId: string,
  words: string,
  now: number,
): Promise<void> =>
  database.write(['drafts'], async (tx) => {
    const drafts = tx.objectStore('drafts');
    if (words === '') await drafts.delete(draftId);
    else await drafts.put({ draftId, words: wellFormed(words), updatedAt: now });
  });

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
