import '../desk.css';
import '../inbox/inbox.css';
import './set-aside.css';
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { onChange } from '../../device/changes.ts';
import { listProgrammes } from '../../device/inbox.ts';
import type { Phone } from '../../device/phone.ts';
import { Mark } from '../../ui/mark.tsx';
import { useReading } from '../../ui/use-reading.ts';
import { say } from '../../words/manager.ts';
import { deskClient } from '../desk-client.ts';
import { onKeys } from '../inbox/keys.ts';
import { followLive } from '../inbox/live.ts';
import { QuietLoading } from '../quiet-loading.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { useTitle } from '../use-title.ts';
import { AsideCard } from './aside-card.tsx';
import { createAsideList } from './aside-list.ts';
import { SET_ASIDE } from './set-aside-link.tsx';

const HERE = `/inbox/${SET_ASIDE}`;

/** What phones sent that breaks a rule, so that it could not become a moment, or not the one it wanted to (P8). */
export const SetAside = (props: { phone: Phone; nav?: ComponentChildren }) => {
  const { query, route } = useLocation();
  const isLookedAt = query['looked'] === 'yes';
  const list = useMemo(
    () => createAsideList(deskClient((url, init) => fetch(url, init))),
    [props.phone],
  );
  useEffect(() => void list.show(isLookedAt), [list, isLookedAt]);
  useEffect(() => followLive(() => void list.refresh()), [list]);
  useTitle(say('aside.title'));
  const programmes =
    useReading(onChange, () => listProgrammes(props.phone.known), [props.phone]) ?? [];

  const [done, setDone] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // What asked for it is gone from the page.
    if (done !== '') status.current?.focus();
  }, [done]);
  useEffect(() => setDone(''), [isLookedAt]);

  const items = useRef<HTMLOListElement>(null);
  const move = (by: 1 | -1): void => {
    const all = Array.from(items.current?.querySelectorAll<HTMLElement>('[data-aside]') ?? []);
    const from = all.findIndex((card) => card.contains(document.activeElement));
    all[from === -1 ? 0 : Math.min(all.length - 1, Math.max(0, from + by))]?.focus();
  };
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) page.current?.focus({ preventScroll: true });
  }, []);

  const listing = list.listing.value;
  const { now } = props.phone.means();
  return (
    <div class="desk">
      <div class="desk-foot">{props.nav}</div>
      <main
        class="desk-page asides"
        tabIndex={-1}
        ref={page}
        onKeyDown={onKeys({
          j: () => move(1),
          k: () => move(-1),
          Escape: () => route('/inbox'),
        })}
      >
        <header class="bar desk-bar">
          <a class="button button-quiet reading-back" href="/inbox">
            <Mark name="back" />
            {say('inbox.back')}
          </a>
        </header>
        <h1>{say('aside.title')}</h1>
        <p>{say('aside.says')}</p>
        <nav class="desk-tabs" aria-label={say('aside.tabs')}>
          <a class="button" href={HERE} aria-current={isLookedAt ? undefined : 'page'}>
            {say('aside.tab.open')}
          </a>
          <a
            class="button"
            href={`${HERE}?looked=yes`}
            aria-current={isLookedAt ? 'page' : undefined}
          >
            {say('aside.tab.looked')}
          </a>
        </nav>
        <p class="aside-done" role="status" tabIndex={-1} ref={status} hidden={done === ''}>
          {done}
        </p>
        {listing.trouble && (
          <TroubleNotice
            trouble={listing.trouble}
            doing={listing.isRead ? 'reading again' : 'reading'}
            onAgain={() => void list.refresh()}
          />
        )}
        {!listing.isRead && !listing.trouble && <QuietLoading />}
        {listing.isRead && listing.items.length === 0 && (
          <p class="desk-empty">{say(isLookedAt ? 'aside.empty.looked' : 'aside.empty')}</p>
        )}
        <ol
          class="moment-list"
          aria-label={say('aside.list')}
          ref={items}
          hidden={listing.items.length === 0}
        >
          {listing.items.map((item) => (
            <li key={item.asideId}>
              <AsideCard
                item={item}
                list={list}
                programmes={programmes}
                now={now}
                onDone={setDone}
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
              if (!listing.isReadingMore) void list.readMore();
            }}
          >
            {say(listing.isReadingMore ? 'desk.loading' : 'inbox.more')}
          </button>
        )}
      </main>
    </div>
  );
};
