import { useEffect, useRef, useState } from 'preact/hooks';
import { type DeskAlerts, WEBHOOK_URL_MAX, type WebhookShape } from '../../contract/desk-alerts.ts';
import { label } from '../../contract/schema.ts';
import { Chips, ManyChips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say as sayDesk } from '../../words/manager.ts';
import { say } from '../../words/manager-alerts.ts';
import type { Trouble } from '../desk-client.ts';
import type { DeskReading } from '../desk-reading.ts';
import { TroubleNotice } from '../trouble-notice.tsx';
import { HourChoice, zoneHere } from './hour-choice.tsx';

const SHAPES = ['teams', 'slack', 'plain'] as const satisfies WebhookShape[];
const WANTS = ['flagged', 'daily'] as const;
const USUAL_HOUR = 9;

type Errors = Partial<Record<'name' | 'url', string>>;

/** A program that is to be told: its name, its address, and what. */
export const AddWebhook = (props: {
  desk: DeskReading<DeskAlerts>;
  onAdded: (name: string, secret: string) => void;
  onCancel: () => void;
}) => {
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [shape, setShape] = useState<WebhookShape>('teams');
  const [wants, setWants] = useState<string[]>([...WANTS]);
  const [hour, setHour] = useState(USUAL_HOUR);
  const [errors, setErrors] = useState<Errors>({});
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isSending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input[type=text]')?.focus(), []);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [errors]);

  const send = async (): Promise<void> => {
    const wrong: Errors = {};
    if (!label.safeParse(name.trim()).success) wrong.name = say('hook.name.missing');
    if (!/^https?:\/\/\S+$/.test(url.trim())) wrong.url = say('hook.url.wrong');
    setErrors(wrong);
    if (Object.keys(wrong).length > 0 || isSending) return;
    setSending(true);
    const answer = await props.desk.act((client) =>
      client.addWebhook({
        name: name.trim(),
        url: url.trim(),
        shape,
        wantsFlagged: wants.includes('flagged'),
        wantsDaily: wants.includes('daily'),
        hour,
        timeZone: zoneHere(),
      }),
    );
    setSending(false);
    if (answer.ok) return props.onAdded(name.trim(), answer.value.secret);
    const isUrl = answer.trouble.kind === 'refused' && answer.trouble.field === 'url';
    setTrouble(isUrl ? null : answer.trouble);
    if (isUrl) setErrors({ url: say('hook.url.wrong') });
  };
  const said = Object.values(errors);
  return (
    <form
      class="card lead"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onCancel();
      }}
    >
      <h3>{say('hook.add.title')}</h3>
      {said.length > 0 && (
        <Notice tone="danger">
          <p>
            <strong>{say('own.check')}</strong>
          </p>
          {said.map((error) => (
            <p key={error}>{error}</p>
          ))}
        </Notice>
      )}
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <Chips
        legend={say('hook.shape')}
        name="hook-shape"
        options={SHAPES.map((value) => ({ value, label: say(`hook.shape.${value}`) }))}
        value={shape}
        onChoose={setShape}
      />
      <Field
        label={say('hook.name')}
        hint={say('hook.name.hint')}
        value={name}
        error={errors.name}
        onInput={setName}
      />
      <Field
        label={say('hook.url')}
        hint={say('hook.url.hint')}
        value={url}
        error={errors.url}
        maxLength={WEBHOOK_URL_MAX}
        onInput={setUrl}
      />
      <ManyChips
        legend={say('hook.wants')}
        name="hook-wants"
        options={WANTS.map((value) => ({ value, label: say(`hook.wants.${value}`) }))}
        values={wants}
        onChoose={setWants}
      />
      {wants.includes('daily') && (
        <HourChoice hour={hour} timeZone={zoneHere()} onChoose={setHour} />
      )}
      <div class="ways">
        <button
          class="button button-main"
          type="submit"
          aria-disabled={isSending ? 'true' : undefined}
        >
          {say('hook.save')}
        </button>
        <button class="button button-quiet" type="button" onClick={props.onCancel}>
          {sayDesk('desk.cancel')}
        </button>
      </div>
    </form>
  );
};
