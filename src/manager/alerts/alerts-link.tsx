import { useEffect, useState } from 'preact/hooks';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager.ts';
import { deskClient } from '../desk-client.ts';

/** Shown in the inbox where an alert did not arrive. Where that cannot be read, nothing is said of it here. */
export const AlertsLink = () => {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const client = deskClient((url, init) => fetch(url, init));
    let isShown = true;
    const look = (): void =>
      void client.alerts().then((answer) => {
        if (answer.ok && isShown) setCount(answer.value.troubled.length);
      });
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') look();
    };
    look();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      isShown = false;
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, []);
  if (count === 0) return null;
  return (
    <a class="aside-link" href="/people/alerts">
      <Mark name="warning" />
      {say('inbox.alerts-failed', { count })}
    </a>
  );
};
