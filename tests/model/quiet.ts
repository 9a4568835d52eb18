// Who does something that ends by itself (a transaction, a request that the server works on), and who waits to be let
// go on. The schedule acts only when nothing is under way, so that it alone decides what comes after what.

import { createHash } from 'node:crypto';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A transaction takes some ten, a push some hundred. */
const TURNS_MAX = 20_000;

export class Quiet {
  readonly #underWay = new Set<object>();
  /** For as long as a database may hang: so many turns are enough for all that does not. */
  patience = Infinity;

  /** `outside` waits for the schedule: meanwhile nothing is under way. */
  async during<T>(
    work: (outside: <Waited>(waiting: Promise<Waited>) => Promise<Waited>) => Promise<T>,
  ): Promise<T> {
    const token = {};
    const outside = async <Waited>(waiting: Promise<Waited>): Promise<Waited> => {
      this.#underWay.delete(token);
      try {
        return await waiting;
      } finally {
        this.#underWay.add(token);
      }
    };
    this.#underWay.add(token);
    try {
      return await work(outside);
    } finally {
      this.#underWay.delete(token);
    }
  }

  /** Resolves when nothing is under way and nobody has anything left to say. */
  async settle(): Promise<void> {
    let turns = 0;
    do {
      await nextTurn();
      turns += 1;
      if (turns > TURNS_MAX) throw new Error('something that is under way never ends');
    } while (this.#underWay.size > 0 && turns < this.patience);
  }

  /** What still hangs when all is well again will never end. */
  giveUp(): void {
    this.#underWay.clear();
  }
}

/** SHA-256 at once: the real one ends whenever another thread has time, and no schedule would play the same way twice. */
export const digestAtOnce = (): void => {
  crypto.subtle.digest = (_algorithm, data) =>
    Promise.resolve(
      new Uint8Array(
        createHash('sha256')
          .update(data as Uint8Array)
          .digest(),
      ).buffer,
    );
};
