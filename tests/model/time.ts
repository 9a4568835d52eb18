// A clock that only the schedule moves. Time-outs wait for it; what the databases do by themselves (setImmediate) goes on.

interface Timer {
  at: number;
  order: number;
  run: () => void;
}

const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };

/** True time, in ms, of all phones and the server; each phone's own clock may say otherwise. */
export class SteeredTime {
  now: number;
  readonly #timers = new Map<object, Timer>();
  #order = 0;

  constructor(now: number) {
    this.now = now;
  }

  /** From here on every time-out waits for `pass`. */
  install(): void {
    const set = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): object => {
      const timer = { unref: () => timer, ref: () => timer };
      const at = this.now + Math.max(0, ms);
      this.#timers.set(timer, { at, order: this.#order, run: () => run(...args) });
      this.#order += 1;
      return timer;
    };
    const clear = (timer: object): void => void this.#timers.delete(timer);
    Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
  }

  uninstall(): void {
    this.#timers.clear();
    Object.assign(globalThis, real);
  }

  /** Lets `ms` pass; each time-out that falls due is followed by all that comes of it. */
  async pass(ms: number, settle: () => Promise<void>): Promise<void> {
    const end = this.now + ms;
    for (let next = this.#next(); next !== undefined && next[1].at <= end; next = this.#next()) {
      const [timer, { at, run }] = next;
      this.#timers.delete(timer);
      this.now = Math.max(this.now, at);
      run();
      await settle();
    }
    this.now = end;
  }

  /** When the next time-out falls due; Infinity where none is set. */
  get nextAt(): number {
    return this.#next()?.[1].at ?? Infinity;
  }

  #next(): [object, Timer] | undefined {
    let first: [object, Timer] | undefined;
    for (const entry of this.#timers) {
      const [, { at, order }] = entry;
      if (first === undefined || at < first[1].at || (at === first[1].at && order < first[1].order))
        first = entry;
    }
    return first;
  }
}
