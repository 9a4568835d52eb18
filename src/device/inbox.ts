// What this phone was told: who is signed in, the programmes, and this person's moments as the server knows them.
// All of it can be pulled again, so it lives apart from the outbox and may be thrown away (S6).
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Change, Identity, Programme, PullAnswer } from '../contract/pull.ts';
import { PROTOCOL } from '../contract/version.ts';
import { announceChange } from './changes.ts';
import { KEPT_AFTER_SENDING_MS } from './outbox.ts';

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
  /** One row under `at`. */
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

export type PullOutcome =
  | { kind: 'pulled' }
  | { kind: 'unknown' }
  | { kind: 'sign-in needed' }
  | { kind: 'phone lost'; wipe: string };

/** Asks for all that is new for this person, page by page; each page and its cursor are applied together (L2). */
export const pull = async (
  known: KnownDatabase,
  personId: string,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  now: number,
): Promise<PullOutcome> => {
  for (;;) {
    const place = await known.get('place', 'at');
    const cursor = place?.personId === personId ? place.cursor : null;
    const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    let answer: Partial<PullAnswer> & { code?: string; wipe?: string };
    let status: number;
    try {
      const response = await fetch(`/v1/pull${query}`, {
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
      });
      status = response.status;
      answer = (await response.json()) as typeof answer;
    } catch {
      return { kind: 'unknown' };
    }
    if (answer?.protocol !== PROTOCOL) return { kind: 'unknown' };
    if (answer.code === 'phone_lost') return { kind: 'phone lost', wipe: answer.wipe ?? '' };
    if (status === 401) return { kind: 'sign-in needed' };
    if (status !== 200 || !isWhole(answer) || answer.identity.personId !== personId) {
      return { kind: 'unknown' };
    }
    await apply(known, answer, now);
    if (!answer.more) return { kind: 'pulled' };
  }
};

const isWhole = (answer: Partial<PullAnswer>): answer is PullAnswer =>
  typeof answer.cursor === 'string' &&
  typeof answer.epoch === 'string' &&
  typeof answer.identity?.personId === 'string' &&
  Array.isArray(answer.programmes) &&
  Array.isArray(answer.changes);

const apply = async (
  known: KnownDatabase,
  { identity, programmes, changes, epoch, cursor, more }: PullAnswer,
  now: number,
): Promise<void> => {
  const tx = known.transaction(['signedIn', 'programmes', 'changes', 'place'], 'readwrite');
  const here = await tx.objectStore('signedIn').get('me');
  // Somebody else signed in while this was under way: it is not for them.
  if (here?.identity.personId !== identity.personId) {
    await tx.done;
    return;
  }
  const store = tx.objectStore('programmes');
  const stored = tx.objectStore('changes');
  // A person's own words stay on their phone for 30 days after they were sent, and no longer.
  const oldest = new Date(now - KEPT_AFTER_SENDING_MS).toISOString();
  const isOver = ({ receivedAt }: Change): boolean => receivedAt < oldest;
  // They are looked through once a pull, not at each of its pages.
  const over = more ? [] : (await stored.getAll()).filter(isOver);
  await Promise.all([
    tx.objectStore('signedIn').put({ ...here, identity }, 'me'),
    store.clear(),
    ...programmes.map((programme) => store.put(programme)),
    ...over.map(({ momentId }) => stored.delete(momentId)),
    ...changes.filter((change) => !isOver(change)).map((change) => stored.put(change)),
    tx.objectStore('place').put({ personId: identity.personId, epoch, cursor }, 'at'),
    tx.done,
  ]);
  announceChange();
};
