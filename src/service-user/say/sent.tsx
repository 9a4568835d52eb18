import { useEffect, useRef } from 'preact/hooks';
import type { FormFacts } from '../../contract/say.ts';
import { say } from '../../words/say.ts';
import { Code } from './code.tsx';

/** The words are gone from here; where a code was wanted, it stays until somebody says that they have kept it. */
export const Sent = (props: {
  facts: FormFacts;
  receiptCode: string | null;
  mayBeAtRisk: boolean;
  onKept: () => void;
  onMore: () => void;
}) => {
  const { facts, receiptCode, mayBeAtRisk } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (receiptCode === null) title.current?.focus();
  }, [receiptCode]);
  const lead = facts.safeguarding?.leadName;
  return (
    <div class="column say-stopped">
      <h1 class="say-what" ref={title} tabIndex={-1}>
        {say('say.sent')}
      </h1>
      {mayBeAtRisk && (
        <p>{lead === undefined ? say('say.sent-risk-nobody') : say('say.sent-risk', { lead })}</p>
      )}
      {receiptCode === null ? (
        <>
          <p>{say('say.sent-next')}</p>
          <button type="button" class="button button-wide" onClick={props.onMore}>
            {say('say.more')}
          </button>
        </>
      ) : (
        <Code code={receiptCode} onKept={props.onKept} />
      )}
    </div>
  );
};
