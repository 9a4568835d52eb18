// What a phone on a poor line has to load before words can be caught, measured in the built app.
// Gzipped, in kB of 1000 B. No name of a built file is written down here, since the
// manifest of the build tells which files belong to what.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Budget {
  summary: string;
  /** Why the budget does not hold; undefined when it does. */
  problem?: string;
}

interface Chunk {
  file: string;
  src?: string;
  css?: string[];
  imports?: string[];
  dynamicImports?: string[];
}
type Manifest = Record<string, Chunk>;

const CAPTURE_LIMIT_KB = 30;
const WORKER_LIMIT_KB = 8;
/** Loaded lazily, but always, where a practitioner captures. */
const LOADED_FOR_CAPTURE = /^src\/(practitioner\/capture|words\/en)[/.]/;

export function measureBudgets(dist: string): Budget[] {
  return [
    measure('capture route', CAPTURE_LIMIT_KB, dist, captureFiles(dist)),
    measure('service worker', WORKER_LIMIT_KB, dist, ['sw.js']),
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

/** Scripts and styles of the app's entry, of all it imports at once, and of the capture screen. */
function captureFiles(dist: string): string[] {
  const manifestPath = join(dist, '.vite', 'manifest.json');
  if (!existsSync(manifestPath)) return [];
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest;
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (chunk === undefined || seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const each of chunk.imports ?? []) visit(each);
    for (const each of chunk.dynamicImports ?? []) {
      if (LOADED_FOR_CAPTURE.test(manifest[each]?.src ?? each)) visit(each);
    }
  };
  visit('index.html');
  const entry = basename(manifest['index.html']?.file ?? 'none');
  // The documents may name more than the bundler knows: what runs before the app does.
  for (const page of readdirSync(dist).filter((file) => file.endsWith('.html'))) {
    const html = readFileSync(join(dist, page), 'utf8');
    if (!html.includes(entry)) continue;
    for (const [, address] of html.matchAll(/(?:src|href)="\/?([^"?#:]+\.(?:m?js|css))"/g)) {
      if (address !== undefined) files.add(address);
    }
  }
  return [...files].toSorted();
}
