import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files below `folder` that hold one of these texts, as UTF-8 or UTF-16. */
export const filesHolding = (folder: string, texts: readonly string[]): string[] => {
  const wanted = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return wanted.some((text) => bytes.includes(text));
    });
};
