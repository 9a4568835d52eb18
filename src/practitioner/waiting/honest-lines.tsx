import { useEffect, useState } from 'preact/hooks';
import type { Phone } from '../../device/phone.ts';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/waiting.ts';
import { dayInWords } from '../../words/time.ts';
import { say as sayUnsent } from '../../words/unsent.ts';
import { daysWaited } from '../../device/age.ts';
import { isUnsent } from '../../device/standing.ts';
import type { WaitingRoom } from './read-waiting.ts';

/** From then on what is unsent is told (S7). */
const LONG_DAYS = 1;
/** And from then on more loudly. */
const TOO_LONG_DAYS = 3;

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
  const isKept = useIsKept();
  // What was taken back waits too, and has no words to lose.
  const hasWords = room.moments.some((moment) => isUnsent(moment) && moment.body !== null);
  const isUnanswered = hasSignal && room.failures > 0;
  const noAnswer =
    isUnanswered && sayUnsent(room.isForeign ? 'unsent.foreign' : 'unsent.down', { organisation });
  return (
    <div class="honest">
      {room.since !== null && <Since since={room.since} now={room.now} isKept={isKept} />}
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
            {noAnswer || (isTrying && say('waiting.trying'))}
          </p>
        </div>
      )}
    </div>
  );
};

/** Whether this browser promised to keep what Moments holds; true until it said. */
const useIsKept = (): boolean => {
  const [isKept, setKept] = useState(true);
  useEffect(() => {
    void navigator.storage?.persisted?.().then(setKept, () => setKept(false));
  }, []);
  return isKept;
};

/** Since when the oldest has waited, once that is long, and what may happen to it. */
const Since = ({ since, now, isKept }: { since: number; now: number; isKept: boolean }) => {
  const days = daysWaited(since, now);
  if (days !== null && days <= LONG_DAYS) return null;
  return (
    <Notice tone={days !== null && days >= TOO_LONG_DAYS ? 'danger' : 'warning'} mark="clock">
      <p>
        {days === null
          ? sayUnsent('unsent.since-unknown')
          : sayUnsent('unsent.since', { day: dayInWords(since, now) })}
      </p>
      {!isKept && <p>{sayUnsent('unsent.not-kept')}</p>}
    </Notice>
  );
};
