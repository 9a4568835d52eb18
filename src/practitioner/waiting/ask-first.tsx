import { useEffect, useRef, useState } from 'preact/hooks';
import { Mark, type MarkName } from '../../ui/mark.tsx';

/** A button for what cannot be undone: it asks in its own place, in words, and stands back on the safe answer. */
export const AskFirst = (props: {
  mark: MarkName;
  label: string;
  question: string;
  yes: string;
  no: string;
  /** Nothing is lost: it is done without asking. */
  isFree?: boolean;
  onYes: () => void;
}) => {
  const [isAsking, setAsking] = useState(false);
  const safe = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(isAsking);
  useEffect(() => {
    if (wasAsking.current !== isAsking) safe.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  if (!isAsking) {
    return (
      <button
        ref={safe}
        type="button"
        class="button button-quiet ask-first"
        onClick={() => (props.isFree ? props.onYes() : setAsking(true))}
      >
        <Mark name={props.mark} />
        {props.label}
      </button>
    );
  }
  return (
    <div class="notice notice-warning" role="group" aria-label={props.label}>
      <div class="notice-body">
        <p>{props.question}</p>
        <div class="ways">
          <button type="button" class="button button-danger" onClick={props.onYes}>
            {props.yes}
          </button>
          <button ref={safe} type="button" class="button" onClick={() => setAsking(false)}>
            {props.no}
          </button>
        </div>
      </div>
    </div>
  );
};
