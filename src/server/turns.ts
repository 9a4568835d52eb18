/** So many may wait for their turn under one key. */
const WAITING_MAX = 50;

/**
 * Runs at most `atOnce` tasks at a time. Those that wait take turns by their key: whoever brings a thousand waits for
 * them, and nobody else does.
 */
export class Turns {
  readonly #atOnce: number;
  readonly #waiting = new Map<string, (() => Promise<void>)[]>();
  #running = 0;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Resolves with what `task` resolves with, or with null at once when too many wait under this key already. */
  take<Value>(key: string, task: () => Promise<Value>): Promise<Value | null> {
    const line = this.#waiting.get(key) ?? [];
    if (line.length >= WAITING_MAX) return Promise.resolve(null);
    return new Promise<Value>((resolve, reject) => {
      line.push(() => task().then(resolve, reject));
      this.#waiting.set(key, line);
      this.#next();
    });
  }

  #next(): void {
    if (this.#running >= this.#atOnce) return;
    const [first] = this.#waiting;
    if (first === undefined) return;
    const [key, line] = first;
    const run = line.shift()!;
    // To the end of the round.
    this.#waiting.delete(key);
    if (line.length > 0) this.#waiting.set(key, line);
    this.#running += 1;
    void run().finally(() => {
      this.#running -= 1;
      this.#next();
    });
  }
}
