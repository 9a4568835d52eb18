import { sql } from 'kysely';
import type { ControlledTransaction, Kysely } from 'kysely';
import type { Database, Engine } from './engine.ts';
import { GroupedCommits } from './grouped-commits.ts';
import type { GroupConnection } from './grouped-commits.ts';
import { migrate } from './migrations/migrate.ts';
import { isReadable, openPatientPool, openPool } from './postgres-connection.ts';
import { openPostgresDatabase, postgresEngine } from './postgres-engine.ts';
import { openNotices } from './postgres-notices.ts';
import type { Notices } from './postgres-notices.ts';
import { statisticsOn } from './postgres-statistics.ts';
import { isPassing, needsAPerson, unreached } from './postgres-trouble.ts';
import { epochOf } from './queries/installation.ts';
import * as links from './queries/links.ts';
import * as people from './queries/people.ts';
import { readsOf } from './reads.ts';
import { DatabaseUnfit, StorageAway } from './store.ts';
import type { CommitNotice, Store, StoreOptions } from './store.ts';
import type { Tables } from './tables.ts';
import { transactionOn } from './transaction.ts';

/** Connections of one process, beside one that listens. Within a write somebody may read: so they are kept apart. */
const WRITERS = 4;
const READERS = 6;
/** How often a write is run that another one stood in the way of. */
const TRIES = 5;
/** Any number that nothing else in the database locks by. */
const OPENING = 7_203_114_482;

/**
 * Opens the database at `databaseUrl` (`postgres://user:password@host:port/name`), which any number of processes may
 * share, and brings it to this program's schema.
 *
 * Each write first locks its organisation until it is committed, and locks nothing else: so the writes of one
 * organisation follow each other, in whichever process, and become visible in the order of their places (L1); and none
 * can wait for two. Those that wait in one process share a commit.
 *
 * @throws StorageAway when it cannot be reached; DatabaseUnfit; DatabaseNewer; PostgreSQL's error when a person has to
 *   act, with its SQLSTATE as `code`.
 */
export const openPostgres = async (
  databaseUrl: string,
  options: StoreOptions = {},
): Promise<Store> => {
  if (!isReadable(databaseUrl)) {
    throw new DatabaseUnfit(
      'DATABASE_URL cannot be read: it is like postgres://user:password@host:5432/moments, with %40 for an @ in the password, %23 for a # and so on.',
    );
  }
  const epoch = await prepare(databaseUrl);
  const writing = openPostgresDatabase(openPool(databaseUrl, WRITERS));
  const reading = openPostgresDatabase(openPool(databaseUrl, READERS));
  const everybody = () => people.organisationIds(postgresEngine(reading));
  try {
    const notices = await openNotices(databaseUrl, reading, everybody);
    return storeOn({ epoch, writing, reading, notices, options });
  } catch (error) {
    await reading.destroy();
    throw error;
  }
};

/** One process after the other, when several start at once. Returns the epoch. */
const prepare = async (databaseUrl: string): Promise<string> => {
  const db = openPostgresDatabase(openPatientPool(databaseUrl));
  try {
    return await db.connection().execute(async (one) => {
      // Held until this connection ends.
      await sql`select pg_advisory_lock(${OPENING})`.execute(one);
      await checkFitness(one);
      await migrate(one);
      return epochOf(postgresEngine(one));
    });
  } catch (error) {
    const cause = error instanceof StorageAway ? error.cause : error;
    throw needsAPerson(cause) ? cause : error;
  } finally {
    await db.destroy();
  }
};

const checkFitness = async (db: Database): Promise<void> => {
  const { rows } = await sql<{ encoding: string; fsync: string }>`
    select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync`.execute(
    db,
  );
  if (rows[0]?.encoding !== 'UTF8') {
    throw new DatabaseUnfit(
      'The database of DATABASE_URL does not keep every character: make one with the encoding UTF8.',
    );
  }
  if (rows[0].fsync !== 'on') {
    throw new DatabaseUnfit(
      'The PostgreSQL of DATABASE_URL runs with fsync = off, and would lose what it acknowledged: switch it on.',
    );
  }
};

interface Parts {
  epoch: string;
  writing: Kysely<Tables>;
  reading: Kysely<Tables>;
  notices: Notices;
  options: StoreOptions;
}

const storeOn = ({ epoch, writing, reading, notices, options }: Parts): Store => {
  const readEngine = postgresEngine(reading);
  const noteWrite = statisticsOn(reading);
  const groups = new Map<string, Group>();

  const groupOf = (lock: string): Group => {
    const known = groups.get(lock);
    if (known !== undefined) return known;
    const connection = groupConnectionOn(writing, lock, options);
    const made = { connection, commits: new GroupedCommits(connection) };
    groups.set(lock, made);
    return made;
  };

  const write = async <Value>(
    lock: string,
    task: (engine: Engine) => Promise<Value>,
  ): Promise<Value> => {
    const { connection, commits } = groupOf(lock);
    for (let tries = 1; ; tries += 1) {
      try {
        return await commits.write(() => task(connection.engine()));
      } catch (error) {
        if (!isPassing(error)) throw error;
        if (tries === TRIES) throw unreached(error);
      }
    }
  };

  return {
    epoch,
    async check() {
      await sql`select 1`.execute(reading);
    },
    hasOrganisation: () => people.hasOrganisation(readEngine),
    organisationIds: () => people.organisationIds(readEngine),
    of: (organisationId) => readsOf(readEngine, organisationId),
    findInvitation: (secret) => links.findInvitation(readEngine, secret),
    findSetUpLink: (tokenHash) => links.findSetUpLink(readEngine, tokenHash),
    replaceSetUpLink: (link) => write('', (engine) => links.replaceSetUpLink(engine, link)),
    async write(organisationId, task) {
      const told = new Set<CommitNotice['what'] | 'erased'>();
      const value = await write(organisationId, (engine) =>
        task(transactionOn(engine, organisationId, told)),
      );
      noteWrite();
      told.delete('erased');
      for (const what of told) {
        notices.tell({ organisationId, what: what as CommitNotice['what'] });
      }
      return value;
    },
    onCommit: (listener) => notices.onCommit(listener),
    async close() {
      await Promise.all([...groups.values()].map(({ commits }) => commits.close()));
      await notices.close();
      await Promise.all([writing.destroy(), reading.destroy()]);
    },
  };
};

/** What writes under one lock: an organisation's id, or '' for what belongs to the installation. */
interface Group {
  connection: GroupConnection & { engine(): Engine };
  commits: GroupedCommits;
}

const groupConnectionOn = (
  writing: Kysely<Tables>,
  lock: string,
  { atCommit }: StoreOptions,
): Group['connection'] => {
  let transaction: ControlledTransaction<Tables> | null = null;
  const open = (): ControlledTransaction<Tables> => {
    if (transaction === null) throw new Error('no transaction is open');
    return transaction;
  };
  const run = async (command: string): Promise<void> => {
    await sql.raw(command).execute(open());
  };
  return {
    engine: () => postgresEngine(open()),
    async begin() {
      // What is read after the lock was waited for has to be what is committed by then.
      transaction = await writing.startTransaction().setIsolationLevel('read committed').execute();
      await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(transaction);
    },
    async commit() {
      await atCommit?.();
      await open().commit().execute();
    },
    rollback: () => open().rollback().execute(),
    isInTransaction: () => transaction?.isCommitted === false && !transaction.isRolledBack,
    savepoint: () => run('savepoint one_write'),
    releaseSavepoint: () => run('release one_write'),
    rollbackToSavepoint: () => run('rollback to one_write'),
  };
};
