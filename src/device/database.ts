// The outbox database. What is in it exists nowhere else until the endpoint's receipt was applied, so:
// upgrades only add (S6), every write that matters waits for a strict transaction to complete (S1),
// and what was pulled lives in another database (inbox.ts), which may be thrown away.
import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type StoreNames,
  openDB,
} from 'idb';
import type { MomentBody } from '../contract/moment.ts';
import type { Operation } from '../contract/push.ts';

/** Words that are being typed. Not a moment. */
export interface Draft {
  /** `<personId>/new`, or `<personId>/<momentId>` while a saved moment is being changed. */
  draftId: string;
  words: string;
  updatedAt: number;
}

/** One of the person's own moments as it stands on this phone. */
export interface KeptMoment {
  momentId: string;
  personId: string;
  /** Null once it was withdrawn after it may have left the phone. */
  body: MomentBody | null;
  /** This phone's clock, in ms. */
  savedAt: number;
}

/** An operation and how far it got. The part that travels never changes once `attempts` is above 0 (O1). */
export interface KeptOperation extends Operation {
  personId: string;
  savedAt: number;
  /** Its place in the queue. Present exactly while it is to be sent; a row without it is not in the index. */
  queuedAt?: number;
  /** The details card is open until then, at most 20 s (O4). ms, 0 when there is none. */
  heldUntil: number;
  /** How often it may have left the phone. */
  attempts: number;
  /** A request that carries it is under way, at most until then. ms, 0 when there is none. */
  sendingUntil: number;
  /** Not tried before then, because the endpoint asked to wait for this one. ms, 0 when there is none. */
  waitUntil: number;
  /** Why the endpoint asked to wait for this one; a code of contract/refusal.ts. */
  waitsFor?: string;
  /** The server's clock at the receipt. Its presence means "Sent". */
  receivedAt?: string;
  /** Why a person must look at it; a code of contract/refusal.ts. */
  attention?: string;
}

/** How sending goes for one person on this phone. */
export interface Sender {
  personId: string;
  /** The endpoint no longer knows this person's session (P7). Everything is kept. */
  signInNeeded: boolean;
  /** Requests in a row that brought no receipt. */
  failures: number;
  /** No timer tries before then. ms. */
  retryAt: number;
  /** After a request that failed: how many operations the next one carries (P5). */
  batch?: number;
  /** What a person must see to before anything can be sent; a code of contract/refusal.ts. */
  blockedBy?: string;
  /** The database that gave the receipts (L3). Missing until the first answer. */
  epoch?: string;
}

interface OutboxSchema extends DBSchema {
  drafts: { key: string; value: Draft };
  moments: { key: string; value: KeptMoment; indexes: { person: [string, number] } };
  operations: {
    key: string;
    value: KeptOperation;
    indexes: {
      queue: [string, number];
      moment: string;
      received: string;
      attention: [string, string];
    };
  };
  senders: { key: string; value: Sender };
  /** Recordings and pictures, as ArrayBuffer and type; empty in this version. */
  media: { key: string; value: { mediaId: string; type: string; bytes: ArrayBuffer } };
}

type Store = StoreNames<OutboxSchema>;
export type OutboxTransaction = IDBPTransaction<OutboxSchema, Store[], 'readwrite'>;
export type OutboxReading = IDBPTransaction<OutboxSchema, Store[], 'readonly'>;

/** Why the phone could not keep or find something. The screen has plain words for each. */
export type StorageTrouble = 'full' | 'unavailable' | 'hangs' | 'newer';

export class StorageError extends Error {
  // Declared and not defined: a field would cost every phone a helper of the build.
  declare readonly trouble: StorageTrouble;
  constructor(trouble: StorageTrouble, cause: unknown) {
    super(`The outbox is ${trouble}`, { cause });
    this.trouble = trouble;
  }
}

/** A write or an opening that takes longer is given up and tried once more on a fresh connection (S5). */
const HANG_MS = 5_000;

export interface OutboxDatabase {
  /** Runs `work` in one strict transaction over the named stores; resolves after it completed (S1). */
  write<T>(stores: Store[], work: (tx: OutboxTransaction) => Promise<T>): Promise<T>;
  read<T>(stores: Store[], work: (tx: OutboxReading) => Promise<T>): Promise<T>;
  /** Lets go of it for good: every later use is refused, and nothing stands in the way of its deletion. */
  close(): void;
}

