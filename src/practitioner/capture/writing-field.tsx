import type { RefObject } from 'preact';
import { say } from '../../words/practitioner.ts';

/** A tap beside the field ends within this: what makes room must not move the page under the finger before. */
const TAP_MS = 400;

/** The field that the app opens on, and what is wrong with what stands in it. */
export const WritingField = (props: {
  field: RefObject<HTMLTextAreaElement | null>;
  error: string | null;
  onInput: (words: string) => void;
  onFocus: (isFocused: boolean) => void;
}) => (
  <div class="writing">
    <h1 class="unseen-label">
      <label for="capture-words">{say('capture.ask')}</label>
    </h1>
    <textarea
      class="writing-field"
      id="capture-words"
      ref={props.field}
      dir="auto"
      rows={1}
      autofocus
      placeholder={say('capture.ask')}
      aria-invalid={props.error !== null || undefined}
      aria-describedby={props.error === null ? undefined : 'capture-error'}
      onInput={(event) => props.onInput(event.currentTarget.value)}
      onFocus={() => props.onFocus(true)}
      onBlur={({ currentTarget: field }) => {
        setTimeout(() => props.onFocus(field === field.ownerDocument.activeElement), TAP_MS);
      }}
    />
    {props.error !== null && (
      <p class="field-error" id="capture-error" role="alert">
        {props.error}
      </p>
    )}
  </div>
);
