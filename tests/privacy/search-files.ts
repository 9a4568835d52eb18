// Looks for what must not be there, in every file below a folder, as it would stand there in UTF-8 and in UTF-16.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** One thing that was found in one file: `History: words, UTF-16`. */
export type Hit = string;

/** What is looked for, by a name for it. */
export type Wanted = Readonly<Record<string, string>>;

export const searchFolder = (folder: string, wanted: Wanted): Hit[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      return searchBytes(read(path), wanted).map((found) => `${relative(folder, path)}: ${found}`);
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
