import './answer-shown.css';

/**
 * One answer or question, as the person who spoke sees it. The writer's preview is this very part, so that it can show
 * nothing else. `head` says who wrote and when.
 */
export const AnswerShown = ({ head, words }: { head: string; words: string }) => (
  <div class="answer-shown">
    <p class="answer-shown-head">{head}</p>
    <blockquote class="answer-shown-words" dir="auto">
      {words}
    </blockquote>
  </div>
);
