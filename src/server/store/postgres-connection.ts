import { Client, DatabaseError, Pool, TypeOverrides, types as pgTypes } from 'pg';
import type { ClientBase, PoolClient } from 'pg';
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
const types = new TypeOverrides();
types.setTypeParser(pgTypes.builtins.INT8, Number);

const configOf = (databaseUrl: string) => ({
  connectionString: databaseUrl,
  application_name: 'moments',
  keepAlive: true,
  connectionTimeoutMillis: CONNECT_WITHIN_MS,
  types,
});

/** One connection of its own, not made yet. That it broke is told by `end` and by the next query. */
export const newClient = (databaseUrl: string): Client => {
  const client = new Client(configOf(databaseUrl));
  // An error that nobody listens to would end the process.
  client.on('error', () => {});
  return client;
};

export const isReadable = (databaseUrl: string): boolean => {
  try {
    return /^postgres(ql)?:\/\//.test(databaseUrl) && new Client(databaseUrl).host !== '';
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
    new Pool({
      ...configOf(databaseUrl),
      max,
      query_timeout: ANSWER_WITHIN_MS,
      // It is awaited, though its type does not say so: no query comes before the settings.
      onConnect: (client) => settle(client) as unknown as void,
    }),
  );

const settle = async (client: ClientBase): Promise<void> => {
  client.on('error', () => {});
  await client.query(SETTINGS);
};

/** One connection that waits as long as it must: for another process's migrations, and for its own. */
export const openPatientPool = (databaseUrl: string): PostgresPool =>
  asKyselyWants(
    new Pool({
      ...configOf(databaseUrl),
      max: 1,
      onConnect: (client) => void client.on('error', () => {}),
    }),
  );

const asKyselyWants = (pool: Pool): PostgresPool => {
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

const connectionOn = (client: PoolClient): PostgresPoolClient => {
  let isBroken = false;
  const query = async (text: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(text, [...parameters]);
    } catch (error) {
      isBroken ||= !(error instanceof DatabaseError);
      throw asStoreError(error);
    }
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (isDiscarded) => client.release(isBroken || isDiscarded),
  };
};
