// A Chromium for the browser tests: the one that is asked for, one that is installed, Playwright's
// own, else one that is installed now. A candidate counts only when it starts: a distribution may
// put a stub of that name on the path.

import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

export interface Browser {
  path: string;
  version: string;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Downloads print their progress; a closed network is silent. */
const SILENT_FOR_MS = 60_000;

export async function findBrowser(): Promise<Browser | undefined> {
  const asked = process.env['CHROME_PATH'];
  if (asked !== undefined && asked !== '') {
    const browser = await tryBrowser(asked);
    if (!browser) console.error(`CHROME_PATH is ${asked}, but no Chromium starts there.`);
    return browser;
  }
  const installed = await firstThatStarts();
  if (installed) return installed;

  console.log('No Chromium is installed: installing one …');
  for (const install of [byPlaywright, byPackages, librariesForPlaywright]) {
    if (!(await install())) continue;
    const browser = await firstThatStarts();
    if (browser) return browser;
  }
  console.error(
    'The browser tests need a Chromium and none could be installed.\n' +
      'Install Chromium or Google Chrome, or set CHROME_PATH to its program, and run this again.',
  );
  return undefined;
}

async function firstThatStarts(): Promise<Browser | undefined> {
  for (const path of [...installedPaths(), chromium.executablePath()]) {
    const browser = existsSync(path) ? await tryBrowser(path) : undefined;
    if (browser) return browser;
  }
  return undefined;
}

function installedPaths(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const programs = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
    return programs
      .map((name) => process.env[name])
      .filter((folder) => folder !== undefined)
      .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));
  }
  return NAMES.flatMap(onPath);
}

export function onPath(name: string): string[] {
  return foldersOfPath()
    .map((folder) => join(folder, name))
    .filter(isProgram);
}

export function foldersOfPath(): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function tryBrowser(executablePath: string): Promise<Browser | undefined> {
  try {
    const browser = await chromium.launch({ executablePath, timeout: 30_000 });
    const version = browser.version();
    await browser.close();
    return { path: executablePath, version };
  } catch {
    return undefined;
  }
}

function byPlaywright(): Promise<boolean> {
  return succeeds(process.execPath, [playwrightCli(), 'install', 'chromium', '--no-shell'], {
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
  });
}

async function byPackages(): Promise<boolean> {
  if (!canInstallPackages()) return false;
  const quietly = { DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['chromium', 'fonts-noto-core'];
  return (
    (await succeeds('apt-get', ['update'], quietly)) &&
    (await succeeds(
      'apt-get',
      ['install', '--yes', '--no-install-recommends', ...packages],
      quietly,
    ))
  );
}

async function librariesForPlaywright(): Promise<boolean> {
  if (!canInstallPackages() || !existsSync(chromium.executablePath())) return false;
  return succeeds(process.execPath, [playwrightCli(), 'install-deps', 'chromium']);
}

function playwrightCli(): string {
  return join('node_modules', 'playwright-core', 'cli.js');
}

function canInstallPackages(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Runs a program without showing its output; gives up on one that has long said nothing. */
function succeeds(
  program: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const silence = setTimeout(() => child.kill('SIGKILL'), SILENT_FOR_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', () => silence.refresh());
    }
    child.on('error', () => resolve(false));
    child.on('close', (code) => {
      clearTimeout(silence);
      resolve(code === 0);
    });
  });
}
