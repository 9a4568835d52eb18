import { useEffect, useRef } from 'preact/hooks';
import { say } from '../../words/manager.ts';
import { QuietLoading } from '../quiet-loading.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { EmptyInbox } from './empty-inbox.tsx';
import { addressOf } from './filter.ts';
import type { InboxList, Listing } from './inbox-list.ts';
import { MomentCard } from './moment-card.tsx';

/** All that arrived, as far as it was read, and every state that the list can be in. */
export const MomentList = (props: {
  list: InboxList;
  listing: Listing;
  openedId: string | null;
  now: number;
  onOpen: (event: MouseEvent, momentId: string) => void;
}) => {
  const { list, listing } = props;
  const shown = listing.moments.slice(listing.held);
  const items = useRef<HTMLOListElement>(null);
  const wasReadFrom = useRef<number | null>(null);

  useEffect(() => {
    // The button moved down: go on with what it brought, or a keyboard would skip it.
    if (wasReadFrom.current === null || listing.isReadingMore) return;
    const first = items.current?.children[wasReadFrom.current]?.querySelector('a');
    if (first) wasReadFrom.current = null;
    first?.focus();
  }, [listing]);

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
      {listing.isRead && shown.length === 0 && <EmptyInbox filter={listing.filter} />}
      <ol
        class="moment-list"
        aria-label={say('inbox.list')}
        ref={items}
        hidden={shown.length === 0}
      >
        {shown.map((moment) => (
          <li key={moment.momentId}>
            <MomentCard
              moment={moment}
              href={addressOf(listing.filter, moment.momentId)}
              isOpened={moment.momentId === props.openedId}
              now={props.now}
              onOpen={(event) => props.onOpen(event, moment.momentId)}
            />
          </li>
        ))}
      </ol>
      {listing.next !== null && (
        <button
          class="button button-wide"
          type="button"
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
