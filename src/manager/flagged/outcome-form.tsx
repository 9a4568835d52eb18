import { useState } from 'preact/hooks';
import { OUTCOME_MAX } from '../../contract/desk-flagged.ts';
import { wellFormed } from '../../domain/moment.ts';
import { TextBox } from '../../ui/text-box.tsx';
import { say } from '../../words/manager-flagged.ts';
import type { Answer, Trouble } from '../desk-client.ts';
import { TroubleNotice } from '../trouble-notice.tsx';

/** What was done about it, written down once. */
export const OutcomeForm = (props: {
  /** Whoever kept it is known, and when it came is too: that is not forgotten. */
  isNamed: boolean;
  onRecord: (outcome: string) => Answer<unknown>;
}) => {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isSending, setSending] = useState(false);

  const record = async (): Promise<void> => {
    const outcome = wellFormed(typed.trim());
    const tooMany = outcome.length - OUTCOME_MAX;
    if (outcome === '') return setError(say('at-risk.outcome.missing'));
    if (tooMany > 0) return setError(say('at-risk.outcome.too-long', { count: tooMany }));
    if (isSending) return undefined;
    setSending(true);
    setTrouble(null);
    const answer = await props.onRecord(outcome);
    setSending(false);
    return setTrouble(answer.ok ? null : answer.trouble);
  };

  return (
    <form
      class="flagged-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void record();
      }}
    >
      <TextBox
        label={say('at-risk.outcome')}
        hint={say(props.isNamed ? 'at-risk.outcome.hint-named' : 'at-risk.outcome.hint')}
        rows={2}
        value={typed}
        error={error}
        onInput={(words) => {
          setTyped(words);
          setError(undefined);
        }}
      />
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <div class="ways">
        <button
          class="button button-main"
          type="submit"
          aria-disabled={isSending ? 'true' : undefined}
        >
          {say('at-risk.record')}
        </button>
      </div>
    </form>
  );
};
