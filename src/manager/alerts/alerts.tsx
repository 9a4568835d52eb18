import './alerts.css';
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Phone } from '../../device/phone.ts';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/manager-alerts.ts';
import { deskClient } from '../desk-client.ts';
import { createDeskReading } from '../desk-reading.ts';
import { Page } from '../page.tsx';
import { OwnAlerts } from './own-alerts.tsx';
import { Troubled } from './troubled.tsx';
import { Webhooks } from './webhooks.tsx';

/** Where in the address of everybody's page this one stands. */
export const ALERTS = 'alerts';

/** Where and when Moments tells of what waits, and what could not be told. */
export const Alerts = ({ phone, nav }: { phone: Phone; nav?: ComponentChildren }) => {
  const desk = useMemo(
    () =>
      createDeskReading(
        deskClient((url, init) => fetch(url, init)),
        (client) => client.alerts(),
      ),
    [phone],
  );
  const [done, setDone] = useState('');
  const { roles } = phone.identity;
  return (
    <Page
      nav={nav}
      back={say('alerts.back')}
      title={say('alerts.title')}
      says={say('alerts.says')}
      done={done}
      desk={desk}
    >
      {(alerts) => (
        <>
          {!alerts.sendsMail && (
            <Notice tone="warning">
              <p>
                <strong>{say('alerts.no-mail')}</strong> {say('alerts.no-mail.next')}
              </p>
            </Notice>
          )}
          {alerts.sendsMail && !alerts.reachesAdministrators && roles.includes('manager') && (
            <Notice tone="warning">
              <p>
                <strong>{say('alerts.no-administrator')}</strong>{' '}
                {say('alerts.no-administrator.next')}
              </p>
            </Notice>
          )}
          <Troubled desk={desk} troubled={alerts.troubled} onDone={setDone} />
          <OwnAlerts desk={desk} alerts={alerts} onDone={setDone} />
          {roles.includes('manager') && (
            <Webhooks
              desk={desk}
              webhooks={alerts.webhooks}
              mayAdd={roles.includes('administrator')}
              onDone={setDone}
            />
          )}
        </>
      )}
    </Page>
  );
};
