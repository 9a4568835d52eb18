import { hash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ASSETS, StaticFile } from './static-files.ts';

/** A phone that has not opened Moments for so many builds loads the page anew. */
const BUILDS_KEPT = 5;

/** Written last, in the form of sha256sum: what it does not name, or names otherwise, is not whole. */
const LIST = 'SHA256SUMS';

/**
 * A build replaces the one before, but a phone may still hold an older page that has not loaded all its parts (V3). So
 * the assets of each build are kept in a folder of their own below `folder`, of the last five, and those of older
 * builds are added to `files`, the current build's. Nothing else of an older build is: its pages and its worker are gone.
 *
 * @throws what the file system throws; what was added by then stays.
 */
export const keepAssets = async (folder: string, files: Map<string, StaticFile>): Promise<void> => {
  const current = assetsOf(files);
  if (current.size === 0) return;
  const list = listOf(current);
  const build = hash('sha256', list).slice(0, 16);
  await keepBuild(join(folder, build), current, list);
  const [, ...older] = await newestFirst(folder, build);
  for (const name of older.slice(0, BUILDS_KEPT - 1)) await addBuild(join(folder, name), files);
  for (const name of older.slice(BUILDS_KEPT - 1)) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
};

/** By their names, which are no paths. */
const assetsOf = (files: ReadonlyMap<string, StaticFile>): Map<string, StaticFile> =>
  new Map(
    [...files]
      .filter(([path]) => path.startsWith(ASSETS))
      .map(([path, file]) => [path.slice(ASSETS.length), file]),
  );

const listOf = (assets: ReadonlyMap<string, StaticFile>): string =>
  [...assets]
    .map(([name, { bytes }]) => `${hash('sha256', bytes)}  ${name}\n`)
    .toSorted()
    .join('');

const keepBuild = async (
  folder: string,
  assets: ReadonlyMap<string, StaticFile>,
  list: string,
): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const known = await readFile(join(folder, LIST), 'utf8').catch(() => null);
  if (known !== list) {
    for (const [name, { bytes }] of assets) await writeFile(join(folder, name), bytes);
    await writeFile(join(folder, LIST), list);
  }
  // How recent a build is, is when it was last started.
  const now = new Date();
  await utimes(join(folder, LIST), now, now);
};

/** The names of the builds' folders, that of the current one first. */
const newestFirst = async (folder: string, current: string): Promise<string[]> => {
  const builds: { name: string; startedMs: number }[] = [];
  for (const name of await readdir(folder)) {
    // Without its list it is half written or half removed: the folder itself would look new then.
    const kept = await stat(join(folder, name, LIST)).catch(() => null);
    builds.push({ name, startedMs: name === current ? Infinity : (kept?.mtimeMs ?? 0) });
  }
  return builds.toSorted((one, other) => other.startedMs - one.startedMs).map(({ name }) => name);
};

/** A file that is not what its build wrote, as after a power cut, stays out: a browser would keep it for a year. */
const addBuild = async (folder: string, files: Map<string, StaticFile>): Promise<void> => {
  const list = await readFile(join(folder, LIST), 'utf8').catch(() => '');
  for (const [, sum, name = ''] of list.matchAll(/^([0-9a-f]{64}) {2}([\w.-]+)$/gm)) {
    const path = `${ASSETS}${name}`;
    if (files.has(path)) continue;
    const bytes = await readFile(join(folder, name)).catch(() => null);
    if (bytes !== null && hash('sha256', bytes) === sum) {
      files.set(path, new StaticFile(path, bytes));
    }
  }
};
