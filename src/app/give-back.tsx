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
  /** A finger, a mouse or a key went down, and the click that may follow is theirs. */
  const isPressed = useRef(false);
  const goBack = (): void => void onReturn().catch(() => setFailed(true));
  const begin = (): void => {
    if (timer.current !== undefined) return;
    isPressed.current = true;
    setHeld(true);
    timer.current = setTimeout(goBack, HOLD_MS);
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
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          // Held, it would click again and again.
          event.preventDefault();
          begin();
        }}
        onKeyUp={end}
        onBlur={end}
        onClick={() => {
          // A screen reader or voice control cannot hold: its click comes alone, and no stray tap is like it.
          if (!isPressed.current) goBack();
          isPressed.current = false;
        }}
        onContextMenu={(event) => event.preventDefault()}
      >
        {say('hand-over.hold')}
      </button>
      <p class="soft">{say('hand-over.hold-how')}</p>
    </main>
  );
};
