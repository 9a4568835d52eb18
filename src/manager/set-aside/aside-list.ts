// What was set aside, as it stands in this tab. The endpoint is the truth; one request at a time.
import type { ReadonlySignal } from '@preact/signals';
import { DESK_PAGE, type DeskSetAside } from '../../contract/desk.ts';
import type { Answer, DeskClient, Trouble } from '../desk-client.ts';
import { createTabList } from '../tab-list.ts';

export interface AsideListing {
  /** Whether these are the ones that somebody looked at already. */
  isLookedAt: boolean;
  items: readonly DeskSetAside[];
  next: string | null;
  isRead: boolean;
  isReadingMore: boolean;
  trouble: Trouble | null;
}

export interface AsideList {
  listing: ReadonlySignal<AsideListing>;
  show(isLookedAt: boolean): Promise<void>;
  /** Reads again as much as is shown, from the top. */
  refresh(): Promise<void>;
  readMore(): Promise<void>;
  /** Changes something, and reads again where that was done. */
  act(change: (client: DeskClient) => Answer<unknown>): Answer<unknown>;
}

const unread = (isLookedAt: boolean): AsideListing => ({
  isLookedAt,
  items: [],
  next: null,
  isRead: false,
  isReadingMore: false,
  trouble: null,
});

export const createAsideList = (client: DeskClient): AsideList => {
  const { listing, begin, change, inTurn, refresh } = createTabList<AsideListing>(
    unread(false),
    () => reread(),
  );
  const reread = async (): Promise<void> => {
    const { isLookedAt, items: before } = listing.peek();
    const items: DeskSetAside[] = [];
    let next: string | null = null;
    do {
      const answer = await client.setAside(isLookedAt, next, DESK_PAGE);
      if (listing.peek().isLookedAt !== isLookedAt) return;
      if (!answer.ok) return change({ trouble: answer.trouble });
      items.push(...answer.value.items);
      ({ next } = answer.value);
    } while (next !== null && items.length < before.length);
    change({ items, next, isRead: true, trouble: null });
  };

  return {
    listing,
    refresh,
    show: (isLookedAt) => {
      if (listing.peek().isLookedAt !== isLookedAt) begin(unread(isLookedAt));
      return refresh();
    },
    readMore: () =>
      inTurn(async () => {
        const { isLookedAt, items, next } = listing.peek();
        if (next === null) return;
        change({ isReadingMore: true });
        const answer = await client.setAside(isLookedAt, next, DESK_PAGE);
        change({ isReadingMore: false });
        if (listing.peek().isLookedAt !== isLookedAt) return;
        if (!answer.ok) return change({ trouble: answer.trouble });
        const known = new Set(items.map(({ asideId }) => asideId));
        const more = answer.value.items.filter(({ asideId }) => !known.has(asideId));
        change({ items: [...items, ...more], next: answer.value.next, trouble: null });
      }),
    act: async (deed) => {
      const answer = await deed(client);
      if (answer.ok) await refresh();
      return answer;
    },
  };
};
