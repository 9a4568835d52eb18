import { useRef, useState } from 'preact/hooks';
import {
  type DeskAlerts,
  EMAIL_MAX,
  type OwnAlertsSet,
  emailAddress,
} from '../../contract/desk-alerts.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/manager-alerts.ts';
import type { Trouble } from '../desk-client.ts';
import type { DeskReading } from '../desk-reading.ts';
import { TroubleNotice } from '../trouble-notice.tsx';
import { HourChoice, zoneHere } from './hour-choice.tsx';

const USUAL_HOUR = 9;

/** Where and when whoever is signed in is told. */
export const OwnAlerts = (props: {
  desk: DeskReading<DeskAlerts>;
  alerts: DeskAlerts;
  onDone: (what: string) => void;
}) => {
  const { desk, onDone } = props;
  const known = props.alerts.own;
  const [email, setEmail] = useState(known?.email ?? '');
  const [wantsDaily, setDaily] = useState(known?.wantsDaily ?? true);
  const [hour, setHour] = useState(known?.hour ?? USUAL_HOUR);
  const [error, setError] = useState<string | undefined>();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const timeZone = known?.timeZone ?? zoneHere();

  const save = async (): Promise<void> => {
    const typed = email.trim();
    const isWrong = typed !== '' && !emailAddress.safeParse(typed).success;
    setError(isWrong ? say('own.email.wrong') : undefined);
    if (isWrong) return form.current?.querySelector('input')?.focus();
    const settings: OwnAlertsSet = { email: typed || null, wantsDaily, hour, timeZone };
    const answer = await desk.act((client) => client.setOwnAlerts(settings));
    setTrouble(answer.ok ? null : answer.trouble);
    if (!answer.ok) return;
    onDone(say(typed !== '' && typed !== known?.email ? 'own.saved.test' : 'own.saved'));
  };
  const test = async (): Promise<void> => {
    const answer = await desk.act((client) => client.testOwnAlerts());
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok) onDone(say('own.test.done'));
  };
  return (
    <section class="people-part" aria-labelledby="own-title">
      <h2 id="own-title">{say('own.title')}</h2>
      <p>{say('own.says')}</p>
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <form
        class="card lead"
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {error && (
          <Notice tone="danger">
            <p>
              <strong>{say('own.check')}</strong> {error}
            </p>
          </Notice>
        )}
        <Field
          label={say('own.email')}
          hint={say('own.email.hint')}
          value={email}
          error={error}
          autocomplete="email"
          maxLength={EMAIL_MAX}
          onInput={setEmail}
        />
        <Chips
          legend={say('own.daily')}
          name="own-daily"
          options={(['yes', 'no'] as const).map((value) => ({
            value,
            label: say(`own.daily.${value}`),
          }))}
          value={wantsDaily ? 'yes' : 'no'}
          onChoose={(value) => setDaily(value === 'yes')}
        />
        <HourChoice hour={hour} timeZone={timeZone} onChoose={setHour} />
        <div class="ways">
          <button class="button button-main" type="submit">
            {say('own.save')}
          </button>
          {known?.email && (
            <button class="button" type="button" onClick={() => void test()}>
              {say('own.test')}
            </button>
          )}
        </div>
      </form>
    </section>
  );
};
