import type { MomentBody } from '../../contract/moment.ts';
import type { Change } from '../../contract/pull.ts';
import { type ShownMoment, isUnsent } from '../../device/standing.ts';
import { daysAgo } from '../../words/time.ts';

/** A moment in the list, from this phone's outbox or as the server told of it. */
export interface Listed extends Pick<
  ShownMoment,
  'momentId' | 'state' | 'mayBeRead' | 'receivedAt' | 'attention' | 'waitsFor'
> {
  /** Null where it was taken back, and the removal is still to be sent. */
  body: MomentBody | null;
  /** ms. */
  savedAt: number;
  /** Only the server and another phone hold it: nothing can be changed from here. */
  isElsewhere: boolean;
}

/** The headings of the list, in their order. */
export const GROUPS = ['waiting', 'attention', 'today', 'earlier', 'elsewhere'] as const;
export type Group = (typeof GROUPS)[number];
export type Arranged = Record<Group, Listed[]>;

/**
 * Lays this phone's moments and the server's word about them into one list, newest first. `here` are the ids of all that
 * this outbox holds, the withdrawn ones too: an older word of the server must not bring those back.
 */
export const arrange = (
  moments: readonly ShownMoment[],
  changes: readonly Change[],
  here: ReadonlySet<string>,
  now: number,
): Arranged => {
  const told = new Map(changes.map((change) => [change.momentId, change]));
  const own = moments.flatMap((moment) => laidOver(moment, told.get(moment.momentId)));
  const others = changes.flatMap((change) => (here.has(change.momentId) ? [] : elsewhere(change)));
  const arranged = Object.fromEntries(GROUPS.map((group) => [group, [] as Listed[]])) as Arranged;
  for (const listed of [...own, ...others].sort((one, other) => other.savedAt - one.savedAt)) {
    arranged[groupOf(listed, now)].push(listed);
  }
  return arranged;
};

const groupOf = (listed: Listed, now: number): Group => {
  if (listed.isElsewhere) return 'elsewhere';
  if (isUnsent(listed)) return 'waiting';
  if (listed.state === 'needs attention') return 'attention';
  return daysAgo(listed.receivedAt || listed.savedAt, now) === 0 ? 'today' : 'earlier';
};

/** What was sent may since have been changed or taken back from another phone. */
const laidOver = (moment: ShownMoment, change: Change | undefined): Listed[] => {
  const listed = { ...moment, isElsewhere: false };
  if (change === undefined || moment.state !== 'sent') return [listed];
  if (change.moment === null) return [];
  const isNewer = change.receivedAt > (moment.receivedAt ?? '');
  return [isNewer ? { ...listed, body: change.moment, receivedAt: change.receivedAt } : listed];
};

const elsewhere = ({ momentId, moment, receivedAt }: Change): Listed[] =>
  moment === null
    ? []
    : [
        {
          momentId,
          body: moment,
          savedAt: Date.parse(moment.saidAt),
          state: 'sent',
          mayBeRead: true,
          receivedAt,
          isElsewhere: true,
        },
      ];
