// An outbox that an earlier build made, opened by this one.
import { expect, test } from 'vitest';
import { openOutbox } from '../../../src/device/database.ts';
import { freshStorage } from '../../support/phone.ts';

/** What the first build made, store by store. It never changes: such phones are out there. */
const FIRST = {
  drafts: { keyPath: 'draftId', indexes: {} },
  moments: { keyPath: 'momentId', indexes: { person: ['personId', 'savedAt'] } },
  operations: {
    keyPath: 'operationId',
    indexes: {
      queue: ['personId', 'queuedAt'],
      moment: 'momentId',
      received: 'receivedAt',
      attention: ['personId', 'attention'],
    },
  },
  senders: { keyPath: 'personId', indexes: {} },
  media: { keyPath: 'mediaId', indexes: {} },
} as const;
type Store = keyof typeof FIRST;
const STORES = Object.keys(FIRST) as Store[];

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error!));
  });

/** One row in each store, kept by the first build. */
const leftBehind = async (): Promise<Record<Store, object[]>> => {
  const opening = indexedDB.open('moments-outbox', 1);
  opening.addEventListener('upgradeneeded', () => {
    for (const name of STORES) {
      const { keyPath, indexes } = FIRST[name];
      const store = opening.result.createObjectStore(name, { keyPath });
      for (const [index, path] of Object.entries(indexes)) store.createIndex(index, path);
    }
  });
  const database = await settled(opening);
  const rows = Object.fromEntries(
    STORES.map((name) => [name, [{ [FIRST[name].keyPath]: `of ${name}`, savedAt: 1 }]]),
  ) as Record<Store, object[]>;
  const tx = database.transaction(STORES, 'readwrite');
  for (const name of STORES) tx.objectStore(name).put(rows[name][0]);
  await new Promise((resolve) => tx.addEventListener('complete', resolve));
  database.close();
  return rows;
};

test('[S6] an upgrade takes nothing away: every store, index and row of the first build is still there', async () => {
  freshStorage();
  const before = await leftBehind();
  const outbox = openOutbox();
  const found = await outbox.read(STORES, async (tx) => {
    const stores: Record<string, object> = {};
    for (const name of STORES) {
      const store = tx.objectStore(name);
      stores[name] = {
        keyPath: store.keyPath,
        indexes: Object.keys(FIRST[name].indexes).filter((index) =>
          (store.indexNames as DOMStringList).contains(index),
        ),
        rows: await store.getAll(),
      };
    }
    return stores;
  });
  outbox.close();
  expect(found).toEqual(
    Object.fromEntries(
      STORES.map((name) => [
        name,
        {
          keyPath: FIRST[name].keyPath,
          indexes: Object.keys(FIRST[name].indexes),
          rows: before[name],
        },
      ]),
    ),
  );
});

test('[S6] a new phone gets the same stores', async () => {
  freshStorage();
  const outbox = openOutbox();
  expect(await outbox.read(STORES, async (tx) => [...tx.objectStoreNames])).toEqual(
    STORES.toSorted((one, other) => (one < other ? -1 : 1)),
  );
  outbox.close();
});
