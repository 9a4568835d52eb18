import { useEffect, useRef, useState } from 'preact/hooks';
import { Notice } from '../ui/notice.tsx';
import { say } from '../words/hand-over.ts';
import './give-back.css';

const HOLD_MS = 1_500;

/** The blank screen with which the phone goes back. Whoever has it holds a button, so that no stray tap opens the app. */
export const GiveBack = ({ onReturn }: { onReturn: () => Promise<void> }) => {
  const title = useRef<HTMLHeadingElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isHeld, setHeld] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const begin = (): void => {
    if (timer.current !== undefined) return;
    setHeld(true);
    timer.current = setTimeout(() => void onReturn().catch(() => setFailed(true)), HOLD_MS);
  };
  const end = (): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setHeld(false);
  };
  useEffect(() => {
    title.current?.focus();
    return end;
  }, []);
  return (
    <main class="give-back">
      <h1 ref={title} tabIndex={-1}>
        {say('hand-over.given')}
      </h1>
      <p>{say('hand-over.given-why')}</p>
      {hasFailed && (
        <Notice tone="danger">
          <p>{say('hand-over.not-kept')}</p>
        </Notice>
      )}
      <button
        type="button"
        class={`button give-back-hold ${isHeld ? 'give-back-held' : ''}`}
        onPointerDown={begin}
        onPointerUp={end}
        onPointerLeave={end}
        onPointerCancel={end}
        onKeyDown={({ key }) => (key === 'Enter' || key === ' ') && begin()}
        onKeyUp={end}
        onBlur={end}
        onContextMenu={(event) => event.preventDefault()}
      >
        {say('hand-over.hold')}
      </button>
      <p class="soft">{say('hand-over.hold-how')}</p>
    </main>
  );
};
