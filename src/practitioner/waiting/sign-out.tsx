import { useState } from 'preact/hooks';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/moments.ts';

/** The way out. It never clears what was not sent, and says so (S6). `onSignOut` rejects when nobody answered. */
export const SignOut = ({ onSignOut }: { onSignOut: () => Promise<void> }) => {
  const [hasFailed, setFailed] = useState(false);
  const leave = (): void => {
    setFailed(false);
    onSignOut().catch(() => setFailed(true));
  };
  return (
    <section class="sign-out">
      {hasFailed && (
        <p class="field-error" role="alert">
          {say('waiting.sign-out-failed')}
        </p>
      )}
      <button type="button" class="button button-quiet" onClick={leave}>
        <Mark name="leave" />
        {say('waiting.sign-out')}
      </button>
      <p class="honest-line">{say('waiting.sign-out-why')}</p>
    </section>
  );
};
