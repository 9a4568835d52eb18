import { useEffect, useMemo, useRef } from 'preact/hooks';
import { say as sayInbox } from '../../words/manager-inbox.ts';
import { say } from '../../words/manager.ts';
import { QuietLoading } from '../quiet-loading.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { EmptyInbox } from './empty-inbox.tsx';
import type { InboxList, Listing } from './inbox-list.ts';
import { MomentRow } from './moment-row.tsx';
import { useRows } from './use-rows.ts';
import type { Several } from './use-several.ts';

/** All that arrived, as far as it was read, and every state that the list can be in. */
export const MomentList = (props: {
  list: InboxList;
  listing: Listing;
  openedId: string | null;
  now: number;
  several: Several;
  onOpen: (event: MouseEvent, momentId: string) => void;
  /** The card that held the focus is drawn no longer. */
  onLost: () => void;
}) => {
  const { list, listing, several } = props;
  const { moments, held, filter } = listing;
  const shown = useMemo(() => moments.slice(held), [moments, held]);
  const ids = useMemo(() => shown.map(({ momentId }) => momentId), [shown]);
  const items = useRef<HTMLOListElement>(null);
  const wasReadFrom = useRef<number | null>(null);
  const more = useRef<HTMLButtonElement>(null);
  const readMore = (): void => {
    const { next, isReadingMore, trouble } = list.listing.peek();
    // Whoever comes by keys has the button, which must not go away from under them.
    const focused = document.activeElement;
    const isByKeys = focused === more.current || items.current?.contains(focused) === true;
    if (isByKeys && focused?.matches(':focus-visible') === true) return;
    if (next !== null && !isReadingMore && trouble === null) void list.readMore();
  };
  const { from, to } = useRows(items, ids, { onEnd: readMore, onLost: props.onLost });

  useEffect(() => {
    // The button moved down: go on with what it brought, or a keyboard would skip it.
    if (wasReadFrom.current === null || listing.isReadingMore) return;
    const first = items.current?.children[wasReadFrom.current - from]?.querySelector('a');
    if (first) wasReadFrom.current = null;
    first?.focus();
    // While the list is only scrolled, there is nothing to look for.
  }, [listing, wasReadFrom.current === null ? null : from]);

  const { trouble } = listing;
  return (
    <>
      {trouble && (
        <TroubleNotice
          trouble={trouble}
          doing={listing.isRead ? 'reading again' : 'reading'}
          onAgain={() => void list.refresh()}
        />
      )}
      {!listing.isRead && !trouble && <QuietLoading />}
      {listing.isRead && shown.length === 0 && <EmptyInbox filter={filter} />}
      <ol
        class="moment-list"
        aria-label={
          filter.search === undefined
            ? say('inbox.list')
            : sayInbox('search.found', { words: filter.search })
        }
        ref={items}
        hidden={shown.length === 0}
      >
        {shown.slice(from, to).map((moment, index) => (
          <MomentRow
            key={moment.momentId}
            moment={moment}
            filter={filter}
            place={from + index + 1}
            size={listing.next === null ? shown.length : -1}
            isOpened={moment.momentId === props.openedId}
            isChoosing={several.isChoosing}
            isChosen={several.ids.has(moment.momentId)}
            now={props.now}
            onOpen={props.onOpen}
            onToggle={several.toggle}
          />
        ))}
      </ol>
      {listing.next !== null && (
        <button
          class="button button-wide"
          type="button"
          ref={more}
          aria-disabled={listing.isReadingMore ? 'true' : undefined}
          onClick={() => {
            if (listing.isReadingMore) return;
            wasReadFrom.current = shown.length;
            void list.readMore();
          }}
        >
          {say(listing.isReadingMore ? 'desk.loading' : 'inbox.more')}
        </button>
      )}
    </>
  );
};
