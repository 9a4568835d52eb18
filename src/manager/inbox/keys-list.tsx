import { useEffect, useRef } from 'preact/hooks';
import { say as sayInbox } from '../../words/manager-inbox.ts';
import { say } from '../../words/manager.ts';

const keys = (): [key: string, does: string][] => [
  [say('keys.next'), say('keys.next.does')],
  [say('keys.previous'), say('keys.previous.does')],
  [say('keys.open'), say('keys.open.does')],
  [say('keys.answer'), say('keys.answer.does')],
  [sayInbox('keys.send'), sayInbox('keys.send.does')],
  [sayInbox('keys.choose'), sayInbox('keys.choose.does')],
  [sayInbox('keys.search'), sayInbox('keys.search.does')],
  [say('keys.back'), say('keys.back.does')],
  [say('keys.list'), say('keys.list.does')],
];

/** All keys that do something on the desk. */
export const KeysList = ({ onClose }: { onClose: () => void }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="card keys-list" ref={dialog} aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">{say('keys.title')}</h2>
      <dl>
        {keys().map(([key, does]) => (
          <div class="keys-key" key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
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
