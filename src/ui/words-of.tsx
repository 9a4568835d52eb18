/** Words that already stand in quotation marks get no second pair. */
const isQuoted = (words: string): boolean => /^\s*["'“”„«»‘’‚「『]/u.test(words);

/** What somebody said, exactly as text, in the direction of its own language. */
export const WordsOf = ({ words, alone = false }: { words: string; alone?: boolean }) => (
  <blockquote
    class={`words ${alone ? 'words-alone' : ''} ${isQuoted(words) ? '' : 'words-quoted'}`}
    dir="auto"
  >
    {words}
  </blockquote>
);
