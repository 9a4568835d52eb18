import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/doors.ts';
import { isDeskClosed } from './closed.ts';
import './doors.css';

/**
 * A screen of the desk that nobody sees while the desk is closed. It stays as it is behind that: what was half written
 * is there again when the desk opens.
 */
export const whileOpen =
  <Props extends { nav?: ComponentChildren }>(Screen: ComponentType<Props>): ComponentType<Props> =>
  (props) => {
    const isClosed = isDeskClosed.value;
    return (
      <>
        {isClosed && <ClosedDesk nav={props.nav} />}
        <div class="while-open" hidden={isClosed}>
          <Screen {...props} />
        </div>
      </>
    );
  };

const ClosedDesk = (props: { nav: ComponentChildren }) => {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div class="desk">
      <div class="desk-foot">{props.nav}</div>
      <main class="desk-page closed-desk">
        <h1 tabIndex={-1} ref={title}>
          {say('prove.title.desk_closed')}
        </h1>
        <p>{say('prove.why.desk_closed')}</p>
        <button
          class="button button-main"
          type="button"
          onClick={() =>
            void import('./prove.tsx').then(({ provesAgain }) => provesAgain('desk_closed'))
          }
        >
          <Mark name="key" />
          {say('closed.open')}
        </button>
      </main>
    </div>
  );
};
