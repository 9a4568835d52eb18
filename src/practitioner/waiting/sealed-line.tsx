import { onChange } from '../../device/changes.ts';
import { sealedHere } from '../../device/push-apart.ts';
import { countSealed, removeRefused } from '../../device/sealed-outbox.ts';
import { useReading } from '../../ui/use-reading.ts';
import { say } from '../../words/hand-over.ts';

/** How much of what was said without a name is still on this phone. A number is all that anybody can tell (A2). */
export const SealedLine = () => {
  const counted = useReading(onChange, () => countSealed(sealedHere()), []);
  if (counted === null) return null;
  const { waiting, refused } = counted;
  return (
    <>
      {waiting > 0 && <p class="honest-line">{say('hand-over.sealed', { count: waiting })}</p>}
      {refused > 0 && (
        <div class="ways honest-ways">
          <p class="honest-line">{say('hand-over.refused', { count: refused })}</p>
          <button
            type="button"
            class="button"
            onClick={() => void removeRefused(sealedHere()).catch(() => undefined)}
          >
            {say('hand-over.remove')}
          </button>
        </div>
      )}
    </>
  );
};
