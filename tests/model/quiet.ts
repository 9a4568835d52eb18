// Who does something that ends by itself (a transaction, a request that the server works on), and who waits to be let
// go on. The schedule acts only when nothing is under way, so that it alone decides what comes after what.

import { createHash } from 'node:crypto';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class Quiet {
  #underWay = 0;

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
    }
  }

  /** Within `during`: not under way while this waits for the schedule. */
  async outside<T>(waiting: Promise<T>): Promise<T> {
    this.#underWay -= 1;
    try {
      return await waiting;
    } finally {
      this.#underWay += 1;
    }
  }

  /** Resolves when nothing is under way and nobody has anything left to say. */
  async settle(): Promise<void> {
    do await nextTurn();
    while (this.#underWay > 0);
  }
}

/** SHA-256 at once: the real one ends whenever another thread has time, and no schedule would play the same way twice. */
export const digestAtOnce = (): void => {
  crypto.subtle.digest = (_algorithm, data) =>
    Promise.resolve(
      new Uint8Array(createHash('sha256').update(data as Uint8Array).digest()).buffer,
    );
};
