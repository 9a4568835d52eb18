import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

/** Some lines to fill in, with their label, what helps, and what is wrong with them. What is wrong takes the focus there. */
export const TextBox = (props: {
  label: string;
  hint: ComponentChildren;
  value: string;
  onInput: (value: string) => void;
  error?: string | undefined;
  rows: number;
  /** For whoever looks for this box from elsewhere on the page. */
  name?: string;
}) => {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (props.error !== undefined) box.current?.focus();
  }, [props.error]);
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <p class="field-hint" id={`${id}-hint`}>
        {props.hint}
      </p>
      {props.error && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {props.error}
        </p>
      )}
      <textarea
        class="field-input text-box"
        id={id}
        ref={box}
        name={props.name}
        rows={props.rows}
        dir="auto"
        autocomplete="off"
        value={props.value}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={props.error ? `${id}-hint ${id}-error` : `${id}-hint`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </div>
  );
};
