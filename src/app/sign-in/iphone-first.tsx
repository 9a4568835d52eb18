import { useState } from 'preact/hooks';
import type { CodeMade } from '../../contract/sign-in.ts';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/sign-in.ts';
import { clockTime } from '../../words/time.ts';
import { askForCode } from './sign-in-client.ts';
import { useAttempt } from './use-attempt.ts';
import '../../ui/short-code.css';

/**
 * On an iPhone the app on the Home Screen has a storage of its own, apart from Safari's, and Safari clears what was
 * not installed after seven days without use. So: install first, then sign in there with a short code.
 */
export const IphoneFirst = ({ token, onStay }: { token: string; onStay: () => void }) => {
  const [made, setMade] = useState<CodeMade | null>(null);
  const { isBusy, error, attempt } = useAttempt();
  const make = (): void => void attempt(askForCode(token), setMade);
  return (
    <section class="stack" aria-busy={isBusy}>
      <h2>{say('iphone.title')}</h2>
      <p>{say('iphone.why')}</p>
      {error !== null && <p class="field-error">{error}</p>}
      <ol class="steps">
        <li>
          <Mark name="share" />
          <span>{say('iphone.share')}</span>
        </li>
        <li>
          <Mark name="add-to-home" />
          <span>{say('iphone.add')}</span>
        </li>
        <li>
          <Mark name="key" />
          <span>{say('iphone.code')}</span>
        </li>
      </ol>
      {made === null ? (
        <button
          type="button"
          class="button button-main button-wide"
          disabled={isBusy}
          onClick={make}
        >
          {say('iphone.make')}
        </button>
      ) : (
        <p class="short-code" aria-live="polite">
          <span class="short-code-letters">{made.code}</span>
          <span class="soft">{say('iphone.holds', { time: clockTime(made.expiresAt) })}</span>
        </p>
      )}
      <button type="button" class="button button-quiet" onClick={onStay}>
        {say('iphone.stay')}
      </button>
    </section>
  );
};
