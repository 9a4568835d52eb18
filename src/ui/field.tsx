import { useId } from 'preact/hooks';

/** One line to fill in, with its label, an optional hint, and what is wrong with it in the same words as above it. */
export const Field = (props: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  error?: string | undefined;
  autocomplete?: string;
  maxLength?: number;
  autofocus?: boolean;
}) => {
  const id = useId();
  const described = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean);
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      {props.hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class="field-error" id={`${id}-error`}>
          {props.error}
        </p>
      )}
      <input
        class="field-input"
        id={id}
        type="text"
        dir="auto"
        value={props.value}
        maxLength={props.maxLength ?? 80}
        autocomplete={props.autocomplete ?? 'off'}
        autofocus={props.autofocus}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={described.join(' ') || undefined}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </div>
  );
};
