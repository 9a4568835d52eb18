import { wordsIn } from '../../domain/moment.ts';
import { WordsOf } from '../../ui/words-of.tsx';
import { say } from '../../words/manager.ts';

/**
 * What a phone sent, as far as it can be read: its words, else the whole of it as it came. Always as text: nothing in
 * it was checked.
 */
export const RawWords = ({ body, whole = false }: { body: string; whole?: boolean }) => {
  const words = wordsIn(body);
  if (words === null) return <Raw text={body} />;
  return (
    <>
      <WordsOf words={words} />
      {whole && (
        <details class="raw-details">
          <summary>{say('aside.raw')}</summary>
          <Raw text={body} />
        </details>
      )}
    </>
  );
};

const Raw = ({ text }: { text: string }) => (
  <blockquote class="raw" dir="auto">
    {text}
  </blockquote>
);
