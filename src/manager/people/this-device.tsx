import { useState } from 'preact/hooks';
import type { Identity } from '../../contract/pull.ts';
import { Mark } from '../../ui/mark.tsx';
import { useWayBack } from '../../ui/use-way-back.ts';
import { say } from '../../words/manager.ts';
import { Confirm } from '../confirm.tsx';

/** Who is signed in here, and the way out. Rejecting means that the endpoint could not be told. */
export const ThisDevice = (props: {
  identity: Identity;
  onSignOut: () => void | Promise<void>;
}) => {
  const [isAsking, setAsking] = useState(false);
  const button = useWayBack(isAsking);
  const signOut = async (): ReturnType<Parameters<typeof Confirm>[0]['onConfirm']> => {
    try {
      await props.onSignOut();
      return { ok: true, value: undefined };
    } catch {
      return { ok: false, trouble: { kind: 'no signal' } };
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
      {isAsking ? (
        <Confirm
          title={say('people.here.sure')}
          confirm={say('people.here.sign-out')}
          onConfirm={signOut}
          onCancel={() => setAsking(false)}
        >
          <p>{say('people.here.sure.says')}</p>
        </Confirm>
      ) : (
        <button class="button" type="button" ref={button} onClick={() => setAsking(true)}>
          <Mark name="leave" />
          {say('people.here.sign-out')}
        </button>
      )}
    </section>
  );
};
