import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { AnswerShown } from '../../ui/answer-shown.tsx';
import { say as sayShown } from '../../words/answer-shown.ts';
import { say } from '../../words/manager-answer.ts';
import { say as sayDesk } from '../../words/manager.ts';
import { calendarDay } from '../../words/time.ts';
import type { Trouble } from '../desk-client.ts';
import { onSendKey } from '../send-key.ts';
import { TroubleNotice } from '../trouble-notice.tsx';

/** Exactly what the person will see, drawn by the part that they will see; then it is sent or changed. */
export const Preview = (props: {
  words: string;
  isQuestion: boolean;
  /** Somebody holds a code for it. */
  isRead: boolean;
  now: number;
  isSending: boolean;
  trouble: Trouble | null;
  /** What the button that sends says, where that is not the usual. */
  send?: string;
  /** What else is to be decided before it is sent. */
  children?: ComponentChildren;
  onSend: () => void;
  onChange: () => void;
}) => {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const day = calendarDay(props.now, props.now);
  return (
    <div
      class="preview"
      role="group"
      aria-labelledby="preview-title"
      onKeyDown={(event) => {
        onSendKey(props.onSend)(event);
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        props.onChange();
      }}
    >
      <h3 id="preview-title" tabIndex={-1} ref={title}>
        {say(props.isRead ? 'preview.title' : 'preview.title.kept')}
      </h3>
      <div class="preview-page">
        <AnswerShown head={headOf(props, day)} words={props.words} />
      </div>
      <p class="answer-line">{say(props.isRead ? 'preview.says' : 'preview.says.kept')}</p>
      {props.children}
      {props.trouble && (
        <TroubleNotice trouble={props.trouble} doing="changing" onAgain={props.onSend} />
      )}
      <div class="ways">
        <button
          class="button button-main"
          type="button"
          aria-disabled={props.isSending ? 'true' : undefined}
          onClick={props.onSend}
        >
          {props.isSending
            ? sayDesk('desk.loading')
            : (props.send ?? say(props.isQuestion ? 'preview.ask' : 'preview.send'))}
        </button>
        <button class="button" type="button" onClick={props.onChange}>
          {say('preview.change')}
        </button>
      </div>
    </div>
  );
};

/** Where nobody outside reads it, it is said as the team says it. */
const headOf = (written: { isQuestion: boolean; isRead: boolean }, day: string): string => {
  if (!written.isRead) return say('thread.answered', { day });
  return sayShown(written.isQuestion ? 'shown.asked' : 'shown.answered', { day });
};
