// The manager's list as it stands in this tab. The endpoint is the truth; this keeps what was read of it, in order,
// without doubles, and never moves what the reader is looking at. One request at a time, so that no older answer
// covers a newer one.
import type { ReadonlySignal } from '@preact/signals';
import { DESK_PAGE, type DeskMoment } from '../../contract/desk.ts';
import type { DeskClient, Trouble } from '../desk-client.ts';
import { extended, heldBack, merged } from './arrivals.ts';
import type { InboxFilter, StateCounts } from '../../contract/desk-inbox.ts';
import { isSameFilter } from './filter.ts';
import { createTabList } from '../tab-list.ts';

export interface Listing {
  filter: InboxFilter;
  /** Everything that was read, newest first; the first `held` are not shown yet. */
  moments: readonly DeskMoment[];
  held: number;
  next: string | null;
  /** How many are in each state under this filter, whatever state it asks for. */
  counts: StateCounts;
  /** There are more than were counted. */
  areMore: boolean;
  /** How much was set aside that nobody has looked at. */
  setAside: number;
  /** How many that were flagged for safety have no outcome yet. */
  atRisk: number;
  /** Whether the first page under this filter came. */
  isRead: boolean;
  isReadingMore: boolean;
  trouble: Trouble | null;
}

export interface InboxList {
  listing: ReadonlySignal<Listing>;
  /** Shows the list under `filter`, and asks for what is new. */
  show(filter: InboxFilter): Promise<void>;
  /** Reads again what is shown, from the top. */
  refresh(): Promise<void>;
  readMore(): Promise<void>;
  /** Whether the reader stands at the top, where new ones may appear at once. */
  standAtTop(isAtTop: boolean): void;
  /** Lays another version of one moment over the list's, or takes it out. */
  put(momentId: string, moment: DeskMoment | null): void;
  find(momentId: string): DeskMoment | undefined;
}

/** Beyond that, what lies further down is read again only when the reader begins anew. */
const PAGES_REREAD_MAX = 10;

const unread = (filter: InboxFilter): Listing => ({
  filter,
  moments: [],
  held: 0,
  next: null,
  counts: { new: 0, 'to-answer': 0, answered: 0, promised: 0, 'told-back': 0 },
  areMore: false,
  setAside: 0,
  atRisk: 0,
  isRead: false,
  isReadingMore: false,
  trouble: null,
});

/** So many that were new were seen: they wait for an answer now. */
const moved = (counts: StateCounts, seen: number): StateCounts => {
  const fewer = Math.min(seen, counts.new);
  return { ...counts, new: counts.new - fewer, 'to-answer': counts['to-answer'] + fewer };
};

/** `asKnown` lays over each moment what this tab knows better than the answer that brought it. */
export const createInboxList = (
  client: Pick<DeskClient, 'moments'>,
  asKnown: (moment: DeskMoment) => DeskMoment,
): InboxList => {
  const { listing, begin, change, inTurn, refresh } = createTabList<Listing>(unread({}), () =>
    reread(),
  );
  let isAtTop = true;
  const isStill = (filter: InboxFilter): boolean => isSameFilter(listing.peek().filter, filter);

  const reread = async (): Promise<void> => {
    const { filter, moments: before } = listing.peek();
    const known = new Set(before.map(({ momentId }) => momentId));
    const fresh: DeskMoment[] = [];
    // Exactly as far as it was read before, however much arrived above.
    let rest = DESK_PAGE;
    let next: string | null = null;
    let { counts, areMore, setAside, atRisk } = listing.peek();
    for (let pages = 0; pages < PAGES_REREAD_MAX; pages++) {
      const answer = await client.moments(filter, next, Math.min(DESK_PAGE, rest));
      if (!isStill(filter)) return;
      if (!answer.ok) return change({ trouble: answer.trouble });
      const page = answer.value.moments.map(asKnown);
      if (pages === 0) ({ counts, areMore, setAside, atRisk } = answer.value);
      // The answer may have been on its way before what was just opened counted as seen.
      const justSeen = page.filter(
        ({ seenAt }, at) => seenAt !== null && answer.value.moments[at]?.seenAt === null,
      );
      counts = moved(counts, justSeen.length);
      fresh.push(...page);
      next = answer.value.next;
      const firstKnown = fresh.findIndex(({ momentId }) => known.has(momentId));
      const arrived = firstKnown === -1 ? fresh.length : firstKnown;
      rest = before.length + arrived - fresh.length;
      if (next === null || rest <= 0) break;
    }
    const old = listing.peek();
    const moments = merged(old.moments, fresh, next === null);
    const reachesFurther = moments.at(-1)?.momentId !== fresh.at(-1)?.momentId;
    change({
      moments,
      held: isAtTop ? 0 : heldBack(moments, old.moments.slice(old.held)),
      next: reachesFurther ? old.next : next,
      counts,
      areMore,
      setAside,
      atRisk,
      isRead: true,
      trouble: null,
    });
  };

  return {
    listing,
    refresh,
    show: (filter) => {
      if (!isStill(filter)) begin(unread(filter));
      return refresh();
    },
    readMore: () =>
      inTurn(async () => {
        const { filter, next } = listing.peek();
        if (next === null) return;
        change({ isReadingMore: true });
        const answer = await client.moments(filter, next, DESK_PAGE);
        if (!isStill(filter)) return;
        change({ isReadingMore: false });
        if (!answer.ok) return change({ trouble: answer.trouble });
        const moments = extended(listing.peek().moments, answer.value.moments.map(asKnown));
        change({ moments, next: answer.value.next, trouble: null });
      }),
    standAtTop: (isThere) => {
      isAtTop = isThere;
      if (isThere && listing.peek().held > 0) change({ held: 0 });
    },
    put: (momentId, moment) => {
      const { moments, held, counts } = listing.peek();
      const index = moments.findIndex((known) => known.momentId === momentId);
      const known = moments[index];
      if (known === undefined) return;
      const isLessNew = known.seenAt === null && (moment === null || moment.seenAt !== null);
      change({
        moments:
          moment === null
            ? moments.filter((other) => other !== known)
            : moments.map((other) => (other === known ? moment : other)),
        held: moment === null && index < held ? held - 1 : held,
        counts: isLessNew ? moved(counts, 1) : counts,
      });
    },
    find: (momentId) => listing.peek().moments.find((known) => known.momentId === momentId),
  };
};
