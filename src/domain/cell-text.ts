/**
 * Text that a spreadsheet would run as a formula when it opens a CSV file: it begins with one of the signs, whatever
 * blanks stand before it. Apostrophes in front count too, so that the way back is certain.
 */
const FORMULA_LIKE = /^(?:[\s']*[=+\-@＝＋－＠]|'*[\t\r\n])/;

/** The same text, with an apostrophe in front where a spreadsheet would run it. */
export const harmlessCell = (text: string): string => (FORMULA_LIKE.test(text) ? `'${text}` : text);

/** What `harmlessCell` was given. */
export const fromHarmlessCell = (cell: string): string =>
  cell.startsWith("'") && FORMULA_LIKE.test(cell.slice(1)) ? cell.slice(1) : cell;
