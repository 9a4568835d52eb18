// The form of somebody who speaks without a name, on their own phone and on one that was handed to them. What keeps or
// sends the words is passed in. Nothing here keeps anything: once the words are taken, or the form goes away, they are
// nowhere on the page.
import { useEffect, useRef, useState } from 'preact/hooks';
import { WORDS_MAX } from '../../contract/limits.ts';
import type { Audience, MomentKind } from '../../contract/moment.ts';
import type { FormFacts, Said } from '../../contract/say.ts';
import { KIND_MARKS } from '../../ui/kind.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Chips } from '../../ui/chips.tsx';
import { Tick } from '../../ui/tick.tsx';
import { say } from '../../words/say.ts';
import { Before } from './before.tsx';
import { Hints } from './hints.tsx';
import type { WhosePhone } from './whose-phone.ts';
import { type Choices, entryMaker } from './new-entry.ts';

/** What became of the words. All but `taken` keep them on the screen. */
export type Taken = 'taken' | 'no-word' | 'busy' | 'not-taken' | 'not-kept';

const KINDS: readonly MomentKind[] = ['celebrate', 'improve', 'idea'];
const AUDIENCES: readonly Audience[] = ['team', 'board', 'public'];

/**
 * `take` sends the words, or seals them; `onTaken` is told once they are no longer on the screen. `onWriting` hears of
 * the first letter.
 */
export const SayForm = (props: {
  facts: FormFacts;
  phone: WhosePhone;
  take: (said: Said) => Promise<Taken>;
  onTaken: (said: Pick<Said, 'receiptCode' | 'mayBeAtRisk'>) => void;
  onWriting?: () => void;
}) => {
  const { facts, phone, take, onTaken, onWriting } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const [words, setWords] = useState('');
  const [audience, setAudience] = useState<Audience>('team');
  const [wantsCode, setWantsCode] = useState(false);
  const [mayBeAtRisk, setMayBeAtRisk] = useState(false);
  const [problem, setProblem] = useState<'empty' | 'too-long' | null>(null);
  const [state, setState] = useState<'writing' | 'sending' | Exclude<Taken, 'taken'>>('writing');
  const entry = useRef(entryMaker(facts.programmeId));
  const isSending = state === 'sending';
  const isShown = useRef(true);
  useEffect(() => () => void (isShown.current = false), []);

  const send = async (kind: MomentKind): Promise<void> => {
    if (isSending) return;
    if (words.trim() === '' || words.length > WORDS_MAX) {
      setProblem(words.length > WORDS_MAX ? 'too-long' : 'empty');
      field.current?.focus();
      return;
    }
    const choices: Choices = { words, kind, audience, mayBeAtRisk, wantsCode };
    const said = entry.current(choices);
    setState('sending');
    const outcome = await take(said);
    // They left meanwhile.
    if (!isShown.current) return;
    if (outcome !== 'taken') return setState(outcome);
    setWords('');
    onTaken({ receiptCode: said.receiptCode, mayBeAtRisk });
  };

  const onInput = (typed: string): void => {
    if (words === '') onWriting?.();
    setWords(typed);
    setState('writing');
    setProblem((before) => (before === 'too-long' && typed.length > WORDS_MAX ? before : null));
  };

  const { safeguarding } = facts;
  return (
    <form
      class="say-form column"
      autocomplete="off"
      onSubmit={(event) => event.preventDefault()}
      aria-label={say('say.words')}
    >
      <Before facts={facts} phone={phone} />
      <div class="say-field">
        <label class="unseen-label" for="say-words">
          {say('say.words')}
        </label>
        <textarea
          class="say-words"
          id="say-words"
          ref={field}
          dir="auto"
          rows={4}
          autocomplete="off"
          spellcheck={false}
          placeholder={say('say.words')}
          value={words}
          readOnly={isSending}
          aria-invalid={problem !== null || undefined}
          aria-describedby={problem === null ? undefined : 'say-problem'}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        {problem !== null && (
          <p class="field-error" id="say-problem" role="alert">
            {say(`say.${problem}`, { count: words.length - WORDS_MAX })}
          </p>
        )}
        <Hints words={words} />
      </div>
      <div class="say-choice">
        <Chips
          legend={say('say.audience')}
          name="audience"
          options={AUDIENCES.map((value) => ({ value, label: say(`say.audience.${value}`) }))}
          value={audience}
          onChoose={setAudience}
        />
        <p class="say-soft" role="status">
          {say(`say.audience-is.${audience}`)}
        </p>
      </div>
      <div>
        <Tick label={say('say.code')} isTicked={wantsCode} onTick={setWantsCode}>
          {say('say.code-is')}
        </Tick>
        <Tick label={say('say.risk')} isTicked={mayBeAtRisk} onTick={setMayBeAtRisk}>
          {safeguarding === null
            ? say('say.risk.nobody')
            : say('say.risk.lead', { lead: safeguarding.leadName, hours: safeguarding.hours })}{' '}
          {say('say.risk.never')}
        </Tick>
      </div>
      <div class="say-send">
        {state === 'sending' && <p role="status">{say('say.sending')}</p>}
        {state !== 'writing' && state !== 'sending' && (
          <Notice tone="danger" mark={state === 'no-word' ? 'no-signal' : 'warning'}>
            <p>{say(`say.${state}`)}</p>
          </Notice>
        )}
        <div class="say-kinds" role="group" aria-label={say('say.kinds')}>
          {KINDS.map((kind) => (
            <button
              key={kind}
              type="button"
              class={`say-kind say-kind-${kind}`}
              aria-disabled={isSending || undefined}
              onClick={() => void send(kind)}
            >
              <Mark name={KIND_MARKS[kind]} />
              {say(`say.kind.${kind}`)}
            </button>
          ))}
        </div>
      </div>
    </form>
  );
};
