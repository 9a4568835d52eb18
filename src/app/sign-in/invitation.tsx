import type { InvitationSeen } from '../../contract/sign-in.ts';
import type { SignedInHere } from '../../device/inbox.ts';
import { say } from '../../words/sign-in.ts';

/** Whom an invitation is for, and the one tap that takes it. */
export const Invitation = (props: {
  seen: InvitationSeen;
  here: SignedInHere | null;
  isBusy: boolean;
  onTake: () => void;
}) => {
  const { seen, here } = props;
  const person = seen.personName ?? '';
  const isAnother = here !== null && here.identity.personName !== seen.personName;
  return (
    <section class="stack">
      <p class="words words-alone">
        {say(seen.purpose === 'renew' ? 'join.again' : 'join.hello', { person })}
      </p>
      <p>{say('join.what', { organisation: seen.organisationName ?? '' })}</p>
      {isAnother && <p>{say('join.another', { person: here.identity.personName })}</p>}
      <button
        type="button"
        class="button button-main button-wide"
        disabled={props.isBusy}
        onClick={props.onTake}
      >
        {say('join.take')}
      </button>
      <p class="soft">{say('join.stays')}</p>
    </section>
  );
};
