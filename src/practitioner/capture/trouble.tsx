import { useState } from 'preact/hooks';
import type { StorageTrouble } from '../../device/database.ts';
import type { Minted } from '../../device/outbox.ts';
import type { Phone } from '../../device/phone.ts';
import { Notice } from '../../ui/notice.tsx';
import { stateInWords } from '../details/state-of.tsx';
import { StorageTroubleNotice } from '../storage-trouble.tsx';

/** Above the writing field, while this phone cannot keep what is written there, and when it was sent all the same. */
export const Trouble = (props: {
  trouble: StorageTrouble | null;
  words: string;
  phone: Phone | null;
  unsaved: Minted | null;
  onSent: (minted: Minted) => void;
}) => {
  const { trouble, words, phone, unsaved, onSent } = props;
  const [sentAt, setSentAt] = useState<string | null>(null);
  return (
    <>
      {sentAt !== null && words === '' && phone !== null && (
        <Notice mark="check">
          <p>
            {stateInWords(
              { state: 'sent', receivedAt: sentAt },
              phone.identity.organisationName,
              phone.means().now,
            )}
          </p>
        </Notice>
      )}
      {trouble !== null && (
        <StorageTroubleNotice
          trouble={trouble}
          words={words}
          phone={phone}
          unsaved={unsaved}
          onSent={(minted, receivedAt) => {
            setSentAt(receivedAt);
            onSent(minted);
          }}
        />
      )}
    </>
  );
};
