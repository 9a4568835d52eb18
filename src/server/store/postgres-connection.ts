import pg from 'pg';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { asStoreError, unreached } from './postgres-trouble.ts';

/** How long a connection may take to be made, and a query may wait for one that is free. */
const CONNECT_WITHIN_MS = 5000;
/** A phone waits for 30 s: what takes longer here is asked for again anyway. */
const ANSWER_WITHIN_MS = 20_000;

/**
 * Said once on each connection: every commit is on disk before it is answered, whatever the server is set to (P4), and
 * a process that froze or lost its network in the middle of a write lets go of its locks.
 */
const SETTINGS = `
  select set_config('synchronous_commit', 'on', false)
    where current_setting('synchronous_commit') <> 'remote_apply';
  set idle_in_transaction_session_timeout = '10s';
  set lock_timeout = '10s'`;

/** A bigint is read as a number: the counters stay far below 2^53. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

const configOf = (databaseUrl: string) => ({
  connectionString: databaseUrl,
  application_name: 'moments',
  keepAlive: true,
  connectionTimeoutMillis: CONNECT_WITHIN_MS,
  types,
});

/** One connection of its own, not made yet. That it broke is told by `end` and by the next query. */
export const newClient = (databaseUrl: string): pg.Client => {
  const client = new pg.Client(configOf(databaseUrl));
  // An error that nobody listens to would end the process.
  client.on('error', () => {});
  return client;
};

export const isReadable = (databaseUrl: string): boolean => {
  try {
    return /^postgres(ql)?:\/\//.test(databaseUrl) && new pg.Client(databaseUrl).host !== '';
  } catch {
    return false;
  }
};

/**
 * Up to `max` connections, made when they are needed, in the shape that Kysely's dialect asks for. Trouble on the way
 * to the database is thrown as StorageAway, and a connection that had it is not used again.
 */
export const openPool = (databaseUrl: string, max: number): PostgresPool =>
  asKyselyWants(
    new pg.Pool({
      ...configOf(databaseUrl),
      max,
      query_timeout: ANSWER_WITHIN_MS,
      onConnect: async (client) => {
        client.on('error', () => {});
        await client.query(SETTINGS);
      },
    }),
  );

/** One connection that waits as long as it must: for another process's migrations, and for its own. */
export const openPatientPool = (databaseUrl: string): PostgresPool =>
  asKyselyWants(
    new pg.Pool({
      ...configOf(databaseUrl),
      max: 1,
      onConnect: (client) => void client.on('error', () => {}),
    }),
  );

const asKyselyWants = (pool: pg.Pool): PostgresPool => {
  pool.on('error', () => {});
  return {
    options: {},
    connect: async () => {
      try {
        return connectionOn(await pool.connect());
      } catch (error) {
        throw unreached(error);
      }
    },
    end: () => pool.end(),
  };
};

const connectionOn = (client: pg.PoolClient): PostgresPoolClient => {
  let isBroken = false;
  const query = async (text: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(text, [...parameters]);
    } catch (error) {
      isBroken ||= !(error instanceof pg.DatabaseError);
      throw asStoreError(error);
    }
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (isDiscarded) => client.release(isBroken || isDiscarded),
  };
};
