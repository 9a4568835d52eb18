import { wordsIn } from '../../domain/moment.ts';
import { Mark } from '../../ui/mark.tsx';
import { WordsOf } from '../../ui/words-of.tsx';
import { say } from '../../words/manager.ts';

/**
 * What a phone sent, as far as it can be read: its words, else the whole of it as it came. Always as text: nothing in
 * it was checked.
 */
export const RawWords = ({ body }: { body: string }) => {
  const words = wordsIn(body);
  return words === null ? <Raw text={body} /> : <WordsOf words={words} />;
};

/** The whole of it on request, where the words alone are shown. */
export const WholeBody = ({ body }: { body: string }) =>
  wordsIn(body) === null ? null : (
    <details class="raw-details">
      <summary>
        {say('aside.raw')}
        <Mark name="chevron" />
      </summary>
      <Raw text={body} />
    </details>
  );

const Raw = ({ text }: { text: string }) => (
  <blockquote class="raw" dir="auto">
    {text}
  </blockquote>
);
