import { wellFormed } from '../domain/moment.ts';
import { announceChange } from './changes.ts';
import type { OutboxDatabase } from './database.ts';
import { LOCK, draftIdOf, wordsOf } from './draft-rows.ts';

export { draftIdOf } from './draft-rows.ts';

/** What is typed, and where: one row for each tab that types it. Only the tab that claimed a row writes it. */
export interface Claim {
  draftId: string;
  letGo: () => void;
}

/** A page that is loaded again waits so long for the one before to let go, then takes a row of its own. */
const CLAIM_MS = 500;

/**
 * Claims the row of a draft for this tab. While another tab types the same, this one gets a row of its own beside it
 * (`…~<id>`): neither covers the words of the other, nor ends its draft by a save. Where a browser has no locks, all
 * tabs share the row.
 */
export const claimDraft = async (draftId: string): Promise<Claim> => {
  const apart = `${draftId}~${crypto.randomUUID()}`;
  return (await hold(draftId)) ?? (await hold(apart)) ?? { draftId, letGo: () => undefined };
};

const hold = (draftId: string): Promise<Claim | null> =>
  new Promise((resolve) => {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), CLAIM_MS);
    const held = (): Promise<void> =>
      new Promise((letGo) => {
        clearTimeout(timer);
        resolve({ draftId, letGo });
      });
    (async () => await navigator.locks.request(LOCK + draftId, { signal: limit.signal }, held))()
      // Another tab has it, or this browser has no locks for us.
      .catch(() => resolve(null))
      .finally(() => clearTimeout(timer));
  });

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

/** The words of a draft, of all tabs that type it, or '' where there are none. */
export const readDraft = (database: OutboxDatabase, draftId: string): Promise<string> =>
  database.read(['drafts'], async (tx) => {
    const rows = IDBKeyRange.bound(draftId, `${draftId}~\uFFFF`);
    return wordsOf(await tx.objectStore('drafts').getAll(rows));
  });

/**
 * The words of the draft that this tab claimed. Whoever holds the common row brings into it what tabs that are gone
 * left beside it, and, for a new moment, what was being changed of moments that are gone: nobody would find it any
 * more, and it would stand in the way of every update.
 */
export const takeUpDraft = async (
  database: OutboxDatabase,
  { draftId }: Pick<Claim, 'draftId'>,
  personId: string,
  momentId: string | undefined,
  now: number,
): Promise<string> => {
  const all = await database.read(['drafts'], (tx) =>
    tx.objectStore('drafts').getAll(draftsOf(personId)),
  );
  const own = all.filter((draft) => draft.draftId === draftId);
  if (all.length > own.length && draftId === draftIdOf(personId, momentId)) {
    const { bringBack } = await import('./bring-back.ts');
    return await bringBack(database, { own, all, personId, momentId }, now);
  }
  return wordsOf(own);
};

const draftsOf = (personId: string): IDBKeyRange =>
  IDBKeyRange.bound(`${personId}/`, `${personId}/\uFFFF`);

/** Whether this person has words on this phone that are not saved: no update may be taken over them (V3). */
export const hasDrafts = (database: OutboxDatabase, personId: string): Promise<boolean> =>
  database.read(['drafts'], async (tx) => {
    return (await tx.objectStore('drafts').count(draftsOf(personId))) > 0;
  });
