import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { say } from '../words/manager.ts';
import type { Answer, Trouble } from './desk-client.ts';
import { TroubleNotice } from './trouble-notice.tsx';

/** Asks in place, in words, before something that others notice or that cannot be undone. */
export const Confirm = (props: {
  title: string;
  confirm: string;
  children: ComponentChildren;
  onConfirm: () => Answer<unknown>;
  onCancel: () => void;
}) => {
  const id = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => title.current?.focus(), []);

  const confirm = async (): Promise<void> => {
    if (isSending) return;
    setSending(true);
    const answer = await props.onConfirm();
    setSending(false);
    setTrouble(answer.ok ? null : answer.trouble);
  };

  return (
    <div
      class="confirm"
      role="group"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onCancel();
      }}
    >
      <h3 id={id} tabIndex={-1} ref={title}>
        {props.title}
      </h3>
      {props.children}
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <div class="ways">
        <button
          class="button button-danger"
          type="button"
          aria-disabled={isSending ? 'true' : undefined}
          onClick={() => void confirm()}
        >
          {props.confirm}
        </button>
        <button class="button button-quiet" type="button" onClick={props.onCancel}>
          {say('desk.cancel')}
        </button>
      </div>
    </div>
  );
};
