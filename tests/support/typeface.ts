// The typeface of the pictures: the same on every machine, and for every letter that a screen of the tests has.
import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './server.ts';

const FOLDER = 'typeface';
const SHEET = `${FOLDER}.css`;

/** Latin without and with serifs, Arabic, and signs like a pair of clapping hands. */
const FACES = [
  '@fontsource-variable/noto-sans/wght.css',
  '@fontsource-variable/noto-serif/wght.css',
  '@fontsource/noto-naskh-arabic/400.css',
  '@fontsource/noto-emoji/400.css',
];

/** In no layer, so that they come before what the app asks for. */
const CHOSEN = `
:root {
  --text-face: 'Noto Sans Variable', 'Noto Naskh Arabic', 'Noto Emoji', sans-serif;
  --words-face: 'Noto Serif Variable', 'Noto Naskh Arabic', 'Noto Emoji', serif;
}
.short-code-letters {
  font-family: var(--text-face);
}
`;

/**
 * A copy of the built app whose pages ask for one more style sheet, with the faces beside it: so nothing of the app is
 * changed, and its security policy holds as ever.
 *
 * @returns the folder of the copy, gone at the end.
 */
export const inOwnTypeface = (appDir: string): string => {
  const folder = temporaryFolder();
  cpSync(appDir, folder, { recursive: true });
  mkdirSync(join(folder, FOLDER));
  writeFileSync(join(folder, SHEET), FACES.map((face) => faceInto(folder, face)).join('') + CHOSEN);
  for (const name of globSync('*.html', { cwd: folder })) {
    const path = join(folder, name);
    const link = `<link rel="stylesheet" href="/${SHEET}"></head>`;
    writeFileSync(path, readFileSync(path, 'utf8').replace('</head>', link));
  }
  return folder;
};

/** Copies the files that the style sheet of a face names, and returns the sheet. */
const faceInto = (folder: string, face: string): string => {
  const path = createRequire(import.meta.url).resolve(face);
  const css = readFileSync(path, 'utf8');
  const files = [...css.matchAll(/url\(\.\/files\/([^)]+\.woff2)\)/g)].map(([, file]) => file!);
  for (const file of files) {
    cpSync(join(dirname(path), 'files', file), join(folder, FOLDER, file));
  }
  return css
    .replaceAll(/, url\([^)]+\.woff\) format\('woff'\)/g, '')
    .replaceAll('url(./files/', `url(/${FOLDER}/`)
    .replaceAll('font-display: swap', 'font-display: block');
};
