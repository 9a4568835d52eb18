/** Beyond that a word is told from no other: what is longer is no word. */
const TERM_MAX = 60;

/** Scripts that write no spaces between words. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * The words of a text as they are searched for: each once, in lower case, without the accents of Latin letters. Both
 * engines are given these, so that a word is the same in both; each takes off English endings by itself.
 */
export const termsOf = (text: string): string[] => {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    // "Don't" is one word, as "dont" is.
    .replace(/(?<=\p{L})['\u2019](?=\p{L})/gu, '');
  const runs = plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const words = runs.flatMap((run) => (UNSPACED.test(run) ? wordsIn(run) : run));
  return [...new Set(words.map((word) => word.slice(0, TERM_MAX).replace(/\p{Surrogate}$/u, '')))];
};

const wordsIn = (run: string): string[] =>
  Array.from(segmenter.segment(run)).flatMap(({ segment, isWordLike }) =>
    isWordLike ? segment : [],
  );
