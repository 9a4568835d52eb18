import type { MomentBody } from '../../../contract/moment.ts';
import { midnightBefore, minutesInto, occasionsOf } from './calendar.ts';
import type { Occasion } from './calendar.ts';
import { detailsFor, noDetails } from './details.ts';
import { MANAGERS, PROGRAMMES } from './harbour-house.ts';
import type { ProgrammeKey } from './harbour-house.ts';
import { seeded } from './seeded.ts';
import type { Chance } from './seeded.ts';
import { utterancesOf } from './utterances.ts';
import type { Utterance } from './utterances.ts';

/** A moment as the demo tells it, with people and programmes by their names. Instants are ISO 8601 in UTC. */
export interface Told {
  momentId: string;
  programme: ProgrammeKey;
  by: string;
  body: Omit<MomentBody, 'programmeId'>;
  receivedAt: string;
  /** The body as it was kept first, where it was changed afterwards. */
  amended: { before: Omit<MomentBody, 'programmeId'>; receivedAt: string } | null;
  withdrawnAt: string | null;
  seen: { by: string; at: string } | null;
}

/** What managers find new when they open the demo. */
export const UNSEEN = 14;

const SEED = 20_251_117;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Nine months at Harbour House up to yesterday, in order of arrival: the same all through `today`. */
export const storyUpTo = (today: Date): Told[] => {
  const chance = seeded(SEED);
  const midnight = midnightBefore(today, 0);
  const told = (Object.keys(PROGRAMMES) as ProgrammeKey[])
    .flatMap((programme) => saidIn(programme, midnight, chance))
    .toSorted((one, other) => Date.parse(one.receivedAt) - Date.parse(other.receivedAt));
  return seenByManagers(withSecondThoughts(told, midnight, chance), midnight, chance);
};

const saidIn = (programme: ProgrammeKey, midnight: Date, chance: Chance): Told[] => {
  const utterances = utterancesOf(programme, chance);
  const occasions = occasionsOf(PROGRAMMES[programme], midnight, utterances.length, chance);
  return [...new Set(occasions)].flatMap((occasion) => {
    const first = occasions.indexOf(occasion);
    const said = utterances.slice(first, occasions.lastIndexOf(occasion) + 1);
    return keptAt(occasion, said, chance).map((told) => ({
      momentId: chance.uuid(),
      programme,
      ...told,
    }));
  });
};

/** One meeting: who kept which words when, and when they arrived. */
const keptAt = (
  occasion: Occasion,
  utterances: readonly Utterance[],
  chance: Chance,
): Omit<Told, 'momentId' | 'programme'>[] => {
  const { day, begins, lasts, keptBy, group } = occasion;
  const saidAt = utterances
    .map(() => minutesInto(day, begins + chance.between(4, lasts)).getTime())
    .toSorted((one, other) => one - other)
    .map((minute) => minute + chance.between(0, 59_999));
  const hasNoSignal = chance.happens(0.25);
  const sentAllAt = new Map(
    keptBy.map((name) => [name, (saidAt.at(-1) ?? 0) + chance.between(500_000, 4_000_000)]),
  );
  return utterances.map(({ words, kind, whose }, index) => {
    const said = saidAt[index]!;
    const by = chance.oneOf(keptBy);
    const hasDetails = chance.happens(0.55);
    return {
      by,
      body: {
        words,
        kind,
        whose,
        group: chance.happens(0.85) ? group : null,
        ...(hasDetails ? detailsFor(words, kind, chance) : noDetails),
        saidAt: instant(said),
      },
      receivedAt: instant(hasNoSignal ? sentAllAt.get(by)! : said + chance.between(900, 40_000)),
      amended: null,
      withdrawnAt: null,
      seen: null,
    };
  });
};

/** Some were kept in a hurry and completed later; a few people asked for their words back. */
const withSecondThoughts = (told: Told[], midnight: Date, chance: Chance): Told[] =>
  told.map((each, index) => {
    const isRecent =
      index >= told.length - UNSEEN ||
      midnight.getTime() - Date.parse(each.receivedAt) < 5 * DAY_MS;
    const roll = chance.next();
    const laterMs = chance.between(3, 2 * 24 * 60) * MINUTE_MS;
    if (isRecent || (roll > 0.05 && index % 97 !== 50)) return each;
    const later = instant(Date.parse(each.receivedAt) + laterMs);
    if (index % 97 === 50) return { ...each, withdrawnAt: later };
    const [first = each.body.words] = each.body.words.match(/^[^.!?\n]+[.!?]+/) ?? [];
    return {
      ...each,
      amended: { before: { ...each.body, ...noDetails, words: first }, receivedAt: later },
    };
  });

/** The managers read what has come when their day begins; the newest they have not opened yet. */
const seenByManagers = (told: Told[], midnight: Date, chance: Chance): Told[] => {
  const firstNew = told.length - UNSEEN;
  return told.map((each, index) => {
    if (index >= firstNew) return each;
    const morning = nextWorkingMorning(new Date(each.receivedAt), chance);
    // Not later than the last midnight: nobody reads in the future.
    const at = instant(Math.min(morning.getTime(), midnight.getTime() - 1));
    return { ...each, seen: { by: MANAGERS[morning.getDay() % 2]!, at } };
  });
};

const nextWorkingMorning = (received: Date, chance: Chance): Date => {
  const daysOn = { 5: 3, 6: 2 }[received.getDay()] ?? 1;
  return minutesInto(midnightBefore(received, -daysOn), 8 * 60 + chance.between(25, 90));
};

const instant = (ms: number): string => new Date(ms).toISOString();
