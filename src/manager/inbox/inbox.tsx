import '../desk.css';
import './inbox.css';
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskMoment } from '../../contract/desk.ts';
import type { Phone } from '../../device/phone.ts';
import { Mark } from '../../ui/mark.tsx';
import { say as sayInbox } from '../../words/manager-inbox.ts';
import { say } from '../../words/manager.ts';
import { AlertsLink } from '../alerts/alerts-link.tsx';
import { ANSWER_BOX } from '../answer/answer-box.tsx';
import { AT_RISK, AtRiskLink } from '../flagged/at-risk-link.tsx';
import { Flagged } from '../flagged/flagged.tsx';
import { SET_ASIDE, SetAsideLink } from '../set-aside/set-aside-link.tsx';
import { SetAside } from '../set-aside/set-aside.tsx';
import { useTitle } from '../use-title.ts';
import { ArrivedButton } from './arrived-button.tsx';
import { FilterBar, filtersOn } from './filter-bar.tsx';
import { addressOf, chosen, filterOf } from './filter.ts';
import { onKeys } from './keys.ts';
import { KeysList } from './keys-list.tsx';
import { MomentList } from './moment-list.tsx';
import { Reading } from './reading.tsx';
import { SEARCH_FIELD, SearchField } from './search-field.tsx';
import { SeveralBar } from './several-bar.tsx';
import { StateTabs } from './state-tabs.tsx';
import { useInbox } from './use-inbox.ts';
import { usePlace } from './use-place.ts';
import { useOwnNames } from './own-names.ts';
import { useProgrammes } from './use-programmes.ts';
import { useSeveral } from './use-several.ts';
import { useWide } from './use-wide.ts';

/** The inbox, what was flagged for safety, or what was set aside: they share an address, since all of it was sent. */
export const Inbox = (props: { phone: Phone; nav?: ComponentChildren; momentId?: string }) => {
  if (props.momentId === SET_ASIDE) return <SetAside phone={props.phone} nav={props.nav} />;
  if (props.momentId === AT_RISK) return <Flagged phone={props.phone} nav={props.nav} />;
  return <InboxPanes {...props} />;
};

/** So many of the newest are looked through for the names of groups. */
const NEWEST = 500;
const groupsIn = (moments: readonly DeskMoment[]): string[] =>
  [...new Set(moments.slice(0, NEWEST).flatMap(({ group }) => group ?? []))].sort((one, other) =>
    one.localeCompare(other),
  );

