import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskSession } from '../../contract/desk.ts';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager.ts';
import { clockTime, dayInWords } from '../../words/time.ts';
import { Confirm } from '../confirm.tsx';
import type { PeopleDesk } from './people-desk.ts';
import { pendingWords, stateWords } from './device-words.ts';

/** One phone or computer of a person: what it last said of itself, and what a manager can do about it. */
export const DeviceRow = (props: {
  desk: PeopleDesk;
  session: DeskSession;
  name: string;
  /** When this person was first signed in anywhere. */
  firstSignIn: string;
  now: number;
  onDone: (what: string) => void;
}) => {
  const { desk, session, name, now } = props;
  const { device } = session;
  const [asking, setAsking] = useState<'end' | 'lost' | null>(null);
  const actions = useRef<HTMLDivElement>(null);
  const wasAsking = useRef<'end' | 'lost' | null>(null);
  useEffect(() => {
    // Back to the button that asked.
    if (asking === null && wasAsking.current !== null) {
      actions.current?.querySelector<HTMLElement>(`[data-asks=${wasAsking.current}]`)?.focus();
    }
    wasAsking.current = asking;
  }, [asking]);

  const finish = (said: string): void => {
    setAsking(null);
    props.onDone(said);
  };
  const end = async () => {
    const answer = await desk.act((client) => client.endSession(session.sessionId));
    if (answer.ok) finish(say('people.end.done', { name, device }));
    return answer;
  };
  const markLost = async () => {
    const answer = await desk.act((client) => client.markLost(session.sessionId));
    if (answer.ok) finish(say('people.lost.done', { name, device }));
    return answer;
  };

  const isHolding = session.pendingCount > 0;
  const canBeLost = !session.own && ['active', 'ended', 'expired'].includes(session.state);
  const canEnd = !session.own && session.state === 'active';
  return (
    <li class="device">
      <p class="device-name">
        <Mark name="phone" />
        <bdi>{device}</bdi>
        {session.own && <span class="device-soft">{say('people.device.own')}</span>}
        <span class="device-soft">
          {say('people.device.signed-in', { day: dayInWords(session.signedInAt, now) })}
        </span>
      </p>
      {session.state !== 'active' && <p>{stateWords(session)}</p>}
      {isHolding && <p class="device-pending">{pendingWords(session, props.firstSignIn, now)}</p>}
      <p class="device-soft">
        {say(isHolding ? 'people.device.contact' : 'people.device.contact.none-pending', {
          day: dayInWords(session.lastContactAt, now),
          time: clockTime(session.lastContactAt),
        })}
      </p>
      {asking === null && (canEnd || canBeLost) && (
        <div class="ways" ref={actions}>
          {canEnd && (
            <button
              class="button"
              type="button"
              data-asks="end"
              aria-label={say('people.device.end.named', { device, name })}
              onClick={() => setAsking('end')}
            >
              {say('people.device.end')}
            </button>
          )}
          {canBeLost && (
            <button
              class="button"
              type="button"
              data-asks="lost"
              aria-label={say('people.device.lost.named', { device, name })}
              onClick={() => setAsking('lost')}
            >
              {say('people.device.lost.mark')}
            </button>
          )}
        </div>
      )}
      {asking === 'end' && (
        <Confirm
          title={say('people.end.title', { name, device })}
          confirm={say('people.end.confirm')}
          onConfirm={end}
          onCancel={() => setAsking(null)}
        >
          <p>{say('people.end.says')}</p>
        </Confirm>
      )}
      {asking === 'lost' && (
        <Confirm
          title={say('people.lost.title', { name })}
          confirm={say('people.lost.confirm')}
          onConfirm={markLost}
          onCancel={() => setAsking(null)}
        >
          <p class="confirm-loss">
            {isHolding
              ? say('people.lost.pending', { count: session.pendingCount })
              : say('people.lost.none-pending')}
          </p>
          <p>{say('people.lost.says', { device })}</p>
        </Confirm>
      )}
    </li>
  );
};
