// What was said without a name on this phone while it was handed over: sealed, so that nobody can read it here (A2), in
// a database of its own, which a wipe of the phone leaves alone. Each entry is sent by itself, late, and never close to
// what a person pushes (A3):
//
//   - a due time 0 to 15 minutes ahead is fixed at sealing; from then on the first opening with signal sends it
//   - it leaves 20 to 90 s after a push, and a push 20 to 90 s after it
//   - it gives way to a push once; the next time it goes first, and the push waits
//   - one that is flagged for safety waits for nothing
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { SealedEntry } from '../contract/say.ts';
import { announceChange } from './changes.ts';
import { hearing, reopening, strictly } from './database.ts';
import { retryDelayMs } from './retry.ts';

const DUE_WITHIN_MS = 15 * 60_000;
const APART_MIN_MS = 20_000;
const APART_MAX_MS = 90_000;
/** What goes first must have gone by then, or had its try: moments are never stuck behind it. */
const PUSH_HELD_MAX_MS = 3 * 60_000;
const LOOK_AGAIN_MS = 2_000;
/** What was refused may be taken after all: a server that was brought back without its keys gets them later. */
const REFUSED_AGAIN_MS = 24 * 3_600_000;
/** However far ahead a time stands: this phone's clock was set back meanwhile. */
const RETRY_MAX_MS = 3_600_000;

export interface KeptSealed {
  /** Random, and known to this phone alone. */
  sealedId: string;
  entry: SealedEntry;
  /** Fixed at sealing. This phone's clock, in ms. */
  dueAt: number;
  /** Flagged for safety. */
  isUrgent: boolean;
  /** A push went before it, once. */
  gaveWay: boolean;
  failures: number;
  /** No timer tries before then. ms. */
  retryAt: number;
  /** The endpoint did not take it: no key opens it any more. Tried again once a day, until somebody removes it. */
  isRefused?: true;
}

/** How what is pushed and what was sealed keep apart. ms of this phone's clock. */
export interface Apart {
  /** Since a push left. */
  sealedFreeAt: number;
  /** Since a sealed entry left. */
  pushFreeAt: number;
  /** A push waits for a sealed entry since then; 0 when none does. */
  pushHeldSince: number;
}

interface SealedSchema extends DBSchema {
  entries: { key: string; value: KeptSealed };
  apart: { key: string; value: Apart };
}
type Transaction = IDBPTransaction<SealedSchema, ('entries' | 'apart')[], 'readwrite'>;

export interface SealedDatabase {
  /** Runs `work` in one strict transaction; resolves after it completed. Rejects with a StorageError. */
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): void;
}

/** Opens itself at its first use, and again after its connection was lost. */
export const openSealed = (name = 'moments-sealed'): SealedDatabase => {
  const { use, close } = reopening<IDBPDatabase<SealedSchema>>((hears) =>
    openDB<SealedSchema>(name, 1, {
      upgrade(database) {
        database.createObjectStore('entries', { keyPath: 'sealedId' });
        database.createObjectStore('apart');
      },
      ...hearing(hears),
    }),
  );
  return {
    write: (work) =>
      use((database, attempt) =>
        strictly(
          attempt,
          () => database.transaction(['entries', 'apart'], 'readwrite', { durability: 'strict' }),
          work,
        ),
      ),
    close,
  };
};

/** When an entry that is sealed `now` is due. `random` is in [0, 1). */
export const dueAt = (now: number, random: number, isUrgent: boolean): number =>
  isUrgent ? now : now + random * DUE_WITHIN_MS;

/** How long a push and a sealed entry stay apart. `random` is in [0, 1). */
export const apartMs = (random: number): number =>
  APART_MIN_MS + random * (APART_MAX_MS - APART_MIN_MS);

/** Clocks jump (P10): a time that stands further ahead than it can was set by another clock, and is past. */
const isAhead = (time: number, now: number, atMostMs: number): boolean =>
  time > now && time <= now + atMostMs;

const isDue = (kept: KeptSealed, now: number): boolean =>
  kept.isRefused === true
    ? !isAhead(kept.retryAt, now, REFUSED_AGAIN_MS)
    : !isAhead(kept.dueAt, now, DUE_WITHIN_MS);

