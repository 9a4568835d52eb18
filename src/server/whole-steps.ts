import { setTimeout } from 'node:timers/promises';

/** Reading, hashing and writing for a code take less than that on the smallest machine that is up to it; ms. */
const STEP_MS = 500;

/**
 * Work whose length must tell nothing (A6): it ends a whole number of steps after it began, in success and in failure.
 * A fixed pause beside it is not enough: on a busy machine work ends after the pause, as late as its length says.
 */
export class WholeSteps {
  readonly #stepMs: number;
  readonly #nowMs: () => number;
  readonly #pause: (ms: number) => Promise<unknown>;

  /** @param means For tests, which have their own time. */
  constructor(
    stepMs = STEP_MS,
    { nowMs, pause }: { nowMs: () => number; pause: (ms: number) => Promise<unknown> } = {
      nowMs: () => performance.now(),
      pause: (ms) => setTimeout(ms),
    },
  ) {
    this.#stepMs = stepMs;
    this.#nowMs = nowMs;
    this.#pause = pause;
  }

  async run<Value>(work: () => Promise<Value>): Promise<Value> {
    const startedMs = this.#nowMs();
    try {
      return await work();
    } finally {
      const tookMs = this.#nowMs() - startedMs;
      await this.#pause(this.#stepMs - (tookMs % this.#stepMs));
    }
  }
}
