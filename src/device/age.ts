const DAY_MS = 24 * 3_600_000;

/**
 * How long something has waited by this phone's clock, in days; null where that clock cannot be right: it was set back
 * since, or leaped ahead by more than a year. What waits has then waited for a time that nobody knows.
 */
export const daysWaited = (since: number, now: number): number | null => {
  const days = (now - since) / DAY_MS;
  return days >= 0 && days < 365 ? days : null;
};
