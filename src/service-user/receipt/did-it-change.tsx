import { say } from '../../words/receipt.ts';
import { HowItWent } from './how-it-went.tsx';
import { type Ask, useAsking } from './use-asking.ts';

const CHANGED = ['yes', 'partly', 'no'] as const;

/** Whether what was answered came true for the person who spoke. */
export const DidItChange = ({ ask }: { ask: Ask }) => {
  const [asking, begin] = useAsking(ask);
  return (
    <section class="say-choice" aria-labelledby="changed-title">
      <h2 id="changed-title">{say('receipt.changed')}</h2>
      {asking !== 'done' && (
        <div class="ways">
          {CHANGED.map((changed) => (
            <button
              key={changed}
              type="button"
              class="button"
              aria-disabled={asking === 'working' || undefined}
              onClick={() => begin('/v1/receipt/changed', { changed })}
            >
              {say(`receipt.changed.${changed}`)}
            </button>
          ))}
        </div>
      )}
      <HowItWent asking={asking} done={say('receipt.changed-sent')} />
    </section>
  );
};
