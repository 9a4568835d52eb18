// A phone's storage that goes wrong when a test says so. It stands in for `indexedDB` itself, over fake-indexeddb, so that
// the real database.ts, idb and all, runs over it. Each thing that is asked of IndexedDB is a call: `open`, `begin` (of a
// transaction), each request within one, and its `commit`.
import 'fake-indexeddb/auto';
import { IDBFactory as FakeFactory } from 'fake-indexeddb';

export type FaultKind =
  /** An opening or the begin of a transaction throws at once: storage that is switched off. A request fails. */
  | 'throws'
  /** The call is answered by an error: a corrupt file. */
  | 'fails'
  /** From this call on there is no room: openings, reads and deletes go on. */
  | 'full'
  /** No answer ever comes. What it asked for is not done before `heal`. */
  | 'hangs'
  /** What it asked for is done, also a commit, but the answer never comes. */
  | 'unheard'
  /** The browser closes the connection. */
  | 'closes'
  /** The site's data is cleared: the connection is closed and the database is gone. */
  | 'wiped';

export interface Fault {
  kind: FaultKind;
  /** At which call from now on, counted from 0. */
  at: number;
  /** Until `heal`, at each call that it can befall; else once. What is full stays so in any case. */
  lasts?: boolean;
  /** At each call that it can befall, until one that is called so: `/^delete moments-known/`. */
  until?: RegExp;
  /** Name of the DOMException; `UnknownError` by default, as Chromium has it for what is corrupt. */
  name?: string;
}

export interface StorageDouble {
  /** What was asked since the last `arm` or `watch`: `open moments-outbox`, `begin drafts`, `put drafts`, `commit`. */
  readonly calls: readonly string[];
  /** Counts anew, with no fault to come. */
  watch: () => void;
  /** Counts anew, and goes wrong at that call. */
  arm: (fault: Fault) => void;
  /** Nothing goes wrong any more; what hung goes on. */
  heal: () => void;
  /** Whether the armed fault has befallen a call. */
  hasStruck: () => boolean;
  /** Closes every open connection, as a browser does that runs out of memory or whose site data is cleared. */
  closeAll: () => void;
}

/** The parts of fake-indexeddb that a fault takes hold of. */
interface Transaction extends IDBTransaction {
  _execRequestAsync: (asked: Asked) => IDBRequest;
  _start: () => void;
  _abort: (name: string) => void;
  _state: string;
  _requests: { request: IDBRequest }[];
}
interface Asked {
  operation: () => unknown;
  source: { name?: string } | null;
  request?: IDBRequest;
}
interface Connection extends IDBDatabase {
  _rawDatabase: { transactions: Transaction[]; processTransactions: () => void };
}

/** Names of fake-indexeddb's own operations, as IndexedDB calls them. */
const METHODS: Record<string, string> = {
  storeRecord: 'put',
  deleteRecord: 'delete',
  getValue: 'get',
  getKey: 'getKey',
  getAllValues: 'getAll',
  getAllKeys: 'getAllKeys',
  count: 'count',
  _iterate: 'cursor',
};

