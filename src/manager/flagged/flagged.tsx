import '../desk.css';
import '../inbox/inbox.css';
import './flagged.css';
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Phone } from '../../device/phone.ts';
import { Mark } from '../../ui/mark.tsx';
import { say as sayDesk } from '../../words/manager.ts';
import { say } from '../../words/manager-flagged.ts';
import { deskClient } from '../desk-client.ts';
import { createDeskReading } from '../desk-reading.ts';
import { onKeys } from '../inbox/keys.ts';
import { followLive } from '../inbox/live.ts';
import { QuietLoading } from '../quiet-loading.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { useFresh } from '../use-fresh.ts';
import { useTitle } from '../use-title.ts';
import { AT_RISK } from './at-risk-link.tsx';
import { FlaggedCard } from './flagged-card.tsx';

const HERE = `/inbox/${AT_RISK}`;
const MINUTE_MS = 60_000;

/** Of which somebody said that someone may be at risk (A7): each with its 24 hours, until it is written what was done. */
export const Flagged = (props: { phone: Phone; nav?: ComponentChildren }) => {
  const { query, route } = useLocation();
  const isSettled = query['settled'] === 'yes';
  const desk = useMemo(
    () =>
      createDeskReading(
        deskClient((url, init) => fetch(url, init)),
        (client) => client.flagged(isSettled),
      ),
    [props.phone, isSettled],
  );
  useFresh(desk);
  useEffect(() => followLive(() => void desk.load()), [desk]);
  useTitle(say('at-risk.title'));
  const { found, trouble } = desk.state.value;

  const [, setMinutes] = useState(0);
  useEffect(() => {
    // The clocks go on while nothing else happens.
    const timer = setInterval(() => setMinutes((before) => before + 1), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);

  const [done, setDone] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // What asked for it is gone from the page.
    if (done !== '') status.current?.focus();
  }, [done]);
  useEffect(() => setDone(''), [isSettled]);

  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) page.current?.focus({ preventScroll: true });
  }, []);

  const isManager = props.phone.identity.roles.includes('manager');
  const { now } = props.phone.means();
  return (
    <div class="desk">
      <div class="desk-foot">{props.nav}</div>
      <main
        class="desk-page flagged"
        tabIndex={-1}
        ref={page}
        onKeyDown={isManager ? onKeys({ Escape: () => route('/inbox') }) : undefined}
      >
        {isManager && (
          <header class="bar desk-bar">
            <a class="button button-quiet reading-back" href="/inbox">
              <Mark name="back" />
              {sayDesk('inbox.back')}
            </a>
          </header>
        )}
        <h1>{say('at-risk.title')}</h1>
        <p>{say('at-risk.says')}</p>
        <nav class="desk-tabs" aria-label={say('at-risk.tabs')}>
          <a class="button" href={HERE} aria-current={isSettled ? undefined : 'page'}>
            {say('at-risk.tab.open')}
          </a>
          <a
            class="button"
            href={`${HERE}?settled=yes`}
            aria-current={isSettled ? 'page' : undefined}
          >
            {say('at-risk.tab.settled')}
          </a>
        </nav>
        <p class="desk-done" role="status" tabIndex={-1} ref={status} hidden={done === ''}>
          {done}
        </p>
        {trouble && (
          <TroubleNotice
            trouble={trouble}
            doing={found ? 'reading again' : 'reading'}
            onAgain={() => void desk.load()}
          />
        )}
        {!found && !trouble && <QuietLoading />}
        {found?.items.length === 0 && (
          <p class="desk-empty">{say(isSettled ? 'at-risk.empty.settled' : 'at-risk.empty')}</p>
        )}
        {found && found.items.length > 0 && (
          <ol
            class="moment-list"
            aria-label={say(isSettled ? 'at-risk.list.settled' : 'at-risk.list')}
          >
            {found.items.map((item) => (
              <li key={item.momentId}>
                <FlaggedCard
                  item={item}
                  now={now}
                  mayOpen={isManager}
                  onRecord={async (outcome) => {
                    const answer = await desk.act((client) =>
                      client.recordOutcome(item.momentId, outcome),
                    );
                    if (answer.ok) setDone(say('at-risk.recorded'));
                    return answer;
                  }}
                />
              </li>
            ))}
          </ol>
        )}
      </main>
    </div>
  );
};
