// What a phone on a poor line has to load before words can be caught, measured in the built app.
// Gzipped, in kB of 1000 B. No name of a built file is written down here, since the
// manifest of the build tells which files belong to what.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Budget {
  summary: string;
  /** Why the budget does not hold; undefined when it does. */
  problem?: string;
}

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
  dynamicImports?: string[];
}
type Manifest = Record<string, Chunk>;

const CAPTURE_LIMIT_KB = 30;
const DETAILS_LIMIT_KB = 34;
const WORKER_LIMIT_KB = 8.5;
/** Only where the browser can wake a worker; loaded while that is installed. */
const WAKE_LIMIT_KB = 6.5;
/** Loaded lazily, but always: a worker is registered on every signed-in page. */
const ALWAYS = /workbox-window\//;
/** Comes while words are typed, and is not needed to write and save (docs/decisions/009). */
const DETAILS = /practitioner\/details\//;

/** The list of what arrived, with all that it names: loaded once a manager opens the app. */
const DESK_LIMIT_KB = 90;
const DESK = /manager\/inbox\/inbox\.tsx$/;

/** A person's own phone, on a slow line: the document, its scripts and styles, and neither the proof's worker nor hints. */
const SAY_LIMIT_KB = 24;

export function measureBudgets(dist: string): Budget[] {
  return [
    measure('said without a name', SAY_LIMIT_KB, dist, sayFiles(dist)),
    measure('capture route', CAPTURE_LIMIT_KB, dist, captureFiles(dist, [ALWAYS])),
    measure('with its details', DETAILS_LIMIT_KB, dist, captureFiles(dist, [ALWAYS, DETAILS])),
    measure("manager's first view", DESK_LIMIT_KB, dist, captureFiles(dist, [ALWAYS, DESK])),
    measure('service worker', WORKER_LIMIT_KB, dist, ['sw.js']),
    measure('worker, when it sends', WAKE_LIMIT_KB, dist, wakeFiles(dist)),
  ];
}

function measure(name: string, limitKb: number, dist: string, files: string[]): Budget {
  const missing = files.filter((file) => !existsSync(join(dist, file)));
  if (files.length === 0 || missing.length > 0) {
    return { summary: `${name}: not built`, problem: `${name}: missing ${missing.join(', ')}` };
  }
  const sizes = files.map((file) => ({
    file,
    kb: gzipSync(readFileSync(join(dist, file))).length / 1000,
  }));
  const totalKb = sizes.reduce((sum, { kb }) => sum + kb, 0);
  const summary = `${name}: ${totalKb.toFixed(1)} of ${limitKb} kB gzipped`;
  if (totalKb <= limitKb) return { summary };
  const lines = sizes.map(({ file, kb }) => `  ${kb.toFixed(1)} kB ${file}`);
  return { summary, problem: [summary, ...lines].join('\n') };
}

function wakeFiles(dist: string): string[] {
  const folder = join(dist, 'assets');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith('wake-'))
    .map((name) => `assets/${name}`);
}

/** The page for somebody who speaks without a name: its document, and all that this names and imports at once. */
function sayFiles(dist: string): string[] {
  const html = join(dist, 'say.html');
  if (!existsSync(html)) return [];
  return ['say.html', ...filesOf(html, join(dist, '.vite', 'plain.json'), [])];
}

/** All that the document of the writing field names, what that imports at once, and what always follows it. */
function captureFiles(dist: string, followers: RegExp[]): string[] {
  return filesOf(join(dist, 'index.html'), join(dist, '.vite', 'manifest.json'), followers);
}

function filesOf(document: string, manifestPath: string, followers: RegExp[]): string[] {
  if (!existsSync(document) || !existsSync(manifestPath)) return [];
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest;
  const byFile = new Map(Object.values(manifest).map((chunk) => [chunk.file, chunk]));
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const chunk = byFile.get(file);
    for (const style of chunk?.css ?? []) files.add(style);
    for (const key of chunk?.imports ?? []) visit(manifest[key]?.file ?? key);
    for (const key of chunk?.dynamicImports ?? []) {
      if (followers.some((follower) => follower.test(key))) visit(manifest[key]?.file ?? key);
    }
  };
  // A pattern that meets nothing would let what it stands for go uncounted.
  const keys = Object.keys(manifest);
  if (!followers.every((follower) => keys.some((key) => follower.test(key)))) return [];
  const html = readFileSync(document, 'utf8');
  for (const [, file = ''] of html.matchAll(/(?:src|href)="\/?([^"?#:]+\.(?:m?js|css))"/g))
    visit(file);
  return [...files].toSorted();
}
