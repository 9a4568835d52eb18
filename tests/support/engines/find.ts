// The engines beside Chromium that are installed here. Nothing is installed for them: whoever lacks one is told how to
// have it, and the tests are run in the others.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, foldersOfPath, onPath } from '../find-browser.ts';
import { endGroup } from './processes.ts';
import { SCREEN_PROGRAM, startScreen } from './screen.ts';

const TO_HAVE_IT = {
  Chromium: 'chromium',
  Firefox: 'firefox-esr',
  WebKitGTK: 'libwebkit2gtk-4.1-0 xvfb',
};

export const findFirefox = (): Browser | undefined =>
  first(asked('FIREFOX_PATH') ?? ['firefox-esr', 'firefox'].flatMap(onPath));

/** Its small browser, which comes with the library and is on no path, and the screen that it needs. */
export const findWebKit = async (): Promise<Browser | undefined> => {
  const paths = asked('WEBKIT_PATH') ?? foldersOfPath().flatMap(miniBrowsersBeside);
  if (paths.length === 0 || onPath(SCREEN_PROGRAM).length === 0) return undefined;
  const screen = await startScreen().catch(() => undefined);
  if (screen === undefined) return undefined;
  const found = first(paths, { ...process.env, DISPLAY: screen.display });
  await endGroup(screen.process, 'SIGTERM');
  return found;
};

/** One line that says what the tests are run in, and one for each engine that is left out. */
export const nameBrowsers = (
  browsers: Record<keyof typeof TO_HAVE_IT, Browser | undefined>,
): string => {
  const all = Object.entries(browsers);
  const here = all.flatMap(([name, browser]) => (browser ? `${name} ${browser.version}` : []));
  const missing = all.flatMap(([name, browser]) => (browser ? [] : name));
  return [
    `Browsers: ${here.join(', ')}; not here: ${missing.join(', ') || 'none'}`,
    ...missing.map(
      (name) =>
        `No test is run in ${name}. On Debian: apt-get install --no-install-recommends ` +
        TO_HAVE_IT[name as keyof typeof TO_HAVE_IT],
    ),
  ].join('\n');
};

const asked = (variable: string): string[] | undefined => {
  const path = process.env[variable];
  return path === undefined || path === '' ? undefined : [path];
};

/** Where distributions put it, seen from a folder of programs: `/usr/bin`, for one. */
const miniBrowsersBeside = (folder: string): string[] =>
  globSync('../{lib,lib64,libexec}/{,*/}webkit2gtk-4.1/MiniBrowser', { cwd: folder }).map((path) =>
    join(folder, path),
  );

/** The first that says its version: a distribution may put a stub of that name on the path. */
const first = (paths: readonly string[], env = process.env): Browser | undefined => {
  for (const path of paths) {
    const { status, stdout } = spawnSync(path, ['--version'], {
      encoding: 'utf8',
      env,
      timeout: 30_000,
    });
    const version = status === 0 ? /\d+(\.\w+)+/.exec(stdout)?.[0] : undefined;
    if (version !== undefined) return { path, version };
  }
  return undefined;
};
