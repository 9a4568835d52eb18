import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Wrong codes that one address may send in a quarter of an hour: a drop-in shares one address. */
const PER_ADDRESS = { points: 20, duration: 15 * 60 };
/** And all addresses together in an hour. A code has 50 bits: this many tries an hour find none. */
const IN_ALL = { points: 1000, duration: 60 * 60 };

/**
 * Counts wrong codes. In memory only, by a keyed hash of the address whose key is forgotten at the next
 * start: no store and no log ever holds a stranger's address.
 */
export class Tries {
  readonly #key = randomBytes(32);
  readonly #perAddress = new RateLimiterMemory({ keyPrefix: 'address', ...PER_ADDRESS });
  readonly #inAll = new RateLimiterMemory({ keyPrefix: 'all', ...IN_ALL });

  /**
   * Takes one try before the secret is looked at, so that a thousand at once do not all slip through.
   * Returns null, or the seconds to wait.
   */
  async take(address: string): Promise<number | null> {
    try {
      await this.#perAddress.consume(this.#hashOf(address));
      await this.#inAll.consume('');
      return null;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return Math.ceil(refused.msBeforeNext / 1000);
    }
  }

  /** Gives the try back: what was sent was right. */
  async giveBack(address: string): Promise<void> {
    await this.#perAddress.reward(this.#hashOf(address));
    await this.#inAll.reward('');
  }

  #hashOf(address: string): string {
    return createHmac('sha256', this.#key).update(networkOf(address)).digest('base64url');
  }
}

/** An IPv6 network hands out addresses by the billion: its first half stands for all of them. */
export const networkOf = (address: string): string =>
  address.includes(':') && !address.startsWith('::ffff:')
    ? address.split(':').slice(0, 4).join(':')
    : address;
