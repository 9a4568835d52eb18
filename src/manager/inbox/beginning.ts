/** The most of one moment that the list shows; the whole of it stands in the reading pane. */
export const BEGINNING = 240;

/** The words, or their beginning up to the end of a word. */
export const beginningOf = (words: string): string => {
  if (words.length <= BEGINNING) return words;
  const head = words.slice(0, BEGINNING);
  const lastSpace = head.search(/\s\S*$/u);
  // A language without spaces, or one endless word: never half of a letter outside the basic plane.
  const cut =
    lastSpace > BEGINNING / 2 ? head.slice(0, lastSpace) : head.replace(/\p{Surrogate}$/u, '');
  return `${cut.trimEnd()}…`;
};
