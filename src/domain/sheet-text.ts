/**
 * What a cell of an Excel file cannot hold as it is: characters that XML does not know or would change, and text that
 * looks like the way in which the first are written.
 */
const UNFIT =
  // oxlint-disable-next-line no-control-regex -- These are the ones that are meant.
  /_(?=x[0-9A-Fa-f]{4}_)|[\0-\x08\x0B-\x1F\x7F-\x9F\uFDD0-\uFDEF\uFFFD-\uFFFF]|[\uD83F\uD87F\uD8BF\uD8FF\uD93F\uD97F\uD9BF\uD9FF\uDA3F\uDA7F\uDABF\uDAFF\uDB3F\uDB7F\uDBBF\uDBFF][\uDFFE\uDFFF]/g;

/** The same text as a cell of an Excel file writes it: whoever reads the file gets it back to the letter. */
export const sheetText = (text: string): string =>
  text.replace(UNFIT, (unfit) =>
    [...Array(unfit.length).keys()]
      .map((at) => `_x${unfit.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}_`)
      .join(''),
  );
