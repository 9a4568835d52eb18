const DAY_MS = 24 * 60 * 60 * 1000;

/** The hour of an instant: all that a flag keeps of when it arrived. */
export const hourOf = (at: string): string => `${at.slice(0, 13)}:00:00.000Z`;

/** When a moment that was flagged for safety needs its outcome: 24 hours after the hour in which it arrived. */
export const flagDueAt = (arrivedAt: string): string =>
  new Date(Date.parse(arrivedAt) + DAY_MS).toISOString();

/** How many whole hours are left until then, rounded down; below nought once it has passed. */
export const hoursLeft = (dueAt: string, now: number): number =>
  Math.floor((Date.parse(dueAt) - now) / (60 * 60 * 1000));
