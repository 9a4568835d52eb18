import { useEffect } from 'preact/hooks';
import { say } from '../../words/say.ts';
import { threeShifts } from './three-shifts.ts';

/** Always in view: leaves at once, by a tap or by Shift three times. */
export const LeaveButton = ({ onLeave }: { onLeave: () => void }) => {
  useEffect(() => {
    const isLeaving = threeShifts();
    const onKey = ({ key, repeat, timeStamp }: KeyboardEvent): void => {
      if (isLeaving({ key, repeat, atMs: timeStamp })) onLeave();
    };
    addEventListener('keydown', onKey, true);
    return () => removeEventListener('keydown', onKey, true);
  }, []);
  return (
    <button type="button" class="leave" title={say('say.leave-how')} onClick={onLeave}>
      {say('say.leave')}
    </button>
  );
};
