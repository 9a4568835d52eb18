// Counts the places that a schedule comes by, and ends the phone or the server at the one that is asked for. Only where
// the code was loaded with each of its awaits watched (tests/faults/instrument.ts).
import { never } from './gates.ts';

export type Side = 'device' | 'server';

export interface CrashPlan {
  /** The place at which it strikes, when that is come by first; null only notes all places, on both sides. */
  strikes: string | null;
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
    if (!this.isArmed) return false;
    this.passed.push(place);
    if (place !== this.#plan.strikes) return false;
    this.isArmed = false;
    this.struck = place;
    this.#lives[side] += 1;
    this.#crash(side);
    return true;
  }
}
