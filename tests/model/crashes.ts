// Counts the places that a schedule comes by, and ends the phone or the server at the one that is asked for. Only where
// the code was loaded with each of its awaits watched (tests/faults/instrument.ts).
import { never } from './gates.ts';

export type Side = 'device' | 'server';

export interface CrashPlan {
  /** At which of the places that a side comes by, counted from 0; null only notes them, on both. */
  strikes: { side: Side; at: number } | null;
  /** Whose a place is. */
  sideOf: (point: string) => Side | null;
}

declare global {
  var momentsAwait: <T>(point: string, work: () => Promise<T>) => Promise<T>;
}

export class Crashes {
  /** `before outbox › takeBatch › write`, in the order in which they were come by. */
  readonly passed: string[] = [];
  /** Where it crashed. */
  struck: string | null = null;
  isArmed = false;
  readonly #plan: CrashPlan;
  readonly #crash: (side: Side) => void;
  /** What began before the crash goes nowhere after it. */
  #lives = { device: 0, server: 0 };

  constructor(plan: CrashPlan, crash: (side: Side) => void) {
    this.#plan = plan;
    this.#crash = crash;
    globalThis.momentsAwait = async (point, work) => {
      const side = plan.sideOf(point);
      if (side === null) return await work();
      const life = this.#lives[side];
      if (this.#strikes(`before ${point}`, side)) return await never();
      const ended = await work().then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      if (this.#lives[side] !== life || this.#strikes(`after ${point}`, side)) return await never();
      if ('error' in ended) throw ended.error;
      return ended.value;
    };
  }

  /** Nothing of this is tried: it is what a test does by itself. */
  async without<T>(work: () => Promise<T>): Promise<T> {
    const wasArmed = this.isArmed;
    this.isArmed = false;
    try {
      return await work();
    } finally {
      this.isArmed = wasArmed && this.struck === null;
    }
  }

  #strikes(place: string, side: Side): boolean {
    const { strikes } = this.#plan;
    if (!this.isArmed || (strikes !== null && strikes.side !== side)) return false;
    this.passed.push(place);
    if (this.passed.length - 1 !== strikes?.at) return false;
    this.isArmed = false;
    this.struck = place;
    this.#lives[side] += 1;
    this.#crash(side);
    return true;
  }
}
