// Looks for what must not be there, in every file below a folder.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { filesHolding } from '../support/files-holding.ts';

/** One thing that was found in one file: `Default/History: the code`. */
export type Hit = string;

/** What is looked for, by a name for it. */
export type Wanted = Readonly<Record<string, string>>;

export const searchFolder = (folder: string, wanted: Wanted): Hit[] =>
  Object.entries(wanted).flatMap(([name, text]) =>
    filesHolding(folder, [text]).map((path) => `${relative(folder, path)}: ${name}`),
  );

const ISO = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** Times of day between two moments (ms) that stand in a file below a folder. */
export const timesWithin = (folder: string, from: number, to: number): Hit[] =>
  filesHolding(folder, ['']).flatMap((path) =>
    [...new Set(readFileSync(path, 'latin1').match(ISO))]
      .filter((time) => Date.parse(time) >= from && Date.parse(time) <= to)
      .map((time) => `${relative(folder, path)}: the time ${time}`),
  );