/** What leaves now, if anything; else what gives way to the push before it, and when to look again. */
export interface Decision {
  leaves: KeptSealed | null;
  givesWay: KeptSealed[];
  /** ms; Infinity where nothing waits. */
  nextAt: number;
}

/** `isAsked` where signal may have come back: then no failure of before counts. */
export const whatLeaves = (
  entries: readonly KeptSealed[],
  { sealedFreeAt, pushFreeAt }: Omit<Apart, 'pushHeldSince'>,
  { now, isAsked }: { now: number; isAsked: boolean },
): Decision => {
  const waiting = entries.filter((kept) => kept.isRefused !== true);
  // Each try keeps the push away for a while. Those that bring nothing must not follow so closely that it never comes.
  const pushTurn = waiting.some(({ failures }) => failures > 0) ? pushFreeAt + LOOK_AGAIN_MS : 0;
  const triesAt = ({ isUrgent, retryAt }: KeptSealed): number =>
    Math.max(
      isAhead(retryAt, now, RETRY_MAX_MS) ? retryAt : 0,
      !isUrgent && isAhead(pushTurn, now, APART_MAX_MS + LOOK_AGAIN_MS) ? pushTurn : 0,
    );
  const ready = entries.filter((kept) => isDue(kept, now) && (isAsked || triesAt(kept) <= now));
  const urgent = ready.find((kept) => kept.isUrgent);
  const isApart = !isAhead(sealedFreeAt, now, APART_MAX_MS);
  const leaves = urgent ?? (isApart ? [...ready].sort(byTurn)[0] : undefined) ?? null;
  const times = waiting.map((kept) =>
    Math.max(
      isDue(kept, now) ? now : kept.dueAt,
      isAsked ? now : triesAt(kept),
      isApart || kept.isUrgent ? now : sealedFreeAt,
    ),
  );
  return {
    leaves,
    givesWay: isApart
      ? []
      : ready.filter((kept) => !kept.isUrgent && !kept.gaveWay && kept.isRefused !== true),
    nextAt: Math.min(Infinity, ...times),
  };
};

const byTurn = (one: KeptSealed, other: KeptSealed): number =>
  Number(other.gaveWay) - Number(one.gaveWay) || one.dueAt - other.dueAt;

/** When a push may leave: now, or at the time in ms at which to look again. */
export const pushMayLeave = (
  entries: readonly KeptSealed[],
  { pushFreeAt, pushHeldSince }: Apart,
  now: number,
): number => {
  if (isAhead(pushFreeAt, now, APART_MAX_MS)) return pushFreeAt;
  const isItsTurn = entries.some((kept) => kept.gaveWay && isDue(kept, now));
  const isHeldTooLong =
    pushHeldSince !== 0 && !isAhead(pushHeldSince + PUSH_HELD_MAX_MS, now, PUSH_HELD_MAX_MS);
  return isItsTurn && !isHeldTooLong ? now + LOOK_AGAIN_MS : now;
};

const NEVER: Apart = { sealedFreeAt: 0, pushFreeAt: 0, pushHeldSince: 0 };
const apartIn = async (tx: Transaction): Promise<Apart> =>
  (await tx.objectStore('apart').get('at')) ?? NEVER;

/** Keeps a sealed entry, and nothing else of what was said. */
export const keepSealed = async (
  database: SealedDatabase,
  entry: SealedEntry,
  { isUrgent, now, random }: { isUrgent: boolean; now: number; random: () => number },
): Promise<void> => {
  // Made once: written a second time, because the first had no answer, it is the same one.
  const kept: KeptSealed = {
    sealedId: crypto.randomUUID(),
    entry,
    dueAt: dueAt(now, random(), isUrgent),
    isUrgent,
    gaveWay: false,
    failures: 0,
    retryAt: 0,
  };
  await database.write((tx) => tx.objectStore('entries').put(kept));
  announceChange();
};

