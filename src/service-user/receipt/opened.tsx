import { useEffect, useRef } from 'preact/hooks';
import type { ReceiptAnswer } from '../../contract/say.ts';
import { AnswerShown } from '../../ui/answer-shown.tsx';
import { say as sayShown } from '../../words/answer-shown.ts';
import { say } from '../../words/receipt.ts';
import { calendarDay } from '../../words/time.ts';
import type { Ask } from './use-asking.ts';
import { DidItChange } from './did-it-change.tsx';
import { WriteBack } from './write-back.tsx';
import { YourWords } from './your-words.tsx';

/** What was answered, and what the person who spoke may do. For a code that nobody has, it looks the same (A6). */
export const Opened = (props: {
  answers: ReceiptAnswer['answers'];
  ask: Ask;
  onClose: () => void;
}) => {
  const { answers, ask } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const hasAnswer = answers.length > 0;
  return (
    <div class="column say-stopped">
      <h1 class="say-what" ref={title} tabIndex={-1}>
        {say(hasAnswer ? 'receipt.answers' : 'receipt.none')}
      </h1>
      {!hasAnswer && <p>{say('receipt.none-why')}</p>}
      {answers.map(({ words, isQuestion, day }, place) => (
        <div class="card" key={place}>
          <AnswerShown
            head={sayShown(isQuestion ? 'shown.asked' : 'shown.answered', {
              day: calendarDay(day, Date.now()),
            })}
            words={words}
          />
        </div>
      ))}
      {answers.some(({ isQuestion }) => !isQuestion) && <DidItChange ask={ask} />}
      <WriteBack ask={ask} />
      <YourWords ask={ask} />
      <button type="button" class="button button-wide" onClick={props.onClose}>
        {say('receipt.close')}
      </button>
    </div>
  );
};
