import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { networkOf } from './tries.ts';

const DAY_MS = 24 * 3600 * 1000;
/** Challenges that one address may ask for in ten minutes before they get harder: a drop-in shares one address. */
const PER_ADDRESS = { points: 60, duration: 10 * 60 };
/** Entries of one programme in an hour before everybody's proof is the hardest; and the most that are taken at all. */
const PER_PROGRAMME = { points: 600, duration: 60 * 60 };
const PROGRAMME_MAX = 6000;

/** How much harder than usual a proof may be: by 2 to the power of this. */
export const HARDEST = 3;

/**
 * Counts calls that carry no name. In memory only, by a hash of the address under a key that is made anew each day and
 * stands nowhere: yesterday's addresses cannot be told by anybody.
 */
export class Rates {
  #key = randomBytes(32);
  #keyMadeMs = 0;
  #hardUntilMs = 0;
  readonly #challenges = new RateLimiterMemory({ keyPrefix: 'challenge', ...PER_ADDRESS });
  readonly #entries = new RateLimiterMemory({ keyPrefix: 'entry', ...PER_PROGRAMME });

  /** What stands for an address today. */
  keyOf(address: string, now: Date): string {
    if (Math.abs(now.getTime() - this.#keyMadeMs) >= DAY_MS) {
      this.#key = randomBytes(32);
      this.#keyMadeMs = now.getTime();
    }
    return createHmac('sha256', this.#key).update(networkOf(address)).digest('base64url');
  }

  /** Counts one challenge and tells how hard it is to be, from 0 to HARDEST. */
  async hardnessFor(key: string, now: Date): Promise<number> {
    const { consumedPoints } = await this.#challenges.penalty(key);
    const byAddress = Math.ceil(Math.log2(Math.max(1, consumedPoints / PER_ADDRESS.points)));
    return now.getTime() < this.#hardUntilMs ? HARDEST : Math.min(byAddress, HARDEST);
  }

  /** Counts one entry for a programme. Tells how hard its proof has to be, or null when no more is taken for now. */
  async countEntry(programmeId: string, now: Date): Promise<number | null> {
    const { consumedPoints } = await this.#entries.penalty(programmeId);
    if (consumedPoints > PROGRAMME_MAX) return null;
    if (consumedPoints <= PER_PROGRAMME.points) return 0;
    this.#hardUntilMs = now.getTime() + PER_PROGRAMME.duration * 1000;
    return HARDEST;
  }
}