/** All that arrived and, beside it or in its place, the one moment that is being read. */
const InboxPanes = (props: { phone: Phone; nav?: ComponentChildren; momentId?: string }) => {
  const { query, route } = useLocation();
  const filter = filterOf(query);
  const momentId = props.momentId || null;
  const inbox = useInbox(props.phone, filter, momentId);
  const listing = inbox.list.listing.value;
  const opened = inbox.opened.value;
  const programmes = useProgrammes(props.phone, listing);
  const { now } = props.phone.means();
  useTitle(say('inbox.title'));
  useOwnNames();

  const pane = useRef<HTMLElement>(null);
  const article = useRef<HTMLElement>(null);
  const { keepPlace, goToTop } = usePlace(pane, inbox.list, momentId);
  /** Whether Back leads to the list that is behind this page. */
  const cameFromList = useRef(false);
  const lastOpened = useRef<string | null>(null);
  /** The moment that was opened to be answered at once. */
  const toAnswer = useRef<string | null>(null);

  const cards = (): HTMLElement[] =>
    Array.from(pane.current?.querySelectorAll<HTMLElement>('a[data-moment]') ?? []);
  const cardOf = (id: string | null): HTMLElement | undefined =>
    cards().find((card) => card.dataset['moment'] === id);

  const [isShowingKeys, setShowingKeys] = useState(false);
  const [isFiltering, setFiltering] = useState(false);
  const several = useSeveral();
  const [done, setDone] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // What asked for it is gone from the page.
    if (done !== '') status.current?.focus();
  }, [done]);
  useEffect(() => {
    // Where the list is there is where its keys work.
    if (document.activeElement === document.body) pane.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (momentId !== null) article.current?.focus({ preventScroll: true });
    else if (lastOpened.current !== null) {
      cardOf(lastOpened.current)?.focus({ preventScroll: true });
      cameFromList.current = false;
    }
    lastOpened.current = momentId;
  }, [momentId]);

  const openMoment = (id: string): void => {
    if (momentId === null) {
      keepPlace();
      cameFromList.current = true;
    }
    route(addressOf(filter, id), momentId !== null);
  };
  const onOpen = (event: MouseEvent, id: string): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    // The address is ours to change: from one moment to the next, Back still leads to the list.
    event.preventDefault();
    event.stopPropagation();
    toAnswer.current = null;
    openMoment(id);
  };
  const goBack = (): void => {
    if (cameFromList.current) history.back();
    else route(addressOf(filter), true);
  };
  const showArrived = (): void => {
    inbox.list.standAtTop(true);
    goToTop();
    // The button goes away; the first of what it promised is where to go on.
    requestAnimationFrame(() => cards()[0]?.focus({ preventScroll: true }));
  };
  const move = (by: 1 | -1): void => {
    const all = cards();
    const focused = all.findIndex((card) => card === document.activeElement);
    const from = focused === -1 ? all.indexOf(cardOf(momentId) as HTMLElement) : focused;
    // Where none is, the first in view: the list may be long.
    const inView = all.findIndex((card) => card.getBoundingClientRect().bottom > 0);
    const to = from === -1 ? Math.max(0, inView) : Math.min(all.length - 1, Math.max(0, from + by));
    all[to]?.focus();
  };
  const focusedId = (): string | undefined =>
    (document.activeElement as HTMLElement | null)?.dataset['moment'];
  const choose = (): void => {
    const id = focusedId() ?? momentId;
    several.begin();
    setDone('');
    if (id !== null) several.toggle(id);
  };
  const goToSearch = (): void => {
    // On a phone an opened moment stands in place of the list.
    if (pane.current?.offsetParent === null) goBack();
    pane.current?.querySelector<HTMLElement>(`[name=${SEARCH_FIELD}]`)?.focus();
  };
  const goToAnswer = (): void => {
    const id = focusedId() ?? momentId;
    if (id !== null && id !== momentId) {
      toAnswer.current = id;
      return openMoment(id);
    }
    const box = article.current?.querySelector<HTMLElement>(`[name=${ANSWER_BOX}]`);
    if (box instanceof HTMLButtonElement) box.click();
    else box?.focus();
  };
  const onKeyDown = onKeys({
    j: () => move(1),
    k: () => move(-1),
    '?': () => setShowingKeys(true),
    '/': goToSearch,
    x: choose,
    a: goToAnswer,
    ...(momentId === null ? {} : { Escape: goBack }),
  });

  const isWide = useWide();
  const tabs = <StateTabs filter={filter} counts={listing.counts} areMore={listing.areMore} />;
  return (
    <div class={`desk ${momentId === null ? '' : 'desk-opened'}`}>
      <div class="desk-foot">
        {props.nav}
        {isWide && tabs}
      </div>
      <main class="desk-panes" onKeyDown={onKeyDown}>
        <section class="desk-list" ref={pane} tabIndex={-1} aria-labelledby="inbox-title">
          <header class="bar desk-bar">
            <div class="desk-heading">
              <h1 id="inbox-title">{say('inbox.title')}</h1>
              {!several.isChoosing && listing.moments.length > 0 && (
                <button
                  class="button button-quiet"
                  type="button"
                  onClick={() => {
                    setDone('');
                    several.begin();
                  }}
                >
                  {sayInbox('several.begin')}
                </button>
              )}
            </div>
            {listing.atRisk > 0 && <AtRiskLink count={listing.atRisk} />}
            {listing.setAside > 0 && <SetAsideLink count={listing.setAside} />}
            <AlertsLink />
            {!isWide && tabs}
            <div class="finding">
              <SearchField
                value={filter.search ?? ''}
                onSearch={(words) => route(addressOf(chosen(filter, { search: words || null })))}
              />
              <button
                class="button"
                type="button"
                aria-expanded={isFiltering}
                aria-controls="inbox-filters"
                onClick={() => setFiltering(!isFiltering)}
              >
                {filtersOn(filter) === 0
                  ? sayInbox('filters.open')
                  : sayInbox('filters.open.some', { count: filtersOn(filter) })}
              </button>
            </div>
            {isFiltering && (
              <FilterBar
                id="inbox-filters"
                filter={filter}
                programmes={programmes}
                groups={groupsIn(listing.moments)}
                personId={props.phone.identity.personId}
                onChoose={(next) => route(addressOf(next))}
              />
            )}
            <p class="desk-done" role="status" tabIndex={-1} ref={status} hidden={done === ''}>
              {done}
            </p>
          </header>
          <ArrivedButton count={listing.held} onShow={showArrived} />
          <MomentList
            list={inbox.list}
            listing={listing}
            openedId={momentId}
            now={now}
            several={several}
            onOpen={onOpen}
            onLost={() => pane.current?.focus({ preventScroll: true })}
          />
          {several.isChoosing && (
            <SeveralBar
              several={several}
              client={inbox.client}
              means={() => props.phone.means()}
              onDone={(said) => {
                setDone(said);
                void inbox.refresh();
              }}
            />
          )}
        </section>
        <section class="desk-reading" aria-label={say('inbox.opened')}>
          {momentId === null ? (
            <div class="reading-none">
              <p>{say('inbox.choose')}</p>
              <p>{say('inbox.choose.keys')}</p>
            </div>
          ) : (
            <>
              <header class="bar reading-bar">
                <a
                  class="button button-quiet reading-back"
                  href={addressOf(filter)}
                  onClick={(event) => {
                    event.preventDefault();
                    event.stopPropagation();
                    goBack();
                  }}
                >
                  <Mark name="back" />
                  {say('inbox.back')}
                </a>
                <h1 class="unseen-label">{say('inbox.opened')}</h1>
              </header>
              <article class="reading" ref={article} tabIndex={-1}>
                {opened?.momentId === momentId && (
                  <Reading
                    opened={opened}
                    inbox={inbox}
                    isToAnswer={toAnswer.current === momentId}
                    means={() => props.phone.means()}
                    onAgain={() => inbox.open(momentId)}
                  />
                )}
              </article>
            </>
          )}
        </section>
      </main>
      {isShowingKeys && <KeysList onClose={() => setShowingKeys(false)} />}
    </div>
  );
};
