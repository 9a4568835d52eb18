// What this phone was told: who is signed in, the programmes, and this person's moments as the server knows them
// (pull.ts brings them). All of it can be pulled again, so it lives apart from the outbox and may be thrown away (S6).
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Change, Identity, Programme } from '../contract/pull.ts';
import { announceChange } from './changes.ts';

/** Who is signed in here, as the sign-in's answer said it. */
export interface SignedInHere {
  identity: Identity;
  sessionId: string;
  /** Only an answer that carries this word may wipe the phone (P7). */
  wipe: string;
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
}

export type KnownDatabase = IDBPDatabase<KnownSchema>;

const NAME = 'moments-known';

/** `onLost` hears when this connection is of no more use: a newer build upgrades, or the browser closed it. */
export const openKnown = (
  onLost: () => void = () => undefined,
  name = NAME,
): Promise<KnownDatabase> =>
  openDB<KnownSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('signedIn');
      database.createObjectStore('programmes', { keyPath: 'programmeId' });
      database.createObjectStore('changes', { keyPath: 'momentId' });
      database.createObjectStore('place');
      database.createObjectStore('choices', { keyPath: 'personId' });
    },
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      onLost();
    },
    terminated: onLost,
  });

export const readSignedIn = (known: KnownDatabase): Promise<SignedInHere | undefined> =>
  known.get('signedIn', 'me');

/** This phone now belongs to that person. What was pulled for another one goes. */
export const keepSignedIn = async (known: KnownDatabase, here: SignedInHere): Promise<void> => {
  const tx = known.transaction(['signedIn', 'programmes', 'changes', 'place'], 'readwrite');
  const before = await tx.objectStore('signedIn').get('me');
  if (before?.identity.personId !== here.identity.personId) {
    await Promise.all([
      tx.objectStore('programmes').clear(),
      tx.objectStore('changes').clear(),
      tx.objectStore('place').clear(),
    ]);
  }
  await tx.objectStore('signedIn').put(here, 'me');
  await tx.done;
  announceChange();
};

export const forgetSignedIn = async (known: KnownDatabase): Promise<void> => {
  const tx = known.transaction(['signedIn', 'programmes', 'changes', 'place'], 'readwrite');
  await Promise.all([
    tx.objectStore('signedIn').clear(),
    tx.objectStore('programmes').clear(),
    tx.objectStore('changes').clear(),
    tx.objectStore('place').clear(),
    tx.done,
  ]);
  announceChange();
};

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
