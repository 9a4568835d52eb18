import { useEffect, useState } from 'preact/hooks';
import type { InvitationSeen, SignedIn } from '../../contract/sign-in.ts';
import type { SignedInHere } from '../../device/inbox.ts';
import { countAllWaiting } from '../../device/list-moments.ts';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/sign-in.ts';
import { Brand } from '../brand.tsx';
import { outboxHere } from '../databases.ts';
import { Invitation } from './invitation.tsx';
import { isIphoneTab } from '../iphone-tab.ts';
import { IphoneFirst } from './iphone-first.tsx';
import { acceptInvitation, lookAt } from './sign-in-client.ts';
import { useAttempt } from './use-attempt.ts';

/** An invitation's link: `/join#<token>`. Opening it shows whom it is for; only the tap uses it up. */
export const Join = (props: {
  here: SignedInHere | null;
  onSignedIn: (answer: SignedIn) => Promise<void>;
}) => {
  const [token] = useState(() => location.hash.slice(1));
  const [seen, setSeen] = useState<InvitationSeen | null>(null);
  const [installsFirst, setInstallsFirst] = useState(false);
  const { isBusy, error, mayHelp, attempt } = useAttempt();

  const look = (): void => void attempt(lookAt({ token }), setSeen);
  useEffect(look, []);
  useEffect(() => {
    // What waits in this tab would stay behind in it: then nobody is sent to the Home Screen.
    if (isIphoneTab()) {
      countAllWaiting(outboxHere()).then(
        (waiting) => setInstallsFirst(waiting === 0),
        () => undefined,
      );
    }
  }, []);

  const take = (): void => void attempt(acceptInvitation({ token }), props.onSignedIn);
  return (
    <main class="page" aria-busy={isBusy}>
      <Brand />
      {error !== null && (
        <Notice tone="danger">
          <p>{error}</p>
          <a class="button" href="/code">
            {say('join.use-code')}
          </a>
          {mayHelp && (
            <button type="button" class="button" onClick={look}>
              {say('sign-in.again')}
            </button>
          )}
        </Notice>
      )}
      {seen !== null && installsFirst && (
        <IphoneFirst token={token} onStay={() => setInstallsFirst(false)} />
      )}
      {seen !== null && !installsFirst && (
        <Invitation seen={seen} here={props.here} isBusy={isBusy} onTake={take} />
      )}
    </main>
  );
};
