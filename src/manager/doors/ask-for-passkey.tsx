import { useEffect, useState } from 'preact/hooks';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/doors.ts';
import { canHavePasskeys, makePasskey, readOwnPasskeys } from './ceremony.ts';
import { useCeremony } from './use-ceremony.ts';

/** Put off until Moments is opened anew. */
let isPutOff = false;

/** Asks whoever works at the desk and has no passkey to make one; nothing waits for it. */
export const AskForPasskey = () => {
  const [state, setState] = useState<'unknown' | 'none' | 'made'>('unknown');
  const { isBusy, error, attempt } = useCeremony();
  useEffect(() => {
    if (isPutOff || !canHavePasskeys()) return;
    void readOwnPasskeys().then((answer) => {
      if (!answer.ok) return;
      const { passkeys, canMake, publicUrl } = answer.value;
      const isAsked = passkeys.length === 0 && canMake && location.origin === publicUrl;
      if (isAsked) setState('none');
    });
  }, []);

  if (state === 'unknown') return null;
  return (
    <aside class="banner passkey-ask">
      <Notice mark="key">
        {state === 'made' ? (
          <p>{say('ask.done')}</p>
        ) : (
          <>
            <p>
              <strong>{say('ask.title')}</strong> {say('ask.says')}
            </p>
            {error !== null && <p role="alert">{error}</p>}
            <div class="ways">
              <button
                class="button"
                type="button"
                aria-disabled={isBusy ? 'true' : undefined}
                onClick={() => void attempt(makePasskey, () => setState('made'))}
              >
                <Mark name="key" />
                {say('prove.make')}
              </button>
              <button
                class="button button-quiet"
                type="button"
                onClick={() => {
                  isPutOff = true;
                  setState('unknown');
                }}
              >
                {say('ask.later')}
              </button>
            </div>
          </>
        )}
      </Notice>
    </aside>
  );
};