/** What was given up must not be kept later: it would be kept a second time by whoever tries again. */
interface Attempt {
  isOver: boolean;
  abort: () => void;
}
type Work<T> = (database: IDBPDatabase<OutboxSchema>, attempt: Attempt) => Promise<T>;

/** The outbox database of this origin. Opens it at the first use, and again after its connection was lost. */
export const openOutbox = (name = 'moments-outbox'): OutboxDatabase => {
  let opening: Promise<IDBPDatabase<OutboxSchema>> | null = null;

  let isClosed = false;

  const connection = () => (opening ??= open(name, () => (opening = null)));
  const letGo = () => {
    const closing = opening;
    opening = null;
    closing?.then((database) => database.close()).catch(() => undefined);
  };

  const once = async <T>(work: Work<T>): Promise<T> => {
    const attempt: Attempt = { isOver: false, abort: () => undefined };
    return await within(HANG_MS, (async () => work(await connection(), attempt))(), () => {
      attempt.isOver = true;
      attempt.abort();
    });
  };

  const twice = async <T>(work: Work<T>): Promise<T> => {
    if (isClosed) throw new StorageError('unavailable', undefined);
    try {
      return await once(work);
    } catch (error) {
      if (!isWorthRetrying(error)) throw explained(error);
      letGo();
      return await once(work).catch((again: unknown) => {
        letGo();
        throw explained(again);
      });
    }
  };

  return {
    write: (stores, work) =>
      twice(async (database, attempt) => {
        if (attempt.isOver) throw new StorageError('hangs', undefined);
        const tx = database.transaction(stores, 'readwrite', { durability: 'strict' });
        attempt.abort = () => tx.abort();
        try {
          const result = await work(tx);
          await tx.done;
          return result;
        } catch (error) {
          // Whatever went wrong inside, half of it must not be kept. Its own failure is told by `error`.
          tx.done.catch(() => undefined);
          try {
            tx.abort();
          } catch {
            // It had ended already.
          }
          throw error;
        }
      }),
    read: (stores, work) =>
      twice(async (database) => {
        const tx = database.transaction(stores, 'readonly');
        const result = await work(tx);
        await tx.done;
        return result;
      }),
    close: () => {
      isClosed = true;
      letGo();
    },
  };
};

const open = async (name: string, onLost: () => void): Promise<IDBPDatabase<OutboxSchema>> => {
  try {
    return await openDB<OutboxSchema>(name, 1, {
      upgrade(database, oldVersion) {
        if (oldVersion < 1) {
          database.createObjectStore('drafts', { keyPath: 'draftId' });
          const moments = database.createObjectStore('moments', { keyPath: 'momentId' });
          moments.createIndex('person', ['personId', 'savedAt']);
          const operations = database.createObjectStore('operations', { keyPath: 'operationId' });
          operations.createIndex('queue', ['personId', 'queuedAt']);
          operations.createIndex('moment', 'momentId');
          operations.createIndex('received', 'receivedAt');
          operations.createIndex('attention', ['personId', 'attention']);
          database.createObjectStore('senders', { keyPath: 'personId' });
          database.createObjectStore('media', { keyPath: 'mediaId' });
        }
      },
      // A tab with a newer build wants to upgrade: let it. This tab opens again at its next use.
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        onLost();
      },
      terminated: onLost,
    });
  } catch (error) {
    onLost();
    throw error;
  }
};

const within = async <T>(limitMs: number, work: Promise<T>, giveUp: () => void): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new StorageError('hangs', undefined));
      try {
        giveUp();
      } catch {
        // It is committing at this instant.
      }
    }, limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** A full disk stays full, and a newer database stays newer; all else may be a lost or stuck connection. */
const isWorthRetrying = (error: unknown): boolean =>
  !['QuotaExceededError', 'VersionError', 'DataError', 'DataCloneError'].includes(nameOf(error));

const explained = (error: unknown): unknown => {
  if (error instanceof StorageError) return error;
  if (nameOf(error) === 'QuotaExceededError') return new StorageError('full', error);
  if (nameOf(error) === 'VersionError') return new StorageError('newer', error);
  return new StorageError('unavailable', error);
};
