import type { ComponentChildren } from 'preact';
import { type Hint, identifyingHints } from '../../domain/identifying.ts';
import { WordsOf } from '../../ui/words-of.tsx';
import { say } from '../../words/manager-answer.ts';

/**
 * Words that more people than the team may be shown: what could identify somebody is marked in them and named below.
 * Nothing is taken out.
 */
export const HintedWords = ({ words }: { words: string }) => {
  const hints = identifyingHints(words);
  return (
    <>
      <WordsOf words={words} alone>
        {marked(words, hints)}
      </WordsOf>
      {hints.length > 0 && (
        <div class="hints">
          <p>
            <strong>{say('hints.title')}</strong> {say('hints.says')}
          </p>
          <ul>
            {hints.map(({ kind, start, end }) => (
              <li key={start}>
                {say(`hints.${kind}`)}: <bdi>{words.slice(start, end)}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
};

/** The text as it is, with each hint in a mark. */
const marked = (words: string, hints: readonly Hint[]): ComponentChildren => {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const { start, end } of hints) {
    parts.push(words.slice(at, start), <mark class="hint">{words.slice(start, end)}</mark>);
    at = end;
  }
  return [...parts, words.slice(at)];
};
