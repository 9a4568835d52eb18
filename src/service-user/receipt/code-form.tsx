import { useRef, useState } from 'preact/hooks';
import { readReceiptCode } from '../../domain/receipt-code.ts';
import { say } from '../../words/receipt.ts';
import { HowItWent } from './how-it-went.tsx';
import { type Ask, useAsking } from './use-asking.ts';

/** Where the code is typed, with any spaces and dashes. That it has 16 digits is all that is checked here. */
export const CodeForm = (props: {
  askWith: (code: string) => Ask;
  onOpened: (code: string, answer: Readonly<Record<string, unknown>>) => void;
}) => {
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const code = readReceiptCode(typed);
  const [asking, ask] = useAsking(
    (path, more) => props.askWith(code ?? '')(path, more),
    (answer) => props.onOpened(code ?? '', answer),
  );
  return (
    <form
      class="say-form column"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        setWrong(code === null);
        if (code === null) field.current?.focus();
        else ask('/v1/receipt');
      }}
    >
      <h1 class="say-what">{say('receipt.title')}</h1>
      <p>{say('receipt.what')}</p>
      <details class="say-limits">
        <summary>{say('receipt.not-protected')}</summary>
        <p>{say('receipt.not-protected.code')}</p>
        <p>{say('receipt.not-protected.phone')}</p>
      </details>
      <div class="field">
        <label class="field-label" for="receipt-code">
          {say('receipt.code')}
        </label>
        {isWrong && (
          <p class="field-error" id="receipt-wrong" role="alert">
            {say('receipt.code-wrong')}
          </p>
        )}
        <input
          class="field-input code-input"
          id="receipt-code"
          ref={field}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          spellcheck={false}
          dir="ltr"
          maxLength={60}
          value={typed}
          readOnly={asking === 'working'}
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? 'receipt-wrong' : undefined}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setWrong(false);
          }}
        />
      </div>
      <button
        type="submit"
        class="button button-main button-wide"
        aria-disabled={asking === 'working' || undefined}
      >
        {say('receipt.open')}
      </button>
      <HowItWent asking={asking} />
    </form>
  );
};
