import { useState } from 'preact/hooks';
import type { Minted } from '../device/outbox.ts';
import type { Phone } from '../device/phone.ts';
import { type SentDirectly, sendDirectly } from '../device/send-directly.ts';
import { pushBy } from '../device/transport.ts';
import { Mark } from '../ui/mark.tsx';
import { say } from '../words/trouble.ts';

/** Sends what cannot be kept from the screen as it stands. "Sent" is said by whoever hears of the receipt. */
export const SendDirectly = (props: {
  phone: Phone;
  minted: Minted;
  onSent: (minted: Minted, receivedAt: string) => void;
}) => {
  const { phone, minted, onSent } = props;
  const [state, setState] = useState<SentDirectly | 'sending' | null>(null);
  const send = async (): Promise<void> => {
    if (state === 'sending') return;
    setState('sending');
    const push = pushBy((url, init) => fetch(url, init));
    const outcome = await sendDirectly(push, phone.outbox, minted);
    setState(outcome);
    if (outcome.kind === 'sent') onSent(minted, outcome.receivedAt);
  };
  return (
    <div class="ways">
      <button type="button" class="button button-main" onClick={() => void send()}>
        <Mark name="send" />
        {say('trouble.send')}
      </button>
      <p role="status">{state && inWords(state, phone.identity.organisationName)}</p>
    </div>
  );
};

const inWords = (state: SentDirectly | 'sending', organisation: string): string => {
  if (state === 'sending') return say('trouble.sending');
  switch (state.kind) {
    case 'no answer':
      return say('trouble.no-answer');
    case 'sign-in needed':
      return say('trouble.sign-in');
    case 'refused':
      return say('trouble.refused', { organisation, code: state.code });
    default:
      return '';
  }
};
