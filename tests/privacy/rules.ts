// The product's own rules, as the linking game plays them: when a phone sends what is sealed, and when the server
// releases it. Times are in milliseconds.
import {
  type Apart,
  apartMs,
  dueAt,
  type KeptSealed,
  pushMayLeave,
  whatLeaves,
} from '../../src/device/sealed-outbox.ts';
import { decideRelease, releaseTimeAt, type Standing } from '../../src/domain/release.ts';
import { HOUR, MINUTE, type Opening, SECOND } from './house.ts';

export interface Sealed {
  at: number;
  dueAt: number;
}

export interface Push {
  openedAt: number;
  at: number;
}

export interface Sent {
  /** Of each sealed entry; null while it still waits. */
  arrivedAt: (number | null)[];
  pushes: Push[];
}

export interface Rules {
  seal: (at: number, random: () => number) => Sealed;
  /** Plays one phone through its openings. */
  send: (openings: readonly Opening[], sealed: readonly Sealed[], random: () => number) => Sent;
  /** When something was released, for arrivals in the order of time. */
  releases: (arrivals: readonly number[]) => number[];
}

/** Where the managers get what was said every so many hours. */
export const rulesOf = (releaseHours: number): Rules => ({
  seal: (at, random) => ({ at, dueAt: dueAt(at, random(), false) }),
  send: sendApart,
  releases: (arrivals) => releasesEvery(releaseHours, arrivals),
});

/** The least that a push waits where something sealed went before it. */
const APART_LEAST = apartMs(0);

/** A push waits for nothing else so long after its phone came into contact. */
export const letOneGoFirst = ({ openedAt, at }: Push): boolean => at - openedAt >= APART_LEAST;

interface Waiting extends KeptSealed {
  index: number;
  sealedAt: number;
}

const sendApart: Rules['send'] = (openings, sealed, random) => {
  const sent: Sent = { arrivedAt: sealed.map(() => null), pushes: [] };
  let waiting = sealed.map(waitingOf);
  const apart: Apart = { sealedFreeAt: 0, pushFreeAt: 0, pushHeldSince: 0 };
  let pushWaits = false;
  for (const { at: openedAt, until, ownWaits } of openings) {
    pushWaits ||= ownWaits;
    for (let now = openedAt + SECOND; now <= until;) {
      const kept = waiting.filter(({ sealedAt }) => sealedAt <= now);
      let lookAt = Infinity;
      if (pushWaits) {
        lookAt = pushMayLeave(kept, apart, now);
        if (lookAt <= now) {
          sent.pushes.push({ openedAt, at: now });
          apart.sealedFreeAt = now + apartMs(random());
          apart.pushHeldSince = 0;
          pushWaits = false;
          lookAt = Infinity;
        } else if (lookAt !== apart.pushFreeAt) apart.pushHeldSince ||= now;
      }
      const { leaves, givesWay, nextAt } = whatLeaves(kept, apart, { now, isAsked: true });
      for (const one of givesWay) one.gaveWay = true;
      const gone = kept.find((one) => one === leaves);
      if (gone === undefined) {
        now = Math.max(now + 1, Math.min(nextAt, lookAt));
        continue;
      }
      sent.arrivedAt[gone.index] = now;
      waiting = waiting.filter((one) => one !== gone);
      apart.pushFreeAt = now + apartMs(random());
      apart.pushHeldSince = 0;
    }
  }
  return sent;
};

const waitingOf = ({ at, dueAt: due }: Sealed, index: number): Waiting => ({
  index,
  sealedAt: at,
  sealedId: String(index),
  entry: { keyId: '', sealed: '' },
  dueAt: due,
  isUrgent: false,
  gaveWay: false,
  failures: 0,
  retryAt: 0,
});

const releasesEvery = (releaseHours: number, arrivals: readonly number[]): number[] => {
  const released: number[] = [];
  const apart = releaseHours * HOUR;
  let known: Pick<Standing, 'lookedAt' | 'waitingSince'> | null = null;
  let first = 0;
  for (let time = 0; first < arrivals.length; time += apart) {
    const count = countUpTo(arrivals, first, time);
    if (count === 0) continue;
    // As the endpoint notes it when the first one comes.
    const came = new Date(arrivals[first]!);
    known ??= { lookedAt: releaseTimeAt(releaseHours, came), waitingSince: null };
    const decided = decideRelease({ count, releaseHours, ...known }, new Date(time));
    if (decided === null) continue;
    known = decided;
    if (!decided.release) continue;
    released.push(time);
    first += count;
    known = null;
  }
  return released;
};

/** How many from `first` on came by `time`. */
const countUpTo = (arrivals: readonly number[], first: number, time: number): number => {
  let next = first;
  while (next < arrivals.length && arrivals[next]! < time) next += 1;
  return next - first;
};

/** As if there were none: sent when the phone is opened, and seen to the minute. */
export const noRules: Rules = {
  seal: (at) => ({ at, dueAt: at }),
  send: (openings, sealed) => ({
    arrivedAt: sealed.map(({ at }) => {
      const opened = openings.find(({ until }) => until >= at);
      return opened === undefined ? null : Math.max(opened.at, at);
    }),
    pushes: [],
  }),
  releases: (arrivals) => [...new Set(arrivals.map((at) => Math.ceil(at / MINUTE) * MINUTE))],
};
