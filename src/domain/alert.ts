/** What an alert is about. Never anybody's words, and never who spoke. */
export type AlertFacts =
  /** Someone may be at risk: told at once, whatever is held back else (A7). */
  { what: 'flagged'; programmeId: string } | ({ what: 'daily' } & DailyFacts) | { what: 'test' };

/** What there is to say once a day. What is held still is no part of it (A4). */
export interface DailyFacts {
  unread: { programmeId: string | null; count: number }[];
  /** Unread for three days; `since` is the date of the oldest. */
  old: { count: number; since: string } | null;
  /** Flagged, and without an outcome. */
  flagged: number;
  /** Alerts that could not be delivered. */
  failed: number;
}

export const OLD_DAYS = 3;

/** In minutes, after each try that failed: some seventeen hours in all. */
const WAITS_MIN = [1, 2, 5, 10, 20, 30, 60, 60, 120, 240, 480];

/** How long to wait after so many tries that failed; null once it is given up. */
export const waitAfterMs = (tries: number): number | null => {
  const minutes = WAITS_MIN[tries - 1];
  return minutes === undefined ? null : minutes * 60_000;
};

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 3600 * 1000;

/**
 * The next time after `after` at which it is `hour` o'clock in `timeZone`; where clocks leave that hour out, the first time
 * after it. An hour that comes twice counts once.
 */
export const nextDailyAt = (hour: number, timeZone: string, after: Date): Date => {
  const clock = localClock(timeZone);
  const [day, time] = clock(after.getTime());
  const oClock = `${String(hour).padStart(2, '0')}:00`;
  const wantedDay = time < oClock ? day : dayAfter(day);
  // Every zone is whole quarters of an hour from UTC.
  let at = Math.floor(after.getTime() / QUARTER_MS) * QUARTER_MS;
  for (;;) {
    at += QUARTER_MS;
    const [thatDay, thatTime] = clock(at);
    if (thatDay > wantedDay || (thatDay === wantedDay && thatTime >= oClock)) return new Date(at);
  }
};

/** What calendar and clock show there: `2026-11-23` and `09:15`. */
const localClock = (timeZone: string): ((at: number) => [day: string, time: string]) => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, value]),
    );
    return [
      `${parts['year']}-${parts['month']}-${parts['day']}`,
      `${parts['hour']}:${parts['minute']}`,
    ];
  };
};

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY_MS).toISOString().slice(0, 10);

/** Whether the runtime knows a zone by this name. */
export const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
};

export const isWorthSaying = ({ unread, old, flagged, failed }: DailyFacts): boolean =>
  unread.length > 0 || old !== null || flagged > 0 || failed > 0;
