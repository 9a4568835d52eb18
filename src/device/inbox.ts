// What this phone was told: who is signed in, the programmes, and this person's moments as the server knows them
// (pull.ts brings them). All of it can be pulled again, so it lives apart from the outbox and may be thrown away (S6).
import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type OpenDBCallbacks,
  type StoreNames,
  deleteDB,
  openDB,
} from 'idb';
import type { Change, Identity, Programme } from '../contract/pull.ts';
import type { Offered } from '../contract/offered.ts';
import type { HandOver } from '../contract/say.ts';
import { announceChange } from './changes.ts';
import { StorageError, hearing, reopening } from './database.ts';

/** Who is signed in here, as the sign-in's answer said it. */
export interface SignedInHere {
  identity: Identity;
  sessionId: string;
  /** Only an answer that carries this word may wipe the phone (P7). */
  wipe: string;
  /** In whose hands this phone is now, where it was handed over (handed.ts). */
  handed?: Handed;
}

/** Somebody speaks on this phone without a name: in which programme, and whether they have said it and it is blank. */
export interface Handed {
  programmeId: string;
  isBlank: boolean;
}

/** What stays chosen from one moment to the next. */
export interface Choices {
  personId: string;
  programmeId: string | null;
  group: string | null;
  /** Groups used lately on this phone, newest first. */
  groups: { programmeId: string; group: string }[];
}

interface KnownSchema extends DBSchema {
  /** One row under `me`. */
  signedIn: { key: string; value: SignedInHere };
  programmes: { key: string; value: Programme };
  changes: { key: string; value: Change };
  /** One row under `at`: how far was pulled, and from which database. */
  place: { key: string; value: { personId: string; epoch: string; cursor: string } };
  choices: { key: string; value: Choices };
  /** What this phone needs to be handed over, by programme. */
  handOver: { key: string; value: HandOver };
  /** One row under `here`: what the organisation offers while words are kept. */
  offered: { key: string; value: Offered };
}

type Known = IDBPDatabase<KnownSchema>;

/** Opens itself at each use where it has to, and never for good stands in the way of what the outbox holds. */
export interface KnownDatabase extends Pick<Known, 'get' | 'getAll' | 'put'> {
  /** A transaction, as soon as it is open. It ends where its maker waits for anything else. */
  transaction: (
    stores: StoreNames<KnownSchema>[],
    mode: 'readwrite',
  ) => Promise<IDBPTransaction<KnownSchema, StoreNames<KnownSchema>[], 'readwrite'>>;
  close: () => void;
}

const NAME = 'moments-known';

/** One connection, for whoever reads once and closes it. */
export const openKnownOnce = (
  name = NAME,
  callbacks: OpenDBCallbacks<KnownSchema> = {},
): Promise<Known> =>
  openDB<KnownSchema>(name, 3, {
    upgrade(database, before) {
      if (before < 1) {
        database.createObjectStore('signedIn');
        database.createObjectStore('programmes', { keyPath: 'programmeId' });
        database.createObjectStore('changes', { keyPath: 'momentId' });
        database.createObjectStore('place');
        database.createObjectStore('choices', { keyPath: 'personId' });
      }
      if (before < 2) database.createObjectStore('handOver', { keyPath: 'form.programmeId' });
      database.createObjectStore('offered');
    },
    ...callbacks,
  });

/**
 * What this phone was told. It opens at its first use, and again after its connection was lost. What cannot be read any
 * more is thrown away: it can be pulled again.
 */
export const openKnown = async (name = NAME): Promise<KnownDatabase> => {
  const { use, close } = reopening((hears) => openKnownOnce(name, hearing(hears)));
  /** Who was read here last: known again where all else is thrown away. */
  let here: SignedInHere | undefined;
  const mended = async <T>(work: (known: Known) => Promise<T>): Promise<T> => {
    try {
      return await use(work);
    } catch (error) {
      if (!(error instanceof StorageError) || error.trouble !== 'damaged') throw error;
      void deleteDB(name).catch(() => undefined);
      const me = here;
      if (me !== undefined) await use((known) => known.put('signedIn', me, 'me'));
      return await use(work);
    }
  };
  return {
    get: async (store, key) => {
      const found = await mended((known) => reading(known, store).get(key));
      if (store === 'signedIn') here = found as SignedInHere | undefined;
      return found;
    },
    getAll: (store) => mended((known) => reading(known, store).getAll()),
    put: (store, value, key) => mended((known) => known.put(store, value, key)),
    transaction: (stores, mode) => mended(async (known) => known.transaction(stores, mode)),
    close,
  };
};

/** idb's own shorthand leaves the end of a transaction that failed to nobody. */
const reading = <Name extends StoreNames<KnownSchema>>(known: Known, store: Name) => {
  const tx = known.transaction(store);
  tx.done.catch(() => undefined);
  return tx.store;
};

export const readSignedIn = (known: Pick<Known, 'get'>): Promise<SignedInHere | undefined> =>
  known.get('signedIn', 'me');

export const listProgrammes = (known: KnownDatabase): Promise<Programme[]> =>
  known.getAll('programmes');

/** This person's moments as the server knows them, from this or another phone. */
export const listChanges = (known: KnownDatabase): Promise<Change[]> => known.getAll('changes');

export const readChoices = async (known: KnownDatabase, personId: string): Promise<Choices> =>
  (await known.get('choices', personId)) ?? {
    personId,
    programmeId: null,
    group: null,
    groups: [],
  };

/** Remembers the programme and group of this session; the group joins those that are offered again. */
export const keepChoices = async (known: KnownDatabase, choices: Choices): Promise<void> => {
  const { programmeId, group, groups } = choices;
  const others = groups.filter((used) => used.programmeId !== programmeId || used.group !== group);
  const used =
    programmeId !== null && group !== null ? [{ programmeId, group }, ...others] : others;
  await known.put('choices', { ...choices, groups: used.slice(0, 30) });
  announceChange();
};

/** Undefined before the first pull of a build that knows of it. */
export const readOffered = (known: Pick<Known, 'get'>): Promise<Offered | undefined> =>
  known.get('offered', 'here');
