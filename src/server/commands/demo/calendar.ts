import type { Meeting, ProgrammeOfDemo } from './harbour-house.ts';
import type { Chance } from './seeded.ts';

/** Nine months. */
export const WEEKS = 39;

export interface Occasion extends Meeting {
  /** The midnight that it begins after, where the server stands. */
  day: Date;
}

export const midnightBefore = (day: Date, daysEarlier: number): Date =>
  new Date(day.getFullYear(), day.getMonth(), day.getDate() - daysEarlier);

export const minutesInto = (day: Date, minutes: number): Date =>
  new Date(day.getFullYear(), day.getMonth(), day.getDate(), 0, minutes);

/**
 * When the words of a programme were said: one occasion for each, from nine months ago to yesterday. Some weeks are
 * busy, some quiet, some silent; between Christmas and New Year nobody meets. The last two weeks are ordinary ones, so
 * that the newest words come from everywhere.
 */
export const occasionsOf = (
  { meetings, silentWeeks }: ProgrammeOfDemo,
  today: Date,
  count: number,
  chance: Chance,
): Occasion[] => {
  const held: { occasion: Occasion; busy: number }[] = [];
  for (let weeksAgo = WEEKS - 1; weeksAgo >= 0; weeksAgo -= 1) {
    const mood = moodOf(weeksAgo, silentWeeks, chance);
    for (let daysAgo = weeksAgo * 7 + 7; daysAgo > weeksAgo * 7; daysAgo -= 1) {
      const day = midnightBefore(today, daysAgo);
      for (const meeting of meetings) {
        if (meeting.weekday !== day.getDay() || mood === 0 || isHoliday(day)) continue;
        held.push({ occasion: { ...meeting, day }, busy: mood * (0.5 + chance.next()) });
      }
    }
  }
  return shared(held, count);
};

const moodOf = (weeksAgo: number, silentWeeks: number, chance: Chance): number => {
  const roll = chance.next();
  if (weeksAgo < 2) return 1;
  if (roll < silentWeeks) return 0;
  return chance.oneOf([0.3, 0.6, 1, 1, 1, 1.4, 2.4]);
};

const isHoliday = (day: Date): boolean =>
  (day.getMonth() === 11 && day.getDate() >= 24) || (day.getMonth() === 0 && day.getDate() === 1);

/** `count` words over the occasions, by how busy each was. */
const shared = (
  held: readonly { occasion: Occasion; busy: number }[],
  count: number,
): Occasion[] => {
  const whole = held.reduce((sum, { busy }) => sum + busy, 0);
  const occasions: Occasion[] = [];
  let reached = 0;
  for (const { occasion, busy } of held) {
    reached += busy;
    const upTo = Math.round((reached / whole) * count);
    while (occasions.length < upTo) occasions.push(occasion);
  }
  return occasions;
};
