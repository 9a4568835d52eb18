import { useState } from 'preact/hooks';
import type { InvitationSeen, SignedIn } from '../../contract/sign-in.ts';
import type { SignedInHere } from '../../device/inbox.ts';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/sign-in.ts';
import { Brand } from '../brand.tsx';
import { Invitation } from './invitation.tsx';
import { acceptInvitation, lookAt } from './sign-in-client.ts';
import { useAttempt } from './use-attempt.ts';

/** A short code typed by hand: two groups of five letters and digits. */
export const Code = (props: {
  here: SignedInHere | null;
  onSignedIn: (answer: SignedIn) => Promise<void>;
}) => {
  const [code, setCode] = useState('');
  const [seen, setSeen] = useState<InvitationSeen | null>(null);
  const { isBusy, error, setError, attempt } = useAttempt();

  const look = (event: Event): void => {
    event.preventDefault();
    if (code.replace(/[^0-9A-Za-z]/g, '').length < 10) setError(say('code.too-short'));
    else void attempt(lookAt({ code }), setSeen);
  };
  const take = (): void => void attempt(acceptInvitation({ code }), props.onSignedIn);
  return (
    <main class="page" aria-busy={isBusy}>
      <Brand />
      {error !== null && (
        <Notice tone="danger">
          <p>{error}</p>
        </Notice>
      )}
      {seen === null ? (
        <form class="stack" onSubmit={look}>
          <h2>{say('code.title')}</h2>
          <Field
            label={say('code.label')}
            hint={say('code.hint')}
            value={code}
            error={error ?? undefined}
            maxLength={24}
            autofocus
            onInput={setCode}
          />
          <button type="submit" class="button button-main button-wide" disabled={isBusy}>
            {say('code.next')}
          </button>
          <p class="soft">{say('code.link-instead')}</p>
          <a class="button button-quiet" href="/sign-in">
            {say('code.passkey-instead')}
          </a>
        </form>
      ) : (
        <Invitation seen={seen} here={props.here} isBusy={isBusy} onTake={take} />
      )}
    </main>
  );
};
