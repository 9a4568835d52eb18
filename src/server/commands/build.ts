// Builds the app into dist/ and the server into dist-server/, each when what it is made of has changed since the last
// build. Run through start.mjs, which lets only one build run at a time.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { InlineConfig } from 'vite';

interface Part {
  name: string;
  into: string;
  madeOf: (file: string) => boolean;
  config: InlineConfig;
}

const INPUTS = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];
const isUnder = (folder: string, file: string): boolean =>
  file.startsWith(join('src', folder) + sep);

const PARTS: Part[] = [
  {
    name: 'app',
    into: 'dist',
    // Nothing in the app may import the server.
    madeOf: (file) => !isUnder('server', file),
    config: {},
  },
  {
    // One file: some four hundred, read one by one, take most of a second at every start.
    name: 'server',
    into: 'dist-server',
    madeOf: (file) =>
      ['server', 'contract', 'domain', 'words'].some((folder) => isUnder(folder, file)) ||
      file === 'package-lock.json',
    config: {
      configFile: false,
      publicDir: false,
      // A Mac alone needs the package, for a binary that no bundle can hold.
      ssr: { noExternal: true, external: ['@node-rs/argon2'] },
      build: {
        ssr: 'src/server/main.ts',
        outDir: 'dist-server',
        target: 'node24',
        minify: false,
      },
    },
  },
];

try {
  for (const part of PARTS) await buildWhereDue(part);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error('Moments could not be built, as said above.');
  process.exitCode = 1;
}

async function buildWhereDue({ name, into, madeOf, config }: Part): Promise<void> {
  const stamp = join(into, '.built-from');
  const wanted = hashOf(INPUTS.flatMap(filesUnder).filter(madeOf));
  if (readOrUndefined(stamp) === wanted) return;
  const startedAtMs = performance.now();
  // A build that is interrupted must not look finished.
  rmSync(stamp, { force: true });
  const { build } = await import('vite');
  await build({ logLevel: 'warn', ...config });
  writeFileSync(stamp, wanted);
  console.log(`Built the ${name} in ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s.`);
}

function hashOf(files: string[]): string {
  const hash = createHash('sha256');
  for (const path of files.toSorted()) {
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
    .map((entry) => join(entry.parentPath, entry.name));
}

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
