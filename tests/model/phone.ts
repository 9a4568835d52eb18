// A phone of a schedule: one IndexedDB, one cookie, a clock of its own, and the tabs that are open on it. A tab that was
// killed goes nowhere from where it stood: what was committed stays, and nobody hears of it.
import { type OutboxDatabase, openOutbox } from '../../src/device/database.ts';
import type { DrainMeans, DrainOutcome } from '../../src/device/drain.ts';
import { forgetLongSent } from '../../src/device/forget.ts';
import { type KnownDatabase, openKnown } from '../../src/device/inbox.ts';
import { type Means, type Minted, readSender, updateSender } from '../../src/device/outbox.ts';
import { pull } from '../../src/device/pull.ts';
import { keepSignedIn } from '../../src/device/signed-in.ts';
import { type Sending, aloneOnThisPhone, startSending } from '../../src/device/sending.ts';
import { pushBy } from '../../src/device/transport.ts';
import type { Device } from '../support/installation.ts';
import type { Chance } from './chance.ts';
import { type Gates, never } from './gates.ts';
import type { Network } from './network.ts';
import type { Quiet } from './quiet.ts';
import type { SteeredTime } from './time.ts';
import type { Said } from './truth.ts';

/** What every phone of a schedule shares. */
export interface Surroundings {
  time: SteeredTime;
  quiet: Quiet;
  gates: Gates;
  network: Network;
  chance: Chance;
}

interface TabOf {
  phone: ModelPhone;
  personId: string;
}

/** What a page finds in the globals `document` and `addEventListener`. */
class Page extends EventTarget {
  visibilityState: 'visible' | 'hidden' = 'visible';
}

export class Tab implements TabOf {
  readonly phone: ModelPhone;
  readonly personId: string;
  isAlive = true;
  /** The browser gives it no time. */
  isFrozen = false;
  readonly database: OutboxDatabase;
  readonly outcomes: DrainOutcome[] = [];
  /** Asked for again, it is the same moment (see practitioner/capture/use-saving.ts). */
  failed: { minted: Minted; said: Said } | null = null;
  readonly #page = new Page();
  readonly #outbox: OutboxDatabase;
  readonly #sending: Sending;
  readonly #around: Surroundings;
  #known: KnownDatabase | null = null;

  constructor(phone: ModelPhone, personId: string, around: Surroundings) {
    this.phone = phone;
    this.personId = personId;
    this.#around = around;
    this.#outbox = openOutbox(phone.outboxName);
    this.database = {
      write: (stores, work) =>
        this.#use(() => {
          phone.writes += 1;
          return this.#outbox.write(stores, work);
        }),
      read: (stores, work) => this.#use(() => this.#outbox.read(stores, work)),
      close: () => this.#outbox.close(),
    };
    this.#sending = this.#inPage(() =>
      startSending(this.#drainMeans(), (outcome) => void this.outcomes.push(outcome)),
    );
    this.#pull();
  }

  means(): Means {
    return { now: this.phone.now(), newId: this.#around.chance.newId };
  }

  get isVisible(): boolean {
    return this.#page.visibilityState === 'visible';
  }

  sendNow(): void {
    this.#sending.sendNow();
  }

  /** To another app, and back. */
  setVisible(isVisible: boolean): void {
    this.#page.visibilityState = isVisible ? 'visible' : 'hidden';
    this.#inPage(() => this.#page.dispatchEvent(new Event('visibilitychange')));
    if (isVisible) this.#pull();
  }

  comeOnline(): void {
    this.#inPage(() => this.#page.dispatchEvent(new Event('online')));
    this.#pull();
  }

  /** The page looks again when it is next shown. */
  #pull(): void {
    this.#pullNow().catch(() => undefined);
  }

  /** As the open page asks for what is new, once what it holds has gone (see app/use-phone.ts). */
  async #pullNow(): Promise<void> {
    const { quiet, network } = this.#around;
    await this.#sending.rested();
    if (!this.isAlive) return;
    const fetch = network.fetchFor(this, () => this.phone.cookie);
    const outcome = await quiet.during(async (outside) => {
      this.#known ??= await openKnown(this.phone.knownName);
      const { write, read, close } = this.database;
      return await pull({
        known: this.#known,
        outbox: {
          // It stops at its gates like any other use.
          write: (stores, work) => outside(write(stores, work)),
          read: (stores, work) => outside(read(stores, work)),
          close,
        },
        personId: this.personId,
        fetch: (url, init) => outside(fetch(url, init)),
        now: this.phone.now(),
      });
    });
    if (!this.isAlive) return;
    if (outcome.kind === 'sign-in needed') {
      await updateSender(this.database, this.personId, { signInNeeded: true });
    }
    if (outcome.kind !== 'pulled') return;
    const { signInNeeded } = await readSender(this.database, this.personId);
    if (signInNeeded) {
      await updateSender(this.database, this.personId, { signInNeeded: false });
      this.sendNow();
    }
    await forgetLongSent(this.database, outcome.serverNow);
  }

  /** Nothing of it goes on from here. */
  kill(): void {
    this.isAlive = false;
    this.#around.gates.forget(this);
    this.phone.tabs = this.phone.tabs.filter((tab) => tab !== this);
    this.phone.lock.release(this);
    this.#inPage(() => this.#sending.stop());
    this.#outbox.close();
    this.#known?.close();
  }

  async #use<T>(work: () => Promise<T>): Promise<T> {
    const { gates, quiet } = this.#around;
    if (!this.isAlive) return await never();
    await gates.pass(this);
    const outcome = await quiet.during(work).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if (!this.isAlive) return await never();
    await gates.pass(this);
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }

  #drainMeans(): DrainMeans {
    const { network, chance } = this.#around;
    const now = (): number => this.phone.now();
    return {
      database: this.database,
      push: pushBy(
        network.fetchFor(this, () => this.phone.cookie),
        now,
      ),
      personId: this.personId,
      now,
      random: chance.random,
      alone: (work) => this.alone(work),
    };
  }

  /** The browser's locks are those of this phone. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const { lock } = this.phone;
    const locks = {
      request: (_name: string, { signal }: { signal: AbortSignal }, own: () => Promise<T>) =>
        lock.request(this, signal, own),
    };
    const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator')!;
    Object.defineProperty(globalThis, 'navigator', {
      value: lock.isThere ? { locks } : {},
      configurable: true,
    });
    try {
      return aloneOnThisPhone(work);
    } finally {
      Object.defineProperty(globalThis, 'navigator', before);
    }
  }

  /** The page's globals are those of this tab while `work` runs. */
  #inPage<T>(work: () => T): T {
    const page = this.#page;
    const before = {
      document: globalThis.document,
      addEventListener: globalThis.addEventListener,
      removeEventListener: globalThis.removeEventListener,
    };
    Object.assign(globalThis, {
      document: page,
      addEventListener: page.addEventListener.bind(page),
      removeEventListener: page.removeEventListener.bind(page),
    });
    try {
      return work();
    } finally {
      Object.assign(globalThis, before);
    }
  }
}

