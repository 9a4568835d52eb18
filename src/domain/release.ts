// When what was said without a name is released: at fixed times of the clock, whenever it came.

const HOUR_MS = 3600 * 1000;
const DAY_HOURS = 24;
/** Fewer than that wait for more to come: one alone would be known by the day. */
export const RELEASED_TOGETHER = 3;

/** What is known of what waits. Both instants are times of release (ISO 8601). */
export interface Standing {
  count: number;
  /** How far the times of release lie apart, 1 to 24 hours. */
  releaseHours: number;
  /** The last time of release that was looked at. */
  lookedAt: string | null;
  /** The first one at which too few were waiting. */
  waitingSince: string | null;
}

const NOTHING_NOTED = { lookedAt: null, waitingSince: null };

/** The last time of release at or before `now`. They are counted from midnight UTC of the first day of 1970. */
export const releaseTimeAt = (releaseHours: number, now: Date): string => {
  const apart = releaseHours * HOUR_MS;
  return new Date(Math.floor(now.getTime() / apart) * apart).toISOString();
};

/** What is to be done now: nothing, keep waiting and note it, or release all that is held. */
export const decideRelease = (
  { count, releaseHours, ...noted }: Standing,
  now: Date,
): { release: boolean; lookedAt: string; waitingSince: string | null } | null => {
  const at = releaseTimeAt(releaseHours, now);
  // Noted by a clock that was set back since: held by it, words would wait until that day comes (P10).
  const isOfOtherClock = Date.parse(noted.lookedAt ?? at) > now.getTime() + DAY_HOURS * HOUR_MS;
  const { lookedAt, waitingSince } = isOfOtherClock ? NOTHING_NOTED : noted;
  if (count === 0 || (lookedAt !== null && lookedAt >= at)) return null;
  const since = waitingSince ?? (lookedAt === null ? at : nextAfter(lookedAt, releaseHours, at));
  // Whatever waits since then may have come just after the time of release before it.
  const waitedHours = (Date.parse(at) - Date.parse(since)) / HOUR_MS + releaseHours;
  const release = count >= RELEASED_TOGETHER || waitedHours + releaseHours > DAY_HOURS;
  return { release, lookedAt: at, waitingSince: release ? null : since };
};

/** Where the server was away meanwhile, the first time of release that it missed. */
const nextAfter = (lookedAt: string, releaseHours: number, at: string): string => {
  const next = new Date(Date.parse(lookedAt) + releaseHours * HOUR_MS).toISOString();
  return next < at ? next : at;
};
