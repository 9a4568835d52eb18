import { useEffect, useState } from 'preact/hooks';
import type { Phone } from '../../device/phone.ts';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/waiting.ts';
import { dayInWords } from '../../words/time.ts';
import { isUnsent } from '../../device/standing.ts';
import type { WaitingRoom } from './read-waiting.ts';

const DAY_MS = 24 * 3_600_000;

/** Whether the phone believes that it has a way out. It may be wrong when it says yes, seldom when it says no. */
export const useSignal = (): boolean => {
  const [hasSignal, setSignal] = useState(true);
  useEffect(() => {
    const look = (): void => setSignal(navigator.onLine);
    look();
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return hasSignal;
};

/** What is true of all that waits: that it is only here, for how long, and the way to try now. */
export const HonestLines = (props: { phone: Phone; room: WaitingRoom; hasSignal: boolean }) => {
  const { phone, room, hasSignal } = props;
  const [isTrying, setTrying] = useState(false);
  const organisation = phone.identity.organisationName;
  const isLong = room.since !== null && room.now - room.since > DAY_MS;
  // What was taken back waits too, and has no words to lose.
  const hasWords = room.moments.some((moment) => isUnsent(moment) && moment.body !== null);
  const isUnanswered = hasSignal && room.failures > 0;
  return (
    <div class="honest">
      {isLong && (
        <Notice tone="warning" mark="clock">
          <p>{say('waiting.since', { day: dayInWords(room.since ?? 0, room.now) })}</p>
        </Notice>
      )}
      {hasWords && <p class="honest-line">{say('waiting.only-here')}</p>}
      {!room.isSignInNeeded && (
        <div class="ways honest-ways">
          <button
            type="button"
            class="button"
            onClick={() => {
              setTrying(true);
              phone.sendNow();
            }}
          >
            <Mark name="send" />
            {say('waiting.send-now')}
          </button>
          <p class="honest-line" role="status">
            {isUnanswered
              ? say('waiting.no-answer', { organisation })
              : isTrying && say('waiting.trying')}
          </p>
        </div>
      )}
    </div>
  );
};
