import { useEffect, useRef } from 'preact/hooks';
import { say } from '../../words/manager.ts';

const KEYS = ['next', 'previous', 'open', 'answer', 'back', 'list'] as const;

/** All keys that do something on the desk. */
export const KeysList = ({ onClose }: { onClose: () => void }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="card keys-list" ref={dialog} aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">{say('keys.title')}</h2>
      <dl>
        {KEYS.map((key) => (
          <div class="keys-key" key={key}>
            <dt>
              <kbd>{say(`keys.${key}`)}</kbd>
            </dt>
            <dd>{say(`keys.${key}.does`)}</dd>
          </div>
        ))}
      </dl>
      <p class="field-hint">{say('keys.when')}</p>
      <button class="button" type="button" onClick={() => dialog.current?.close()}>
        {say('desk.done')}
      </button>
    </dialog>
  );
};
