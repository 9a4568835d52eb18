// Decides when; drain.ts does it (P6).

const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;
/** The longest that a server may ask us to wait. */
export const RETRY_AFTER_CAP_MS = 3_600_000;

/**
 * How long to wait after `failures` requests in a row that brought nothing: full jitter, 1 s doubling to 5 min.
 * `retryAfterMs` is what the server asked for: the floor, capped at one hour. `random` is in [0, 1).
 */
export const retryDelayMs = (failures: number, retryAfterMs: number, random: number): number => {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
  return Math.max(random * ceiling, Math.min(retryAfterMs, RETRY_AFTER_CAP_MS));
};

/** The `Retry-After` header in ms: seconds or an HTTP date (RFC 9110, 10.2.3). 0 where it is missing or senseless. */
export const retryAfterMs = (header: string | null, now: number): number => {
  if (header === null) return 0;
  const value = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(value) && value > 0 ? Math.min(value, RETRY_AFTER_CAP_MS) : 0;
};
