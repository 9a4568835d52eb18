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
  /** It, or what it replaced, was refused and is in a file for a manager: by that the moment may come to the server. */
  handedOut?: true;
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
  /** The last request met a page of somebody else's instead of the endpoint. */
  isForeign?: boolean;
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
export type StorageTrouble =
  /** There is no room. */
  | 'full'
  /** The browser keeps nothing: storage is switched off, or a private window does without. */
  | 'unavailable'
  /** No answer within 5 s, twice. */
  | 'hangs'
  /** Another tab holds an older version open. It goes on by itself once that is closed. */
  | 'blocked'
  /** The browser closed it, and closed it again when it was reopened. */
  | 'lost'
  /** It cannot be read any more. */
  | 'damaged'
  /** A newer build was here. */
  | 'newer';

export class StorageError extends Error {
  // Declared and not defined: a field would cost every phone a helper of the build.
  declare readonly trouble: StorageTrouble;
  constructor(trouble: StorageTrouble, cause?: unknown) {
    super(`The database is ${trouble}`, { cause });
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
type Work<Connection, T> = (connection: Connection, attempt: Attempt) => Promise<T>;

/** What an opening is told of: it is of no more use, or another tab's older version stands in its way. */
interface Hears {
  onLost: () => void;
  onBlocked: () => void;
}

/**
 * A connection that is opened at its first use, and again after it was lost. What fails for a reason that may have
 * passed is tried once more on a fresh one; then whoever asked is told by a StorageError (S5).
 */
export const reopening = <Connection extends { close(): void }>(
  open: (hears: Hears) => Promise<Connection>,
) => {
  let opening: { connection: Promise<Connection>; blocked: Promise<never> } | null = null;
  let isClosed = false;

  const connect = () => {
    let onBlocked = (): void => undefined;
    const blocked = new Promise<never>((_resolve, reject) => {
      onBlocked = () => reject(new StorageError('blocked'));
    });
    blocked.catch(() => undefined);
    const onLost = (): void => {
      if (opening === own) opening = null;
    };
    const connection = (async () => await open({ onLost, onBlocked }))();
    connection.catch(onLost);
    const own = { connection, blocked };
    return own;
  };
  const letGo = (): void => {
    const closing = opening;
    opening = null;
    closing?.connection.then((connection) => connection.close()).catch(() => undefined);
  };

  const once = async <T>(work: Work<Connection, T>): Promise<T> => {
    const attempt: Attempt = { isOver: false, abort: () => undefined };
    const { connection, blocked } = (opening ??= connect());
    // One that was blocked goes on by itself: it is kept, and whoever asks meanwhile is told at once.
    const opened = Promise.race([connection, blocked]);
    return await within(HANG_MS, (async () => work(await opened, attempt))(), () => {
      attempt.isOver = true;
      attempt.abort();
    });
  };

  const use = async <T>(work: Work<Connection, T>): Promise<T> => {
    if (isClosed) throw new StorageError('unavailable');
    try {
      return await once(work);
    } catch (error) {
      if (!isWorthRetrying(error)) throw explained(error);
      letGo();
      return await once(work).catch((again: unknown) => {
        if (isWorthRetrying(again)) letGo();
        throw explained(again);
      });
    }
  };
  return {
    use,
    close: (): void => {
      isClosed = true;
      letGo();
    },
  };
};

/** What idb is told for an opening, beside its schema. */
export const hearing = ({ onLost, onBlocked }: Hears) => ({
  blocked: onBlocked,
  // A tab with a newer build wants to upgrade: let it. This tab opens again at its next use.
  blocking: (_current: number, _blocked: number | null, event: Event) => {
    (event.target as IDBDatabase).close();
    onLost();
  },
  terminated: onLost,
});

/** Runs `work` in the transaction that `begin` makes, and resolves after it completed (S1). */
export const strictly = async <Tx extends { done: Promise<void>; abort: () => void }, T>(
  attempt: Attempt,
  begin: () => Tx,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => {
  if (attempt.isOver) throw new StorageError('hangs');
  const tx = begin();
  attempt.abort = () => tx.abort();
  // Where `work` fails, that is what is told.
  tx.done.catch(() => undefined);
  try {
    const result = await work(tx);
    await tx.done;
    return result;
  } catch (error) {
    // Whatever went wrong inside, half of it must not be kept.
    try {
      tx.abort();
    } catch {
      // It had ended already.
    }
    throw error;
  }
};

/** The outbox database of this origin. Opens it at the first use, and again after its connection was lost. */
export const openOutbox = (name = 'moments-outbox', version = 1): OutboxDatabase => {
  const { use, close } = reopening((hears) => open(name, version, hears));
  return {
    write: (stores, work) =>
      use((database, attempt) =>
        strictly(
          attempt,
          () => database.transaction(stores, 'readwrite', { durability: 'strict' }),
          work,
        ),
      ),
    read: (stores, work) =>
      use(async (database) => {
        const tx = database.transaction(stores, 'readonly');
        tx.done.catch(() => undefined);
        const result = await work(tx);
        await tx.done;
        return result;
      }),
    close,
  };
};

const open = (name: string, version: number, hears: Hears): Promise<IDBPDatabase<OutboxSchema>> =>
  openDB<OutboxSchema>(name, version, {
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
    ...hearing(hears),
  });

const within = async <T>(limitMs: number, work: Promise<T>, giveUp: () => void): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new StorageError('hangs'));
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
  error instanceof StorageError
    ? error.trouble === 'hangs'
    : !['QuotaExceededError', 'VersionError', 'DataError', 'DataCloneError'].includes(
        nameOf(error),
      );

const TROUBLES: Partial<Record<string, StorageTrouble>> = {
  QuotaExceededError: 'full',
  VersionError: 'newer',
  AbortError: 'lost',
  // A store or an index that should be there is not, or what is in it cannot be read.
  NotFoundError: 'damaged',
  NotReadableError: 'damaged',
  UnknownError: 'damaged',
};

const explained = (error: unknown): StorageError => {
  if (error instanceof StorageError) return error;
  // Safari's words for its storage process that was ended; elsewhere a connection that is closing.
  const isLost = /connection.*(lost|clos)/i.test(String(error));
  return new StorageError(isLost ? 'lost' : (TROUBLES[nameOf(error)] ?? 'unavailable'), error);
};
