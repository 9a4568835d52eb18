// What a person does about a moment that the endpoint refused (O6). Each is one strict transaction, so that after a
// crash the words stand in one place: where they were, or where they go.
import type { MomentBody } from '../contract/moment.ts';
import { announceChange } from './changes.ts';
import type { KeptMoment, KeptOperation, OutboxDatabase, OutboxTransaction } from './database.ts';
import { type Means, type Minted, freeze, mintMoment, newRow, operationsOf } from './outbox.ts';

const isRefused = ({ attention }: KeptOperation): boolean => attention !== undefined;

/** Takes away what was refused of a moment: it stands as it was sent before, or goes where nothing else is left of it. */
const dropRefused = async (tx: OutboxTransaction, momentId: string): Promise<void> => {
  const rows = await operationsOf(tx, momentId);
  const left = rows.filter((row) => !isRefused(row));
  for (const row of rows.filter(isRefused)) {
    await tx.objectStore('operations').delete(row.operationId);
  }
  const moment = await tx.objectStore('moments').get(momentId);
  if (moment === undefined || left.length === rows.length) return;
  if (left.length === 0) await tx.objectStore('moments').delete(momentId);
  else await tx.objectStore('moments').put({ ...moment, body: bodyOf(left) });
};

const bodyOf = (rows: KeptOperation[]): MomentBody | null => {
  const last = rows.reduce((newest, row) => (row.revision > newest.revision ? row : newest));
  return last.kind === 'withdraw' ? null : (JSON.parse(last.body) as MomentBody);
};

/**
 * Keeps a new moment, under an id of its own, in place of what was refused of `momentId`. What was sent of that one
 * before stays as it is. Throws StorageError; then all is as it was, or, where the phone did not answer, perhaps kept:
 * whoever asks again does so with the same one.
 */
export const keepAsNew = async (
  database: OutboxDatabase,
  { momentId, draftId }: Pick<KeptMomentOf, 'momentId' | 'draftId'>,
  { moment, operation }: Minted,
): Promise<KeptMoment> => {
  await database.write(['drafts', 'moments', 'operations'], async (tx) => {
    await dropRefused(tx, momentId);
    await tx.objectStore('drafts').delete(draftId);
    if ((await tx.objectStore('moments').getKey(moment.momentId)) !== undefined) return;
    await tx.objectStore('moments').put(moment);
    await tx.objectStore('operations').put(operation);
  });
  announceChange();
  return moment;
};

/** Mints a new moment of these words and keeps it in place of what was refused. */
export const saveAsNew = async (
  database: OutboxDatabase,
  { personId, body, ...of }: KeptMomentOf,
  means: Means,
): Promise<KeptMoment> => keepAsNew(database, of, await mintMoment({ personId, body }, means));

interface KeptMomentOf {
  /** The one that was refused. */
  momentId: string;
  personId: string;
  body: MomentBody;
  /** The draft of its change, which ends with this. */
  draftId: string;
}

/** Gives a refused change up: the moment stands as it was sent before. */
export const keepAsSent = async (
  database: OutboxDatabase,
  { momentId, draftId }: { momentId: string; draftId: string },
): Promise<void> => {
  await database.write(['drafts', 'moments', 'operations'], async (tx) => {
    await dropRefused(tx, momentId);
    await tx.objectStore('drafts').delete(draftId);
  });
  announceChange();
};

/** Takes a moment back once more, where the endpoint refused the withdrawal: as a new operation in its place. */
export const withdrawAgain = async (
  database: OutboxDatabase,
  momentId: string,
  means: Means,
): Promise<void> => {
  const refused = await database.read(['operations'], async (tx) => {
    const rows = await tx.objectStore('operations').index('moment').getAll(momentId);
    return rows.find((row) => isRefused(row) && row.kind === 'withdraw');
  });
  if (refused === undefined) return;
  const frozen = await freeze(JSON.parse(refused.body) as object);
  await database.write(['operations'], async (tx) => {
    const store = tx.objectStore('operations');
    // Another tab may have done it meanwhile.
    if ((await store.getKey(refused.operationId)) === undefined) return;
    await store.delete(refused.operationId);
    await store.put(newRow(frozen, refused.personId, momentId, refused, 0, means));
  });
  announceChange();
};
