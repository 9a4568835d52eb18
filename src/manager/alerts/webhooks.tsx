import { useState } from 'preact/hooks';
import type { DeskAlerts } from '../../contract/desk-alerts.ts';
import { Mark } from '../../ui/mark.tsx';
import { useWayBack } from '../../ui/use-way-back.ts';
import { say } from '../../words/manager-alerts.ts';
import { Confirm } from '../confirm.tsx';
import type { Trouble } from '../desk-client.ts';
import type { DeskReading } from '../desk-reading.ts';
import { CopyShare } from '../people/copy-share.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { AddWebhook } from './add-webhook.tsx';
import { zoneName } from './hour-choice.tsx';

type Webhook = DeskAlerts['webhooks'][number];

/** The programs that are told, and for an administrator the ways to add, try and take away. */
export const Webhooks = (props: {
  desk: DeskReading<DeskAlerts>;
  webhooks: readonly Webhook[];
  mayAdd: boolean;
  onDone: (what: string) => void;
}) => {
  const { desk, webhooks, mayAdd, onDone } = props;
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const button = useWayBack(isAdding);
  return (
    <section class="people-part" aria-labelledby="webhooks-title">
      <h2 id="webhooks-title">{say('hook.title')}</h2>
      <p>{say('hook.says')}</p>
      {webhooks.length === 0 ? (
        <p class="device-soft">{say('hook.none')}</p>
      ) : (
        <ul class="alert-list" aria-label={say('hook.list')}>
          {webhooks.map((webhook) => (
            <WebhookCard key={webhook.webhookId} {...{ desk, webhook, mayAdd, onDone }} />
          ))}
        </ul>
      )}
      {secret !== null && (
        <div class="card lead">
          <p>{say('hook.secret.says')}</p>
          <CopyShare link={secret} label={say('hook.secret')} text="" />
        </div>
      )}
      {mayAdd && isAdding && (
        <AddWebhook
          desk={desk}
          onAdded={(name, made) => {
            setAdding(false);
            setSecret(made);
            onDone(say('hook.added', { name }));
          }}
          onCancel={() => setAdding(false)}
        />
      )}
      {mayAdd && !isAdding && (
        <button class="button" type="button" ref={button} onClick={() => setAdding(true)}>
          <Mark name="plus" />
          {say('hook.add')}
        </button>
      )}
    </section>
  );
};

const WebhookCard = (props: {
  desk: DeskReading<DeskAlerts>;
  webhook: Webhook;
  mayAdd: boolean;
  onDone: (what: string) => void;
}) => {
  const { desk, webhook, onDone } = props;
  const { webhookId, name, shape, host } = webhook;
  const [isRemoving, setRemoving] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const button = useWayBack(isRemoving);

  const test = async (): Promise<void> => {
    const answer = await desk.act((client) => client.testWebhook(webhookId));
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok) onDone(say('hook.test.done', { name }));
  };
  const remove = async () => {
    const answer = await desk.act((client) => client.removeWebhook(webhookId));
    if (answer.ok) onDone(say('hook.removed', { name }));
    return answer;
  };
  return (
    <li class="card alert-card">
      <h3>
        <bdi>{name}</bdi>
      </h3>
      <p>{say('hook.at', { shape: say(`hook.shape.${shape}`), host })}</p>
      {wantsOf(webhook).map((each) => (
        <p key={each}>{each}</p>
      ))}
      {webhook.goneAt !== null && (
        <p class="field-error">
          <Mark name="warning" />
          {say('hook.gone')}
        </p>
      )}
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      {isRemoving && (
        <Confirm
          title={say('hook.remove.title', { name })}
          confirm={say('hook.remove')}
          onConfirm={remove}
          onCancel={() => setRemoving(false)}
        >
          <p>{say('hook.remove.says')}</p>
        </Confirm>
      )}
      {props.mayAdd && !isRemoving && (
        <div class="ways">
          {webhook.goneAt === null && (
            <button class="button" type="button" onClick={() => void test()}>
              {say('hook.test')}
            </button>
          )}
          <button
            class="button button-quiet"
            type="button"
            ref={button}
            onClick={() => setRemoving(true)}
          >
            <Mark name="bin" />
            {say('hook.remove')}
          </button>
        </div>
      )}
    </li>
  );
};

const wantsOf = ({ wantsFlagged, wantsDaily, hour, timeZone }: Webhook): string[] => {
  const time = `${String(hour).padStart(2, '0')}:00`;
  const wants = [
    ...(wantsFlagged ? [say('hook.wants.flagged')] : []),
    ...(wantsDaily ? [say('hook.wants.daily.at', { time, zone: zoneName(timeZone) })] : []),
  ];
  return wants.length === 0 ? [say('hook.wants.nothing')] : wants;
};
