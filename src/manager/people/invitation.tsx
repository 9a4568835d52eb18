import { useEffect, useRef } from 'preact/hooks';
import type { InvitationMade } from '../../contract/desk.ts';
import { say } from '../../words/manager.ts';
import { clockTime, dayInWords } from '../../words/time.ts';
import { CopyShare } from './copy-share.tsx';
import { Qr } from './qr.tsx';

/** A link that signs one person in, as QR code, link and short code. It is shown this once. */
export const Invitation = (props: {
  name: string;
  made: InvitationMade;
  now: number;
  onDone: () => void;
}) => {
  const { name, made } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [made]);

  return (
    <section class="card invitation" aria-labelledby="invitation-title">
      <h2 id="invitation-title" tabIndex={-1} ref={title}>
        {say('people.invitation.title', { name })}
      </h2>
      <p>
        {say('people.invitation.how', {
          name,
          day: dayInWords(made.expiresAt, props.now),
          time: clockTime(made.expiresAt),
        })}
      </p>
      <Qr text={made.link} label={say('people.invitation.qr', { name })} />
      <p class="short-code invitation-code">
        <span class="field-label">{say('people.invitation.code')}</span>
        <span class="short-code-letters">{made.code}</span>
      </p>
      <CopyShare
        link={made.link}
        label={say('people.invitation.link')}
        text={say('people.invitation.share.text')}
      />
      <p class="field-hint">{say('people.invitation.once')}</p>
      <button class="button button-main" type="button" onClick={props.onDone}>
        {say('desk.done')}
      </button>
    </section>
  );
};