/** How many wait to be sent, and how many can never be. A number is all that is told of them. */
export const countSealed = async (
  database: SealedDatabase,
): Promise<{ waiting: number; refused: number }> => {
  const entries = await database.write((tx) => tx.objectStore('entries').getAll());
  const refused = entries.filter((kept) => kept.isRefused === true).length;
  return { waiting: entries.length - refused, refused };
};

/** Takes those away that can never be sent. */
export const removeRefused = async (database: SealedDatabase): Promise<void> => {
  await database.write(async (tx) => {
    for (const { sealedId, isRefused } of await tx.objectStore('entries').getAll()) {
      if (isRefused) await tx.objectStore('entries').delete(sealedId);
    }
  });
  announceChange();
};

/** A push is about to leave: when it may. Asked for again and again while one waits, it does not wait for ever. */
export const askToPush = (database: SealedDatabase, now: number): Promise<number> =>
  database.write(async (tx) => {
    const apart = await apartIn(tx);
    const at = pushMayLeave(await tx.objectStore('entries').getAll(), apart, now);
    const isHeld = at > now && at !== apart.pushFreeAt;
    if (isHeld && apart.pushHeldSince === 0) {
      await tx.objectStore('apart').put({ ...apart, pushHeldSince: now }, 'at');
    }
    return at;
  });

/** A push leaves now: what is sealed keeps away from it. */
export const notePush = (database: SealedDatabase, now: number, random: number): Promise<unknown> =>
  database.write(async (tx) =>
    tx
      .objectStore('apart')
      .put({ ...(await apartIn(tx)), sealedFreeAt: now + apartMs(random), pushHeldSince: 0 }, 'at'),
  );

export interface SealedMeans {
  database: SealedDatabase;
  /** Sends one entry, alone and without a cookie. */
  send: (entry: SealedEntry) => Promise<'taken' | 'refused' | 'no word'>;
  now: () => number;
  /** In [0, 1). */
  random: () => number;
  /** Keeps pushes away while it decides and sends. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Sends all that may leave now, one after the other. Resolves with the time at which to look again; ms. */
export const sendSealed = (
  means: SealedMeans,
  { isAsked }: { isAsked: boolean },
): Promise<number> =>
  means.alone(async () => {
    const { database, send, now, random } = means;
    const tried = new Set<string>();
    for (;;) {
      const { leaves, nextAt } = await decide(means, isAsked, tried);
      if (leaves === null) return nextAt;
      tried.add(leaves.sealedId);
      // Before it leaves: a page that is closed meanwhile must not push right after it.
      await database.write(async (tx) =>
        tx
          .objectStore('apart')
          .put(
            { ...(await apartIn(tx)), pushFreeAt: now() + apartMs(random()), pushHeldSince: 0 },
            'at',
          ),
      );
      const outcome = await send(leaves.entry);
      await database.write(async (tx) => {
        const entries = tx.objectStore('entries');
        if (outcome === 'taken') return await entries.delete(leaves.sealedId);
        const failures = leaves.failures + 1;
        const retryAt = now() + retryDelayMs(failures, 0, random());
        const after: KeptSealed = { ...leaves, gaveWay: false, failures, retryAt };
        await entries.put(
          outcome === 'refused'
            ? { ...after, isRefused: true, retryAt: now() + REFUSED_AGAIN_MS }
            : after,
        );
      });
      announceChange();
      // The others would only meet the same, and a push would wait for each of them.
      if (outcome === 'no word') return (await decide(means, false, tried)).nextAt;
    }
  });

const decide = (
  { database, now }: SealedMeans,
  isAsked: boolean,
  tried: ReadonlySet<string>,
): Promise<Decision> =>
  database.write(async (tx) => {
    const entries = tx.objectStore('entries');
    const at = now();
    const apart = await apartIn(tx);
    const all = await entries.getAll();
    const decision = whatLeaves(
      all.filter(({ sealedId }) => !tried.has(sealedId)),
      apart,
      { now: at, isAsked },
    );
    for (const kept of decision.givesWay) await entries.put({ ...kept, gaveWay: true });
    // One that failed just now is looked at again when its own time has come.
    const later = whatLeaves(all, apart, { now: at, isAsked: false }).nextAt;
    return decision.leaves === null ? { ...decision, nextAt: later } : decision;
  });
