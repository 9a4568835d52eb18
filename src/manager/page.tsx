import './desk.css';
import './inbox/inbox.css';
import './people/people.css';
import './programme/programme.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Mark } from '../ui/mark.tsx';
import type { DeskReading } from './desk-reading.ts';
import { QuietLoading } from './quiet-loading.tsx';
import { TroubleNotice } from './trouble-notice.tsx';
import { useFresh } from './use-fresh.ts';
import { useTitle } from './use-title.ts';

/** A page below everybody's: its title, what was just done, and what it shows once it was read. */
export const Page = <Found,>(props: {
  nav?: ComponentChildren;
  back: string;
  title: string;
  says: string;
  /** What was done last, said where everybody hears it. */
  done: string;
  desk: DeskReading<Found>;
  children: (found: Found) => ComponentChildren;
}) => {
  const { desk, done } = props;
  useFresh(desk);
  useTitle(props.title);
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // What asked for it may be gone from the page.
    if (done !== '') status.current?.focus();
  }, [done]);
  const { found, trouble } = desk.state.value;
  return (
    <div class="desk programme-desk">
      <div class="desk-foot">{props.nav}</div>
      <main class="desk-page people programme">
        <header class="bar desk-bar">
          <a class="button button-quiet programme-back" href="/people">
            <Mark name="back" />
            {props.back}
          </a>
        </header>
        <h1>{props.title}</h1>
        <p>{props.says}</p>
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
        {found && props.children(found)}
      </main>
    </div>
  );
};
