import { stringify } from 'csv-stringify/sync';
import { harmlessCell } from '../domain/cell-text.ts';

/** Spreadsheets read a file as UTF-8 only where it begins with this. */
export const CSV_BEGINS = '\uFEFF';

/** Lines of a CSV file. Every cell is quoted, and none is run as a formula; the words in it stay as they are. */
export const csvLines = (rows: readonly (readonly (string | number | null)[])[]): string =>
  stringify(
    rows.map((row) =>
      row.map((cell) => (typeof cell === 'string' ? harmlessCell(cell) : String(cell ?? ''))),
    ),
    { quoted: true, record_delimiter: 'windows' },
  );
