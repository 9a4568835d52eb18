// What of the product the linking game plays: when a phone sends what is sealed, and when the server releases it.
import { DAY, HOUR, MINUTE, type Opening, SECOND } from './house.ts';

export interface Sent {
  /** Of each sealed entry; null while it still waits. */
  arrivedAt: (number | null)[];
  pushes: { openedAt: number; at: number }[];
}

/** All times in milliseconds. */
export interface Rules {
  /** From when on something may be sent that was sealed at `at`. */
  due: (at: number, random: () => number) => number;
  /** Plays one phone through its openings. */
  phone: (openings: readonly Opening[], due: readonly number[], random: () => number) => Sent;
  /** When something was released, for arrivals in the order of time. */
  releases: (arrivals: readonly number[]) => number[];
}

const gap = (random: () => number): number => (20 + random() * 70) * SECOND;

/** A push waits for nothing else: this one let something sealed go first. */
export const wasFirst = ({ openedAt, at }: { openedAt: number; at: number }): boolean =>
  at - openedAt >= 20 * SECOND;

const phone: Rules['phone'] = (openings, due, random) => {
  const arrivedAt: (number | null)[] = due.map(() => null);
  const gaveWay = new Set<number>();
  const pushes: Sent['pushes'] = [];
  for (const { at, until, ownWaits } of openings) {
    const ready = due.flatMap((time, index) =>
      arrivedAt[index] === null && time <= until ? [index] : [],
    );
    if (ready.length === 0) {
      if (ownWaits) pushes.push({ openedAt: at, at: at + SECOND });
      continue;
    }
    let now = at + SECOND;
    const first = ready.filter((index) => gaveWay.has(index));
    for (const index of first) arrivedAt[index] = now;
    const rest = ready.filter((index) => !gaveWay.has(index));
    if (first.length > 0 && ownWaits) {
      now += gap(random);
      if (now <= until) pushes.push({ openedAt: at, at: now });
      now += gap(random);
    } else if (ownWaits) {
      pushes.push({ openedAt: at, at: now });
      now += gap(random);
      for (const index of rest) gaveWay.add(index);
    }
    for (const index of rest) {
      const sendAt = Math.max(now, due[index]!);
      if (sendAt <= until) arrivedAt[index] = sendAt;
    }
  }
  return { arrivedAt, pushes };
};

const releasesEvery =
  (hours: number): Rules['releases'] =>
  (arrivals) => {
    const released: number[] = [];
    let waitingSince: number | null = null;
    let next = 0;
    for (let time = 0; next < arrivals.length; time += hours * HOUR) {
      let upTo = next;
      while (upTo < arrivals.length && arrivals[upTo]! <= time) upTo += 1;
      if (upTo === next) continue;
      waitingSince ??= time;
      if (upTo - next < 3 && time - waitingSince < DAY - hours * HOUR) continue;
      released.push(time);
      next = upTo;
      waitingSince = null;
    }
    return released;
  };

export const rulesOf = (releaseHours: number): Rules => ({
  due: (at, random) => at + random() * 15 * MINUTE,
  phone,
  releases: releasesEvery(releaseHours),
});

/** As if there were none: sent when the phone is opened, and to be seen to the minute. */
export const noRules: Rules = {
  due: (at) => at,
  phone: (openings, due) => ({
    arrivedAt: due.map((time) => {
      const opened = openings.find(({ until }) => until >= time);
      return opened === undefined ? null : Math.max(opened.at, time);
    }),
    pushes: [],
  }),
  releases: (arrivals) => [...new Set(arrivals.map((at) => Math.ceil(at / MINUTE) * MINUTE))],
};
