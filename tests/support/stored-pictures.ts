// The pictures that stand in tests/pictures: how each screen is to look.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { type Picture, readPng, smallPng } from './picture.ts';

const FOLDER = fileURLToPath(new URL('../pictures', import.meta.url));

/** What a screen's picture is called: "code, too short" at 390 is `code-too-short-390.png`. */
export const fileNameOf = (screen: string, ...more: (string | number)[]): string =>
  `${[screen, ...more]
    .join(' ')
    .replaceAll(/[^\w]+/g, ' ')
    .trim()
    .replaceAll(' ', '-')}.png`;

export const readStored = (name: string): Picture | null => {
  try {
    return readPng(readFileSync(join(FOLDER, name)));
  } catch {
    return null;
  }
};

export const store = (name: string, png: Buffer): void => {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, name), smallPng(readPng(png)));
};

export const storedNames = (): string[] => globSync('*.png', { cwd: FOLDER }).toSorted();

export const forget = (name: string): void => rmSync(join(FOLDER, name));
