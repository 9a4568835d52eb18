import { useState } from 'preact/hooks';
import type { FormFacts } from '../contract/say.ts';
import { Mark } from '../ui/mark.tsx';
import { Notice } from '../ui/notice.tsx';
import { say } from '../words/hand-over.ts';

/** Where this phone cannot tell by itself for which programme it is handed over, or cannot be handed over yet. */
export const BeforeHandOver = (props: {
  forms: readonly FormFacts[];
  onChoose: (programmeId: string) => Promise<void>;
  onBack: () => void;
}) => {
  const [hasFailed, setFailed] = useState(false);
  return (
    <main class="page">
      <h1>{say('hand-over.title')}</h1>
      {props.forms.length === 0 ? (
        <Notice tone="warning" mark="no-signal">
          <p>{say('hand-over.no-key')}</p>
        </Notice>
      ) : (
        <div class="stack">
          <p>{say('hand-over.where')}</p>
          {props.forms.map(({ programmeId, programmeName }) => (
            <button
              key={programmeId}
              type="button"
              class="button button-wide"
              onClick={() => void props.onChoose(programmeId).catch(() => setFailed(true))}
            >
              <bdi>{programmeName}</bdi>
            </button>
          ))}
        </div>
      )}
      {hasFailed && (
        <Notice tone="danger">
          <p>{say('hand-over.not-kept')}</p>
        </Notice>
      )}
      <button type="button" class="button button-quiet" onClick={props.onBack}>
        <Mark name="back" />
        {say('hand-over.back')}
      </button>
    </main>
  );
};
