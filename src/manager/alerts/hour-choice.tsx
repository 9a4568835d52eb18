import { useId } from 'preact/hooks';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager-alerts.ts';

/** The zone of this device's clock. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** As people read it: "America/New York". */
export const zoneName = (timeZone: string): string => timeZone.replaceAll('_', ' ');

/** A full hour, by the clock of a zone that is named. */
export const HourChoice = (props: {
  hour: number;
  timeZone: string;
  onChoose: (hour: number) => void;
}) => {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {say('alerts.hour')}
      </label>
      <p class="field-hint" id={`${id}-hint`}>
        {say('alerts.zone', { zone: zoneName(props.timeZone) })}
      </p>
      <div class="filter-choice">
        <select
          class="filter-select"
          id={id}
          value={String(props.hour)}
          aria-describedby={`${id}-hint`}
          onChange={(event) => props.onChoose(Number(event.currentTarget.value))}
        >
          {Array.from({ length: 24 }, (_, hour) => (
            <option key={hour} value={String(hour)}>
              {`${String(hour).padStart(2, '0')}:00`}
            </option>
          ))}
        </select>
        <Mark name="chevron" />
      </div>
    </div>
  );
};
