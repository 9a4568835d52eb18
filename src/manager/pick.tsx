import './inbox/inbox.css';
import { useId } from 'preact/hooks';
import { Mark } from '../ui/mark.tsx';

/** One choice out of a list, with its label and what is wrong with it. */
export const Pick = (props: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, name: string])[];
  onChoose: (value: string) => void;
  /** What people wrote that it is about. */
  sample?: string | undefined;
  error?: string | undefined;
}) => {
  const id = useId();
  const described = [props.sample && `${id}-sample`, props.error && `${id}-error`].filter(Boolean);
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      {props.sample && (
        <p class="field-hint" id={`${id}-sample`}>
          <bdi>{props.sample}</bdi>
        </p>
      )}
      {props.error && (
        <p class="field-error" id={`${id}-error`}>
          {props.error}
        </p>
      )}
      <div class="filter-choice">
        <select
          class="filter-select"
          id={id}
          value={props.value}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={described.join(' ') || undefined}
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
    </div>
  );
};
