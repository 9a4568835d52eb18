import { useRef, useState } from 'preact/hooks';
import { WORDS_MAX } from '../../contract/limits.ts';
import { wellFormed } from '../../domain/moment.ts';
import { say } from '../../words/receipt.ts';
import { HowItWent } from './how-it-went.tsx';
import { type Ask, useAsking } from './use-asking.ts';

/** One box to write back. What could not be sent stays in it. */
export const WriteBack = ({ ask }: { ask: Ask }) => {
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<'empty' | 'too-long' | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [asking, begin] = useAsking(ask, () => setWords(''));
  const send = (): void => {
    const found = words.trim() === '' ? 'empty' : words.length > WORDS_MAX ? 'too-long' : null;
    setProblem(found);
    if (found === null) begin('/v1/receipt/write-back', { words: wellFormed(words) });
    else field.current?.focus();
  };
  return (
    <form
      class="say-choice"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="field-label" for="write-back">
        {say('receipt.write')}
      </label>
      <p class="say-soft">{say('receipt.write-what')}</p>
      <textarea
        class="say-words"
        id="write-back"
        ref={field}
        dir="auto"
        rows={3}
        autocomplete="off"
        spellcheck={false}
        value={words}
        readOnly={asking === 'working'}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : 'write-back-problem'}
        onInput={(event) => {
          setWords(event.currentTarget.value);
          setProblem(null);
        }}
      />
      {problem !== null && (
        <p class="field-error" id="write-back-problem" role="alert">
          {say(`receipt.${problem}`, { count: words.length - WORDS_MAX })}
        </p>
      )}
      <HowItWent asking={asking} done={say('receipt.sent')} />
      <button
        type="submit"
        class="button button-main button-wide"
        aria-disabled={asking === 'working' || undefined}
      >
        {say('receipt.send')}
      </button>
    </form>
  );
};
