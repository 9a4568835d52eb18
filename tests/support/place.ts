// Where a store keeps what it keeps: a folder, or a database on the PostgreSQL of this run. The same tests are run once
// in the project of each engine.

import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { Client, TypeOverrides, types as pgTypes } from 'pg';
import { openPatientPool } from '../../src/server/store/postgres-connection.ts';
import { openPostgresDatabase } from '../../src/server/store/postgres-engine.ts';
import { openPostgres } from '../../src/server/store/postgres.ts';
import { openConnection } from '../../src/server/store/sqlite-connection.ts';
import { sqliteEngine } from '../../src/server/store/sqlite-engine.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import type { Store, StoreOptions } from '../../src/server/store/store.ts';
import type { Tables } from '../../src/server/store/tables.ts';
import { findPostgres, makeDatabase, startPostgres } from './postgres.ts';
import { temporaryFolder } from './server.ts';

/** A script has no run, and so no PostgreSQL of it. */
const inject =
  process.env['VITEST'] === undefined ? () => undefined : (await import('vitest')).inject;

type Row = Record<string, unknown>;

export interface Place {
  /** Makes, or opens again, the store that is kept here. */
  open(options?: StoreOptions): Promise<Store>;
  /** The database without a store around it, as a migration sees it. */
  openDatabase(): Kysely<Tables>;
  /** Asks the database itself, beside the store. Values stand as `?`. */
  rows(sql: string, ...values: string[]): Promise<Row[]>;
  /** Whether words are still to be had: from SQLite's files, or from any row of PostgreSQL. */
  holds(words: string): Promise<boolean>;
  /** The data folder: the database, where that is SQLite, and what stands beside it. */
  folder: string;
  /** What a server is started with to use it. */
  env: NodeJS.ProcessEnv;
}

/** None for a script, which is no test and only borrows something from here. */
const postgresUrl = process.env['VITEST'] === undefined ? undefined : inject('postgresUrl');

export const isOnPostgres = postgresUrl !== undefined;

/** For tests of what the other engine does not have, or what the engine changes nothing about: one row, or none there. */
export const ONLY_SQLITE = isOnPostgres ? [] : ['SQLite'];
export const ONLY_POSTGRES = isOnPostgres ? ['PostgreSQL'] : [];

export type EngineName = 'sqlite' | 'postgres';

/** The one that the tests of this project are for. */
export const engineOfRun: EngineName = isOnPostgres ? 'postgres' : 'sqlite';

export const newPlace = async (folder = temporaryFolder()): Promise<Place> =>
  postgresUrl === undefined ? inFolder(folder) : inNewDatabase(postgresUrl, folder);

/**
 * Runs `work` with a new place on this engine, whatever the project: PostgreSQL is that of the run, or, for a script,
 * one that is started for it. Rejects where none can be started.
 */
export const withPlaceOn = async <T>(
  engine: EngineName,
  work: (place: Place) => Promise<T>,
): Promise<T> => {
  const folder = temporaryFolder();
  if (engine === 'sqlite') return await work(inFolder(folder));
  if (postgresUrl !== undefined) return await work(await inNewDatabase(postgresUrl, folder));
  const postgresHere = findPostgres();
  if ('missing' in postgresHere) throw new Error(`No PostgreSQL: ${postgresHere.missing}`);
  const postgres = await startPostgres();
  try {
    return await work(await inNewDatabase(postgres.url('postgres'), folder));
  } finally {
    await postgres.remove();
  }
};

const inNewDatabase = async (url: string, folder: string): Promise<Place> => {
  const name = `moments_${randomUUID().replaceAll('-', '')}`;
  return inDatabase(await makeDatabase(url, name), folder);
};

/** For a server that keeps what it keeps in its folder, whatever the project. */
export const inFolder = (folder: string): Place => {
  const path = join(folder, 'moments.sqlite');
  return {
    open: (options) => openSqlite(folder, options),
    openDatabase: () => sqliteEngine(openConnection(path)).db,
    async rows(sql, ...values) {
      const connection = openConnection(path);
      const found = connection.statement(sql).all(...values);
      connection.close();
      return found;
    },
    holds: async (words) =>
      readdirSync(folder)
        .filter((name) => name.startsWith('moments.sqlite'))
        .some((name) => readFileSync(join(folder, name)).includes(words)),
    folder,
    env: { DATA_DIR: folder },
  };
};

const inDatabase = (url: string, folder: string): Place => {
  const rows = async (sql: string, ...values: string[]): Promise<Row[]> => {
    const client = new Client({ connectionString: url, types });
    await client.connect();
    let index = 0;
    const numbered = sql.replaceAll('?', () => `$${(index += 1)}`);
    const found = await client.query<Row>(numbered, values);
    await client.end();
    return found.rows;
  };
  return {
    open: (options) => openPostgres(url, folder, options),
    openDatabase: () => openPostgresDatabase(openPatientPool(url)),
    rows,
    async holds(words) {
      const tables = await rows(`select relname from pg_class where relkind = 'r'
        and relnamespace = 'public'::regnamespace`);
      const found = await Promise.all(
        tables.map(({ relname }) =>
          rows(`select 1 from "${String(relname)}" t where strpos(t::text, ?) > 0 limit 1`, words),
        ),
      );
      return found.flat().length > 0;
    },
    folder,
    env: { DATABASE_URL: url },
  };
};

const types = new TypeOverrides();
types.setTypeParser(pgTypes.builtins.INT8, Number);
