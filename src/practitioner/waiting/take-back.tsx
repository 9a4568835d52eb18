import type { MomentBody } from '../../contract/moment.ts';
import type { StorageTrouble } from '../../device/database.ts';
import { withdrawMoment } from '../../device/outbox.ts';
import type { Phone } from '../../device/phone.ts';
import { say } from '../../words/waiting.ts';
import { troubleOf } from '../storage-trouble.tsx';
import { AskFirst } from './ask-first.tsx';

/**
 * The way to take a moment back. What others may have read is asked about first, for it cannot be undone, whatever
 * state its last change is in; what never left the phone goes at once, and can be put back.
 */
export const TakeBack = (props: {
  phone: Phone;
  momentId: string;
  body: MomentBody;
  mayBeRead: boolean;
  /** No draft may be kept any more. */
  hold: () => void;
  onGone: (body: MomentBody) => void;
  onClose: () => void;
  onTrouble: (trouble: StorageTrouble) => void;
}) => {
  const { phone, momentId, body, mayBeRead } = props;

  const takeBack = async (): Promise<void> => {
    props.hold();
    try {
      const { programmeId } = body;
      await withdrawMoment(
        phone.outbox,
        { momentId, programmeId, personId: phone.identity.personId },
        phone.means(),
      );
      if (!mayBeRead) props.onGone(body);
      props.onClose();
      phone.sendNow();
    } catch (error) {
      props.onTrouble(troubleOf(error));
    }
  };
  return (
    <AskFirst
      mark="undo"
      label={say('moment.take-back')}
      question={say('moment.take-back-sent', { organisation: phone.identity.organisationName })}
      yes={say('moment.take-back')}
      no={say('moment.keep')}
      isFree={!mayBeRead}
      onYes={() => void takeBack()}
    />
  );
};
