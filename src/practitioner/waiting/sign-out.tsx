import { useState } from 'preact/hooks';
import { say } from '../../words/waiting.ts';
import { AskFirst } from './ask-first.tsx';

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
      <AskFirst
        mark="leave"
        label={say('waiting.sign-out')}
        question={say('waiting.sign-out-ask')}
        yes={say('waiting.sign-out-yes')}
        no={say('waiting.stay')}
        onYes={leave}
      />
      <p class="honest-line">{say('waiting.sign-out-why')}</p>
    </section>
  );
};
