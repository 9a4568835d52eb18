import { wellFormed } from '../domain/moment.ts';
import { announceChange } from './changes.ts';
import type { Draft, OutboxDatabase } from './database.ts';

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

/**
 * Brings what was being changed of moments that are gone (taken back elsewhere, or long sent) into the draft of a new
 * one. Nobody would find it any more, and it would stand in the way of every update.
 */
export const rescueDrafts = async (
  database: OutboxDatabase,
  personId: string,
  now: number,
): Promise<void> => {
  const rescued = await database.write(['drafts', 'moments'], async (tx) => {
    const drafts = tx.objectStore('drafts');
    const own = await drafts.getAll(draftsOf(personId));
    const lost: Draft[] = [];
    for (const draft of own) {
      const momentId = draft.draftId.slice(personId.length + 1);
      const isNew = draft.draftId === draftIdOf(personId);
      const moment = isNew ? undefined : await tx.objectStore('moments').get(momentId);
      if (!isNew && (moment === undefined || moment.body === null)) lost.push(draft);
    }
    if (lost.length === 0) return false;
    const begun = own.find(({ draftId }) => draftId === draftIdOf(personId));
    const words = [...(begun === undefined ? [] : [begun]), ...lost].map((draft) => draft.words);
    await drafts.put({ draftId: draftIdOf(personId), words: words.join('\n'), updatedAt: now });
    for (const { draftId } of lost) await drafts.delete(draftId);
    return true;
  });
  if (rescued) announceChange();
};

const draftsOf = (personId: string): IDBKeyRange =>
  IDBKeyRange.bound(`${personId}/`, `${personId}/\uFFFF`);

/** Whether this person has words on this phone that are not saved: no update may be taken over them (V3). */
export const hasDrafts = (database: OutboxDatabase, personId: string): Promise<boolean> =>
  database.read(['drafts'], async (tx) => {
    return (await tx.objectStore('drafts').count(draftsOf(personId))) > 0;
  });
