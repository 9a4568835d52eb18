// What the worker reads and writes: tables, as files hold them.
import { parse } from 'csv-parse/browser/esm/sync';
import { readSheet } from 'read-excel-file/web-worker';
import writeXlsxFile from 'write-excel-file/universal';
import { type Result, success, trouble } from '../../domain/result.ts';
import { sheetText } from '../../domain/sheet-text.ts';

/** A table as text: its first line, and the lines below it, each with as many cells. */
export interface Table {
  header: string[];
  rows: string[][];
}

/** Why a file is no table that can be taken in. */
export type TableTrouble =
  | 'too-large'
  | 'too-long'
  | 'macros'
  | 'old-excel'
  | 'not-a-table'
  | 'empty'
  | 'broken';

export const FILE_MAX_BYTES = 10_000_000;
export const LINES_MAX = 20_000;

/** Reads an Excel file (its first sheet) or a CSV file, by what is in it and not by its name. Never throws. */
export const readTable = async (bytes: ArrayBuffer): Promise<Result<Table, TableTrouble>> => {
  if (bytes.byteLength > FILE_MAX_BYTES) return trouble('too-large');
  const start = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  if (isLike(start, [0xd0, 0xcf, 0x11, 0xe0])) return trouble('old-excel');
  const isZip = isLike(start, [0x50, 0x4b, 0x03, 0x04]);
  if (isZip && holdsMacros(bytes)) return trouble('macros');
  const lines = isZip ? await excelLines(bytes) : csvLines(bytes);
  if (!lines.ok) return lines;
  const [header, ...rows] = lines.value.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (header === undefined || rows.length === 0) return trouble('empty');
  if (rows.length > LINES_MAX) return trouble('too-long');
  const width = Math.max(header.length, ...rows.map((row) => row.length));
  const filled = (row: string[]): string[] =>
    Array.from({ length: width }, (_, index) => row[index] ?? '');
  return success({ header: filled(header).map((title) => title.trim()), rows: rows.map(filled) });
};

const isLike = (start: Uint8Array, wanted: readonly number[]): boolean =>
  wanted.every((byte, index) => start[index] === byte);

/** The names of the files in a zip stand there as they are. */
const holdsMacros = (bytes: ArrayBuffer): boolean =>
  new TextDecoder('latin1').decode(bytes).includes('vbaProject.bin');

const excelLines = async (bytes: ArrayBuffer): Promise<Result<string[][], TableTrouble>> => {
  try {
    const rows = await readSheet(bytes, { trim: false });
    return success(rows.map((row) => row.map((cell) => asText(cell))));
  } catch (error) {
    const isNoSheet = error instanceof Error && 'code' in error && error.code === 'NO_DATA';
    return trouble(isNoSheet ? 'empty' : 'broken');
  }
};

/** A date has no zone in a spreadsheet: it is what the clock on the wall said. */
const asText = (cell: unknown): string => {
  if (cell === null || cell === undefined) return '';
  if (!(cell instanceof Date)) return `${cell as string | number | boolean}`;
  // A day's fraction of a spreadsheet misses the second by a little.
  return new Date(cell.getTime() + 500).toISOString().slice(0, 19);
};

const csvLines = (bytes: ArrayBuffer): Result<string[][], TableTrouble> => {
  const text = decoded(bytes);
  if (text === null || text.includes('\0')) return trouble('not-a-table');
  try {
    return success(
      parse(text, {
        bom: true,
        delimiter: delimiterOf(text),
        relax_column_count: true,
        skip_empty_lines: true,
        to: LINES_MAX + 2,
      }),
    );
  } catch {
    return trouble('broken');
  }
};

/** Excel saves a CSV file in UTF-8, in UTF-16 or, on an older Windows, in the letters of Western Europe. */
const decoded = (bytes: ArrayBuffer): string | null => {
  const start = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  try {
    if (isLike(start, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    // oxlint-disable-next-line no-control-regex -- A picture or a program, not text.
    return /[\0-\x08\x0E-\x1F]/.test(text) ? null : text;
  }
};

/** Where a comma stands within numbers, Excel writes semicolons between cells; some write tabs. */
const delimiterOf = (text: string): string => {
  const [first = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split(/\r?\n|\r/, 1);
  const count = (sign: string): number => first.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
};

/** An Excel file with these lines, all of them text: nothing in it is run. */
export const writeSheet = async (lines: readonly (readonly string[])[]): Promise<ArrayBuffer> => {
  const rows = lines.map((line) =>
    line.map((cell) => (cell === '' ? null : { value: sheetText(cell), type: String })),
  );
  const file = await writeXlsxFile(rows, { sheet: 'Moments', stickyRowsCount: 1 }).toBlob();
  return file.arrayBuffer();
};
