import { useState } from 'preact/hooks';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/waiting.ts';

/** Why nothing can be sent, where another try alone will not help, and what will (V2, P7). The codes are of refusal.ts. */
export const Blocked = ({ by, organisation }: { by: string; organisation: string }) => {
  switch (by) {
    case 'protocol_unknown':
      return (
        <Notice tone="warning">
          <p>{say('blocked.app-old', { organisation })}</p>
          <LookForUpdate />
        </Notice>
      );
    case 'server_old':
    case 'foreign_origin':
    case 'other_person':
      return (
        <Notice tone="warning">
          <p>{say(`blocked.${by}`, { organisation })}</p>
        </Notice>
      );
    default:
      return null;
  }
};

/** Asks for the newer build. When it is there, it is offered as always. */
const LookForUpdate = () => {
  const [isNone, setNone] = useState(false);
  const look = async (): Promise<void> => {
    setNone(false);
    const registration = await navigator.serviceWorker?.getRegistration();
    // Without a worker each page comes from the server.
    if (registration === undefined) return location.reload();
    await registration.update();
    setNone(registration.installing === null && registration.waiting === null);
  };
  return (
    <>
      <button type="button" class="button" onClick={() => void look().catch(() => setNone(true))}>
        {say('blocked.update')}
      </button>
      <p role="status">{isNone && say('blocked.no-update')}</p>
    </>
  );
};