/** A fresh, empty storage in the place of `indexedDB`. */
export const storageDouble = (): StorageDouble => {
  const factory = new FakeFactory();
  const real = { open: factory.open.bind(factory) };
  const connections = new Set<Connection>();
  const waiting: (() => void)[] = [];
  let calls: string[] = [];
  let fault: Fault | null = null;
  let struck = false;
  let healings = 0;

  /** The fault that befalls this call, if any. */
  const count = (call: string): FaultKind | null => {
    const index = calls.push(call) - 1;
    if (fault?.until?.test(call)) fault = null;
    if (fault === null || index < fault.at) return null;
    const { kind } = fault;
    const isLasting = fault.lasts === true || fault.until !== undefined || kind === 'full';
    const isFirst = index === fault.at;
    const isFelt = kind !== 'full' || /^(put|commit)/.test(call);
    // A commit fails for want of room only where it is the first to notice: a put does before it.
    const isLate = kind === 'full' && call === 'commit' && !isFirst;
    if (!isFelt || isLate || !(isFirst || isLasting)) return null;
    struck = true;
    return kind;
  };
  const error = (kind: FaultKind): DOMException => {
    const name = kind === 'full' ? 'QuotaExceededError' : (fault?.name ?? 'UnknownError');
    return new DOMException(`The storage ${kind}`, name);
  };
  /** What the browser does to a connection of its own accord. Its transactions end, then it is told. */
  const closeOf = (connection: Connection): void => {
    for (const transaction of connection._rawDatabase.transactions) {
      if (transaction.db === connection && transaction._state !== 'finished') {
        transaction._abort('AbortError');
      }
    }
    connections.delete(connection);
    connection.close();
    setImmediate(() => dispatch(connection, 'close'));
  };
  const wipe = (connection: Connection): void => {
    closeOf(connection);
    databasesOf(factory).delete(connection.name);
  };

  const watched = (transaction: Transaction, isHungFromTheStart = false): Transaction => {
    const { _execRequestAsync: ask, _start: start } = transaction;
    const connection = transaction.db as Connection;
    let isHung = isHungFromTheStart;
    const began = healings;
    let isCommitted = false;
    transaction._execRequestAsync = (asked) => {
      const name = asked.operation.name.replace('bound ', '');
      switch (count(`${METHODS[name] ?? 'request'} ${asked.source?.name ?? ''}`.trim())) {
        case 'throws':
        case 'fails':
        case 'full': {
          const failed = error(fault!.kind);
          const operation = (): never => {
            throw failed;
          };
          return ask.call(transaction, { ...asked, operation });
        }
        case 'hangs':
        case 'unheard':
          isHung = true;
          break;
        case 'closes':
          setImmediate(() => closeOf(connection));
          isHung = true;
          break;
        case 'wiped':
          setImmediate(() => wipe(connection));
          isHung = true;
          break;
        case null:
      }
      return ask.call(transaction, asked);
    };
    const goOn = (): void => start.call(transaction);
    transaction._start = () => {
      // One that had not begun when all was healed has nothing to wait for.
      if (isHung && began === healings && transaction._state !== 'finished') {
        waiting.push(() => {
          isHung = false;
          transaction._start();
        });
        return;
      }
      const hasWork = transaction._requests.some(({ request }) => request.readyState !== 'done');
      if (hasWork || transaction._state === 'finished' || isCommitted) return goOn();
      isCommitted = true;
      switch (count('commit')) {
        case 'throws':
        case 'fails':
        case 'full':
          transaction._abort(error(fault!.kind).name);
          return;
        case 'hangs':
          // Committing: it cannot be aborted any more.
          transaction._state = 'committing';
          waiting.push(goOn);
          return;
        case 'unheard':
          // Nobody hears, but whoever waits for its end goes on.
          transaction.dispatchEvent = () => {
            connection._rawDatabase.processTransactions();
            return true;
          };
          return goOn();
        case 'closes':
          return closeOf(connection);
        case 'wiped':
          return wipe(connection);
        case null:
          return goOn();
      }
    };
    return transaction;
  };

  const taken = (connection: Connection): void => {
    const begin = connection.transaction;
    connections.add(connection);
    connection.transaction = (stores, mode, options) => {
      const kind = count(`begin ${[...(typeof stores === 'string' ? [stores] : stores)].join()}`);
      if (kind === 'throws' || kind === 'fails') throw error(kind);
      if (kind === 'closes') closeOf(connection);
      if (kind === 'wiped') wipe(connection);
      const transaction = begin.call(connection, stores, mode, options) as Transaction;
      return watched(transaction, kind === 'hangs' || kind === 'unheard');
    };
  };

  factory.open = (name, version) => {
    const kind = count(`open ${name}`);
    if (kind === 'throws') throw error(kind);
    if (kind === 'fails' || kind === 'closes' || kind === 'wiped')
      return failedOpening(error(kind));
    if (kind === 'hangs' || kind === 'unheard') return hungOpening(() => real.open(name, version));
    const request = real.open(name, version);
    request.addEventListener(
      'upgradeneeded',
      () => void watched(request.transaction as Transaction),
    );
    request.addEventListener('success', () => taken(request.result as Connection));
    return request;
  };

  const remove = factory.deleteDatabase.bind(factory);
  factory.deleteDatabase = (name) => {
    count(`delete ${name}`);
    return remove(name);
  };

  /** An opening that only goes on when it is healed; whoever asked holds the request that is answered then. */
  const hungOpening = (open: () => IDBOpenDBRequest): IDBOpenDBRequest => {
    const request = new IDBOpenDBRequest();
    waiting.push(() => {
      const late = open();
      for (const type of ['upgradeneeded', 'blocked', 'success', 'error']) {
        late.addEventListener(type, () => {
          Object.assign(request, {
            readyState: 'done',
            transaction: late.transaction,
            result: type === 'error' || type === 'blocked' ? undefined : late.result,
            error: type === 'error' ? late.error : null,
          });
          if (type === 'success') taken(late.result as Connection);
          dispatch(request, type);
        });
      }
    });
    return request;
  };

  globalThis.indexedDB = factory;
  return {
    get calls() {
      return calls;
    },
    watch: () => {
      calls = [];
      fault = null;
      struck = false;
    },
    arm: (next) => {
      calls = [];
      fault = next;
      struck = false;
    },
    heal: () => {
      fault = null;
      healings += 1;
      for (const goOn of waiting.splice(0)) setImmediate(goOn);
    },
    hasStruck: () => struck,
    closeAll: () => {
      for (const connection of connections) closeOf(connection);
    },
  };
};

const failedOpening = (error: DOMException): IDBOpenDBRequest => {
  const request = new IDBOpenDBRequest();
  setImmediate(() => {
    Object.assign(request, { readyState: 'done', error });
    dispatch(request, 'error');
  });
  return request;
};

const databasesOf = (factory: IDBFactory): Map<string, unknown> =>
  (factory as unknown as { _databases: Map<string, unknown> })._databases;

/** An event as fake-indexeddb's targets take it. */
const dispatch = (target: EventTarget, type: string): void => {
  const phases = { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 };
  const event = { type, eventPath: [], initialized: true, bubbles: false, ...phases };
  target.dispatchEvent(event as unknown as Event);
};
