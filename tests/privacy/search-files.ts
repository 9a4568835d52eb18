// Looks for what must not be there, in every file below a folder, as it would stand there in UTF-8 and in UTF-16.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** One thing that was found in one file: `History: words, UTF-16`. */
export type Hit = string;

/** What is looked for, by a name for it. */
export type Wanted = Readonly<Record<string, string>>;

export const searchFolder = (folder: string, wanted: Wanted): Hit[] =>
  filesBelow(folder).flatMap(({ name, bytes }) =>
    searchBytes(bytes, wanted).map((found) => `${name}: ${found}`),
  );

const filesBelow = (folder: string): { name: string; bytes: Buffer }[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { name: relative(folder, path), bytes: read(path) };
    });

export const searchBytes = (bytes: Buffer, wanted: Wanted): Hit[] =>
  Object.entries(wanted).flatMap(([name, text]) => [
    ...(bytes.includes(text, 0, 'utf8') ? [`${name}, UTF-8`] : []),
    ...(bytes.includes(text, 0, 'utf16le') ? [`${name}, UTF-16`] : []),
  ]);

/** A file that is gone again, as lock files are, holds nothing. */
const read = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
};

const ISO = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** Times of day between two moments (ms) that stand in a file below a folder. */
export const timesWithin = (folder: string, from: number, to: number): Hit[] =>
  filesBelow(folder).flatMap(({ name, bytes }) =>
    [...new Set(bytes.toString('latin1').match(ISO))]
      .filter((time) => Date.parse(time) >= from && Date.parse(time) <= to)
      .map((time) => `${name}: the time ${time}`),
  );
