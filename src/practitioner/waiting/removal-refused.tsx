import { useState } from 'preact/hooks';
import type { StorageTrouble } from '../../device/database.ts';
import type { Phone } from '../../device/phone.ts';
import { withdrawAgain } from '../../device/repair.ts';
import { say } from '../../words/waiting.ts';
import { StorageTroubleNotice, troubleOf } from '../storage-trouble.tsx';

/** The endpoint did not take a withdrawal: the words are still there, and the person must know. */
export const RemovalRefused = (props: { phone: Phone; momentId: string; code: string }) => {
  const { phone, momentId, code } = props;
  const [trouble, setTrouble] = useState<StorageTrouble | null>(null);
  const again = async (): Promise<void> => {
    try {
      await withdrawAgain(phone.outbox, momentId, phone.means());
      phone.sendNow();
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  };
  return (
    <>
      <p class="moment-reason">
        {say('repair.removal', { organisation: phone.identity.organisationName, code })}
      </p>
      {trouble && <StorageTroubleNotice trouble={trouble} words="" />}
      <div class="ways">
        <button type="button" class="button" onClick={() => void again()}>
          {say('repair.removal-again')}
        </button>
      </div>
    </>
  );
};
