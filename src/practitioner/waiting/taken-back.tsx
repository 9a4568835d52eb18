import { useEffect, useRef, useState } from 'preact/hooks';
import type { MomentBody } from '../../contract/moment.ts';
import type { StorageTrouble } from '../../device/database.ts';
import { draftIdOf } from '../../device/drafts.ts';
import { type Minted, endHold, keepMoment, mintMoment } from '../../device/outbox.ts';
import type { Phone } from '../../device/phone.ts';
import { Mark } from '../../ui/mark.tsx';
import { say as sayDetails } from '../../words/details.ts';
import { say } from '../../words/waiting.ts';
import { StorageTroubleNotice, troubleOf } from '../storage-trouble.tsx';

/** What was taken back before it was sent stays within reach, until this is closed: Undo saves it anew. */
export const TakenBack = (props: { phone: Phone; body: MomentBody; onClose: () => void }) => {
  const { phone, body } = props;
  const [trouble, setTrouble] = useState<StorageTrouble | null>(null);
  const undo = useRef<HTMLButtonElement>(null);
  /** Asked for again it is the same one: the phone may have kept it and not said so. */
  const minted = useRef<Minted | null>(null);
  useEffect(() => undo.current?.focus(), []);

  const putBack = async (): Promise<void> => {
    const { personId } = phone.identity;
    try {
      // No draft carries this id: the words of a new moment that is being written stay.
      const draftId = draftIdOf(personId, phone.means().newId());
      minted.current ??= await mintMoment({ personId, body }, phone.means());
      const { now } = phone.means();
      const { momentId } = await keepMoment(phone.outbox, minted.current, draftId, now);
      await endHold(phone.outbox, personId, momentId).catch(() => undefined);
      phone.sendNow();
      props.onClose();
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  };
  return (
    <div class="taken-back">
      {trouble && <StorageTroubleNotice trouble={trouble} words={body.words} />}
      <div class="taken-back-line">
        <p role="status">{say('moment.taken-back')}</p>
        <button ref={undo} type="button" class="button" onClick={() => void putBack()}>
          <Mark name="undo" />
          {say('moment.put-back')}
        </button>
        <button type="button" class="button button-quiet" onClick={props.onClose}>
          {sayDetails('details.done')}
        </button>
      </div>
    </div>
  );
};