interface Asking {
  owner: object;
  begin: () => void;
}

/** A Web Lock: first come, first served, and free again when its holder is gone. Some browsers have none. */
class Lock {
  readonly isThere: boolean;
  #queue: Asking[] = [];

  constructor(isThere: boolean) {
    this.isThere = isThere;
  }

  async request<T>(owner: object, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    let own!: Asking;
    await new Promise<void>((begin, fail) => {
      own = { owner, begin };
      this.#queue.push(own);
      signal.addEventListener('abort', () => {
        if (this.#queue[0] === own) return;
        this.#leave(own);
        fail(new DOMException('too long', 'AbortError'));
      });
      if (this.#queue[0] === own) begin();
    });
    try {
      return await work();
    } finally {
      this.#leave(own);
    }
  }

  release(owner: object): void {
    for (const asking of this.#queue.filter((each) => each.owner === owner)) this.#leave(asking);
  }

  #leave(asking: Asking): void {
    const wasFirst = this.#queue[0] === asking;
    this.#queue = this.#queue.filter((each) => each !== asking);
    if (wasFirst) this.#queue[0]?.begin();
  }
}

export class ModelPhone {
  readonly number: number;
  readonly lock: Lock;
  tabs: Tab[] = [];
  /** Who is signed in here, with their session; null after signing out. */
  here: Device | null = null;
  /** Counts what may have changed its database. */
  writes = 0;
  /** How far its own clock is off, in ms. */
  clockIsOff = 0;
  hasJumped = false;
  /** By a manager, with another word than it knows: it wipes nothing, and waits for somebody to sign in (P7). */
  isMarkedLost = false;
  readonly #around: Surroundings;

  constructor(number: number, hasLocks: boolean, around: Surroundings) {
    this.number = number;
    this.lock = new Lock(hasLocks);
    this.#around = around;
  }

  get outboxName(): string {
    return `outbox-${this.number}`;
  }

  get knownName(): string {
    return `known-${this.number}`;
  }

  get cookie(): string | null {
    return this.here?.cookie ?? null;
  }

  now(): number {
    return this.#around.time.now + this.clockIsOff;
  }

  /** Opens the app in one more tab, for whoever is signed in. */
  open(): Tab | null {
    if (this.here === null) return null;
    const tab = new Tab(this, this.here.personId, this.#around);
    this.tabs.push(tab);
    return tab;
  }

  /** As a link signs somebody in: the outbox hears that sending may go on, then this phone is theirs. */
  async signIn(device: Device): Promise<void> {
    await this.#around.quiet.during(async () => {
      const outbox = openOutbox(this.outboxName);
      await updateSender(outbox, device.personId, { signInNeeded: false, failures: 0, retryAt: 0 });
      outbox.close();
      const known = await openKnown(this.knownName);
      await keepSignedIn(known, {
        identity: {
          organisationId: device.organisationId,
          organisationName: 'Riverside',
          personId: device.personId,
          personName: 'Somebody',
          roles: ['practitioner'],
        },
        sessionId: device.sessionId,
        wipe: 'a word',
      });
      known.close();
    });
    this.here = device;
    this.isMarkedLost = false;
    this.writes += 1;
  }
}
