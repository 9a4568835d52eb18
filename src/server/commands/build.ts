// Builds the app into dist/ when what it is made of has changed since the last build.
// Run through start.mjs, which lets only one build run at a time.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const INPUTS = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];
/** The server runs unbuilt, and nothing in the app may import it. */
const NOT_BUILT = join('src', 'server') + sep;
const STAMP = join('dist', '.built-from');

const wanted = hashOf(INPUTS);
if (readOrUndefined(STAMP) !== wanted) {
  const startedAtMs = performance.now();
  // A build that is interrupted must not look finished.
  rmSync(STAMP, { force: true });
  try {
    const { build } = await import('vite');
    await build({ logLevel: 'warn' });
    writeFileSync(STAMP, wanted);
    console.log(`Built the app in ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error('The app could not be built, as said above.');
    process.exitCode = 1;
  }
}

function hashOf(inputs: string[]): string {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap(filesUnder).toSorted()) {
    hash.update(`${path}\0`).update(createHash('sha256').update(readFileSync(path)).digest());
  }
  return hash.digest('hex');
}

function filesUnder(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (stats.isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(NOT_BUILT));
}

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
