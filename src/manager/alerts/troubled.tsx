import { useState } from 'preact/hooks';
import type { DeskAlerts } from '../../contract/desk-alerts.ts';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager-alerts.ts';
import type { Trouble } from '../desk-client.ts';
import type { DeskReading } from '../desk-reading.ts';
import { TroubleNotice } from '../trouble-notice.tsx';

type Delivery = DeskAlerts['troubled'][number];

/** What did not arrive: why, whether it is tried again, and what can be done. Nothing where all arrived. */
export const Troubled = (props: {
  desk: DeskReading<DeskAlerts>;
  troubled: readonly Delivery[];
  onDone: (what: string) => void;
}) => {
  const { desk, troubled, onDone } = props;
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  if (troubled.length === 0) return null;

  const act = async (deliveryId: string, what: 'again' | 'looked'): Promise<void> => {
    const answer = await desk.act((client) =>
      what === 'again' ? client.deliveryAgain(deliveryId) : client.deliveryLooked(deliveryId),
    );
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok) onDone(say(`alerts.trouble.${what}.done`));
  };
  return (
    <section class="people-part" aria-labelledby="troubled-title">
      <h2 id="troubled-title">{say('alerts.trouble.title')}</h2>
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <ul class="alert-list" aria-label={say('alerts.trouble.list')}>
        {troubled.map((delivery) => (
          <li class="card alert-card" key={delivery.deliveryId}>
            <h3>
              <Mark name="warning" />
              {say(`alerts.what.${delivery.what}`)}
            </h3>
            <p>{whom(delivery)}</p>
            <p>
              {say(`alerts.why.${delivery.trouble}`)}{' '}
              {say(delivery.isGivenUp ? 'alerts.trouble.given-up' : 'alerts.trouble.tried', {
                count: delivery.tries,
              })}
            </p>
            <div class="ways">
              <button
                class="button"
                type="button"
                onClick={() => void act(delivery.deliveryId, 'again')}
              >
                {say('alerts.trouble.again')}
              </button>
              {delivery.isGivenUp && (
                <button
                  class="button button-quiet"
                  type="button"
                  onClick={() => void act(delivery.deliveryId, 'looked')}
                >
                  {say('alerts.trouble.looked')}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};

const whom = ({ to, name }: Delivery): string =>
  name === '' ? say('alerts.trouble.to-nobody') : say(`alerts.trouble.to-${to}`, { name });
