import type { SignedIn } from '../../contract/sign-in.ts';
import { canHavePasskeys, signInByPasskey } from '../../manager/doors/ceremony.ts';
import { useCeremony } from '../../manager/doors/use-ceremony.ts';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/doors.ts';
import { Brand } from '../brand.tsx';

/** Signs in whoever made a passkey before, on whatever device. */
export const ByPasskey = (props: { onSignedIn: (answer: SignedIn) => Promise<void> }) => {
  const { isBusy, error, attempt } = useCeremony();
  return (
    <main class="page" aria-busy={isBusy}>
      <Brand />
      {error !== null && (
        <Notice tone="danger">
          <p>{error}</p>
        </Notice>
      )}
      <section class="stack">
        <h2>{say('enter.title')}</h2>
        <p>{say(canHavePasskeys() ? 'enter.says' : 'prove.cannot.browser')}</p>
        {canHavePasskeys() && (
          <button
            type="button"
            class="button button-main button-wide"
            disabled={isBusy}
            onClick={() => void attempt(signInByPasskey, props.onSignedIn)}
          >
            <Mark name="key" />
            {say('enter.go')}
          </button>
        )}
        <a class="button button-wide" href="/code">
          {say('enter.code')}
        </a>
        <p class="soft">{say('enter.lost')}</p>
      </section>
    </main>
  );
};
