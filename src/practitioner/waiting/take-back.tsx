import { useState } from 'preact/hooks';
import type { MomentBody } from '../../contract/moment.ts';
import type { StorageTrouble } from '../../device/database.ts';
import { type MomentState, withdrawMoment } from '../../device/outbox.ts';
import type { Phone } from '../../device/phone.ts';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/moments.ts';
import { troubleOf } from '../storage-trouble.tsx';

/**
 * The way to take a moment back. What others may have seen is asked about first, for it cannot be undone; what has not
 * been sent goes at once, and can be put back.
 */
export const TakeBack = (props: {
  phone: Phone;
  momentId: string;
  body: MomentBody;
  state: MomentState;
  /** No draft may be kept any more. */
  hold: () => void;
  onGone: (body: MomentBody) => void;
  onClose: () => void;
  onTrouble: (trouble: StorageTrouble) => void;
}) => {
  const { phone, momentId, body, state } = props;
  const [isAsking, setAsking] = useState(false);
  const organisation = phone.identity.organisationName;

  const takeBack = async (): Promise<void> => {
    props.hold();
    try {
      const { programmeId } = body;
      await withdrawMoment(phone.outbox, { momentId, programmeId }, phone.means());
      if (state === 'waiting' || state === 'sign-in needed') props.onGone(body);
      props.onClose();
      phone.sendNow();
    } catch (error) {
      props.onTrouble(troubleOf(error));
    }
  };

  if (!isAsking) {
    const isSeen = state === 'sent' || state === 'sending';
    return (
      <button
        type="button"
        class="button button-quiet take-back"
        onClick={() => (isSeen ? setAsking(true) : void takeBack())}
      >
        <Mark name="undo" />
        {say('moment.take-back')}
      </button>
    );
  }
  return (
    <div
      class="notice notice-warning take-back-ask"
      role="group"
      aria-label={say('moment.take-back')}
    >
      <div class="notice-body">
        <p>{say('moment.take-back-sent', { organisation })}</p>
        <div class="ways">
          <button type="button" class="button button-danger" onClick={() => void takeBack()}>
            {say('moment.take-back')}
          </button>
          <button type="button" class="button" autofocus onClick={() => setAsking(false)}>
            {say('moment.keep')}
          </button>
        </div>
      </div>
    </div>
  );
};
