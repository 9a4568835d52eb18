import { useState } from 'preact/hooks';
import type { Identity } from '../../contract/pull.ts';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager.ts';
import { TroubleNotice } from '../trouble-notice.tsx';

/** Who is signed in here, and the way out. Rejecting means that the endpoint could not be told. */
export const ThisDevice = (props: {
  identity: Identity;
  onSignOut: () => void | Promise<void>;
}) => {
  const [failed, setFailed] = useState(false);
  const signOut = async (): Promise<void> => {
    setFailed(false);
    try {
      await props.onSignOut();
    } catch {
      setFailed(true);
    }
  };
  return (
    <section class="people-part" aria-labelledby="this-device-title">
      <h2 id="this-device-title">{say('people.here')}</h2>
      <p class="device-soft">
        {say('people.here.says', {
          name: props.identity.personName,
          organisation: props.identity.organisationName,
        })}
      </p>
      {failed && <TroubleNotice trouble={{ kind: 'no signal' }} doing="changing" />}
      <button class="button" type="button" onClick={() => void signOut()}>
        <Mark name="leave" />
        {say('people.here.sign-out')}
      </button>
    </section>
  );
};
