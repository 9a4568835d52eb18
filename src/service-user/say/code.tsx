import { useEffect, useRef } from 'preact/hooks';
import { formatReceiptCode } from '../../domain/receipt-code.ts';
import { say } from '../../words/say.ts';

/** The receipt code, shown twice, so that what was written down can be checked; nowhere else and never again. */
export const Code = ({ code, onKept }: { code: string; onKept: () => void }) => {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const shown = formatReceiptCode(code);
  return (
    <section class="card code" aria-labelledby="code-title">
      <h2 id="code-title" ref={title} tabIndex={-1}>
        {say('say.code-title')}
      </h2>
      <p class="code-digits" dir="ltr">
        {shown.split(' ').map((four, place) => (
          <span key={place}>{four} </span>
        ))}
      </p>
      <p>{say('say.code-keep')}</p>
      <p>{say('say.code-where', { address: `${location.host}/receipt` })}</p>
      <p>
        {say('say.code-check')} <strong class="code-again">{shown}</strong>
      </p>
      <button type="button" class="button button-main button-wide" onClick={onKept}>
        {say('say.code-kept')}
      </button>
    </section>
  );
};
