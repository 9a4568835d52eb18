/** What was written one on each line, without what is no line of its own. */
export const labelsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim())
    .filter((line) => line !== '');
