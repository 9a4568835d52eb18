import { useState } from 'preact/hooks';
import { say } from '../../words/receipt.ts';
import { HowItWent } from './how-it-went.tsx';
import { type Ask, useAsking } from './use-asking.ts';

const NARROWER = ['team', 'board'] as const;

/** Fewer people may see the words, or nobody any more. They are not shown, and neither is who may see them now (A6). */
export const YourWords = ({ ask }: { ask: Ask }) => {
  const [isSure, setSure] = useState(false);
  const [narrowing, narrow] = useAsking(ask);
  const [withdrawing, withdraw] = useAsking(ask);
  const isGone = withdrawing === 'done';
  return (
    <section class="say-choice" aria-labelledby="yours-title">
      <h2 id="yours-title">{say('receipt.yours')}</h2>
      <p class="say-soft">{say('receipt.yours-what')}</p>
      {!isGone && (
        <>
          <p>{say('receipt.narrow')}</p>
          <div class="ways">
            {NARROWER.map((audience) => (
              <button
                key={audience}
                type="button"
                class="button"
                aria-disabled={narrowing === 'working' || undefined}
                onClick={() => narrow('/v1/receipt/audience', { audience })}
              >
                {say(`receipt.narrow.${audience}`)}
              </button>
            ))}
          </div>
          <HowItWent asking={narrowing} done={say('receipt.narrowed')} />
          {isSure ? (
            <>
              <p role="status">{say('receipt.withdraw-sure')}</p>
              <div class="ways">
                <button
                  type="button"
                  class="button button-danger"
                  aria-disabled={withdrawing === 'working' || undefined}
                  onClick={() => withdraw('/v1/receipt/withdraw')}
                >
                  {say('receipt.withdraw-yes')}
                </button>
                <button type="button" class="button" onClick={() => setSure(false)}>
                  {say('receipt.withdraw-no')}
                </button>
              </div>
            </>
          ) : (
            <div>
              <button type="button" class="button button-danger" onClick={() => setSure(true)}>
                {say('receipt.withdraw')}
              </button>
            </div>
          )}
        </>
      )}
      <HowItWent asking={withdrawing} done={say('receipt.withdrawn')} />
    </section>
  );
};
