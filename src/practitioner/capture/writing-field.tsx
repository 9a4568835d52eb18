import type { RefObject } from 'preact';
import { onChange } from '../../device/changes.ts';
import { readOffered } from '../../device/inbox.ts';
import type { Phone } from '../../device/phone.ts';
import { ofTheDay } from '../../domain/offered.ts';
import { useReading } from '../../ui/use-reading.ts';
import { say } from '../../words/practitioner.ts';

/** A tap beside the field ends within this: what makes room must not move the page under the finger before. */
const TAP_MS = 400;

/** The field that the app opens on, and what is wrong with what stands in it. Empty, it asks what the organisation asks. */
export const WritingField = (props: {
  phone: Phone | null;
  field: RefObject<HTMLTextAreaElement | null>;
  error: string | null;
  onInput: (words: string) => void;
  onFocus: (isFocused: boolean) => void;
}) => {
  const { phone } = props;
  const offered = useReading(onChange, async () => phone && (await readOffered(phone.known)), [
    phone,
  ]);
  const ask = ofTheDay(offered?.prompts ?? [], phone?.means().now ?? 0) ?? say('capture.ask');
  return (
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
        placeholder={ask}
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
};
