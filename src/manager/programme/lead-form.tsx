import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type DeskVoice, EMERGENCY_MAX, type SafeguardingSet } from '../../contract/desk-voice.ts';
import { wellFormed } from '../../domain/moment.ts';
import { Field } from '../../ui/field.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextBox } from '../../ui/text-box.tsx';
import { say as sayDesk } from '../../words/manager.ts';
import { say } from '../../words/manager-voice.ts';
import { apart } from '../../words/speech.ts';
import type { Answer, Trouble } from '../desk-client.ts';
import { TroubleNotice } from '../trouble-notice.tsx';

type Errors = Partial<Record<'lead' | 'hours' | 'emergency', string>>;

/** The lead, the hours and what to do in an emergency. All three are shown to everybody who speaks. */
export const LeadForm = (props: {
  voice: DeskVoice;
  onSend: (chosen: SafeguardingSet) => Answer<unknown>;
  /** Null where there is nothing to go back to. */
  onCancel: (() => void) | null;
}) => {
  const { managers, safeguarding } = props.voice;
  const known = safeguarding ?? { leadPersonId: '', hours: '', emergency: '' };
  const [lead, setLead] = useState(
    managers.some(({ personId }) => personId === known.leadPersonId) ? known.leadPersonId : '',
  );
  const [hours, setHours] = useState(known.hours);
  const [emergency, setEmergency] = useState(known.emergency);
  const [errors, setErrors] = useState<Errors>({});
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isSending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [errors]);

  const chosen = {
    leadPersonId: lead,
    hours: oneLine(hours),
    emergency: oneLine(emergency),
  };
  const send = async (): Promise<void> => {
    const wrong = errorsOf(chosen);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0 || isSending) return;
    setSending(true);
    const answer = await props.onSend(chosen);
    setSending(false);
    setTrouble(answer.ok ? null : answer.trouble);
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
    >
      {said.length > 0 && (
        <Notice tone="danger">
          <p>
            <strong>{say('lead.check')}</strong>
          </p>
          {said.map((error) => (
            <p key={error}>{error}</p>
          ))}
        </Notice>
      )}
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <div class="field">
        <label class="field-label" for={id}>
          {say('lead.who')}
        </label>
        {errors.lead && (
          <p class="field-error" id={`${id}-error`}>
            {errors.lead}
          </p>
        )}
        <Pick
          id={id}
          value={lead}
          error={errors.lead}
          onChoose={setLead}
          options={[
            ['', say('lead.choose')],
            ...managers.map(({ personId, name }): [string, string] => [personId, apart(name)]),
          ]}
        />
      </div>
      <Field
        label={say('lead.hours')}
        hint={say('lead.hours.hint')}
        value={hours}
        error={errors.hours}
        onInput={setHours}
      />
      <TextBox
        label={say('lead.emergency')}
        hint={say('lead.emergency.hint')}
        rows={3}
        value={emergency}
        error={errors.emergency}
        onInput={setEmergency}
      />
      <div class="ways">
        <button
          class="button button-main"
          type="submit"
          aria-disabled={isSending ? 'true' : undefined}
        >
          {say('lead.save')}
        </button>
        {props.onCancel && (
          <button class="button button-quiet" type="button" onClick={props.onCancel}>
            {sayDesk('desk.cancel')}
          </button>
        )}
      </div>
    </form>
  );
};

const Pick = (props: {
  id: string;
  value: string;
  error: string | undefined;
  options: readonly (readonly [value: string, name: string])[];
  onChoose: (value: string) => void;
}) => (
  <div class="filter-choice">
    <select
      class="filter-select"
      id={props.id}
      value={props.value}
      aria-invalid={props.error ? true : undefined}
      aria-describedby={props.error ? `${props.id}-error` : undefined}
      onChange={(event) => props.onChoose(event.currentTarget.value)}
    >
      {props.options.map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </select>
    <Mark name="chevron" />
  </div>
);

/** What the form and the poster show in one piece. */
const oneLine = (text: string): string =>
  wellFormed(text)
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();

const errorsOf = ({ leadPersonId, hours, emergency }: SafeguardingSet): Errors => {
  const tooMany = emergency.length - EMERGENCY_MAX;
  const errors: Errors = {};
  if (leadPersonId === '') errors.lead = say('lead.who.missing');
  if (hours === '') errors.hours = say('lead.hours.missing');
  if (emergency === '') errors.emergency = say('lead.emergency.missing');
  else if (tooMany > 0) errors.emergency = say('lead.emergency.too-long', { count: tooMany });
  return errors;
};
