import type { ComponentChildren } from 'preact';

/** Words that already stand in quotation marks get no second pair. */
const isQuoted = (words: string): boolean => /^\s*["'“”„«»‘’‚「『]/u.test(words);

/** Whether the first letter belongs to Hebrew, Arabic or a script near them: those have quotation marks of their own. */
const isRightToLeft = (words: string): boolean => /^\P{L}*[\u0590-\u08FF]/u.test(words);

/**
 * What somebody said, exactly as text, in the direction of its own language. The words are set apart, so that an
 * override in them cannot turn our marks around. By a style, not by `<bdi>`: `dir="auto"` would not look into one.
 */
export const WordsOf = ({
  words,
  alone = false,
  children = words,
}: {
  words: string;
  alone?: boolean;
  /** The same words, with something marked in them. */
  children?: ComponentChildren;
}) => (
  <blockquote
    class={`words ${alone ? 'words-alone' : ''} ${isQuoted(words) ? '' : 'words-quoted'} ${isRightToLeft(words) ? 'words-turned' : ''}`}
    dir="auto"
  >
    <span class="words-said">{children}</span>
  </blockquote>
);
