import { sql } from 'kysely';
import type { ControlledTransaction, Kysely } from 'kysely';
import { AuditInGroup } from './audit-in-group.ts';
import { catchUp, notYetWithdrawn, withdrawAgain } from './catch-up.ts';
import type { Database, Engine } from './engine.ts';
import { GroupedCommits } from './grouped-commits.ts';
import type { GroupConnection } from './grouped-commits.ts';
import { migrate } from './migrations/migrate.ts';
import { isReadable, openPatientPool, openPool } from './postgres-connection.ts';
import { openPostgresDatabase, postgresEngine } from './postgres-engine.ts';
import { SERVING, openNotices } from './postgres-notices.ts';
import type { Notices } from './postgres-notices.ts';
import { statisticsOn } from './postgres-statistics.ts';
import { isPassing, needsAPerson, unreached } from './postgres-trouble.ts';
import { epochOf, newEpoch } from './queries/installation.ts';
import { dueDaily } from './queries/alerts.ts';
import { dueDeliveries } from './queries/deliveries.ts';
import * as links from './queries/links.ts';
import * as people from './queries/people.ts';
import { findReceipts } from './queries/receipts.ts';
import * as voice from './queries/voice.ts';
import { readsOf } from './reads.ts';
import { CannotKeep, DatabaseUnfit, StorageAway } from './store.ts';
import type { AuditEntry, CommitNotice, Store, StoreOptions } from './store.ts';
import type { Tables } from './tables.ts';
import { transactionOn } from './transaction.ts';
import { WithdrawnInGroup, readWithdrawn, withdrawnFileIn } from './withdrawn-file.ts';

/** Connections of one process, beside one that listens. Within a write somebody may read: so they are kept apart. */
const WRITERS = 4;
const READERS = 6;
/** So many long lists are read at once; whoever wants another one waits. */
const SNAPSHOTS = 2;
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
  folder: string,
  options: StoreOptions = {},
): Promise<Store> => {
  const withdrawn = withdrawnFileIn(folder);
  const cameBack = await prepare(databaseUrl, (one) => comeBack(one, withdrawn));
  const writing = openPostgresDatabase(openPool(databaseUrl, WRITERS));
  const reading = openPostgresDatabase(openPool(databaseUrl, READERS));
  const snapshots = openPostgresDatabase(openPool(databaseUrl, SNAPSHOTS));
  const everybody = () => people.organisationIds(postgresEngine(reading));
  try {
    const notices = await openNotices(databaseUrl, reading, everybody);
    return storeOn({ cameBack, writing, reading, snapshots, notices, withdrawn, options });
  } catch (error) {
    await reading.destroy();
    throw error;
  }
};

/**
 * For a database that was brought back from a backup, before anybody serves it: withdraws again what the file in
 * `folder` names, makes links void that were open, and gives it a new epoch (L3).
 *
 * @returns How many moments were withdrawn again.
 * @throws CannotKeep while a process serves it; else as openPostgres.
 */
export const catchUpPostgres = (databaseUrl: string, folder: string): Promise<number> =>
  prepare(databaseUrl, async (one) => {
    if (!(await isAlone(one))) {
      throw new CannotKeep(
        'Moments is running on the database of DATABASE_URL: stop every process of it first, then run this again.',
      );
    }
    const { ids } = readWithdrawn(withdrawnFileIn(folder));
    const now = new Date().toISOString();
    return one.transaction().execute((open) => catchUp(postgresEngine(open), ids, now));
  });

/** Whether no process serves the database. If so, none begins to before `one` ends. */
const isAlone = async (one: Kysely<Tables>): Promise<boolean> => {
  const { rows } = await sql<{
    got: boolean;
  }>`select pg_try_advisory_lock(${SERVING}) as got`.execute(one);
  return rows[0]?.got === true;
};

/**
 * Where somebody put an older database in place by hand. The epoch changes only while nobody serves: else each process
 * would name another one.
 */
const comeBack = async (one: Kysely<Tables>, file: string): Promise<Store['cameBack']> => {
  const due = await notYetWithdrawn(postgresEngine(one), readWithdrawn(file).ids);
  if (due.size === 0) return { withdrawnAgain: 0, isEpochNew: false };
  const isEpochNew = await isAlone(one);
  const withdrawnAgain = await one.transaction().execute(async (open) => {
    // In one order, and before the file is read again: then each id in it is either committed or never will be.
    for (const organisationId of [...due.keys()].toSorted()) await lockOn(open, organisationId);
    const engine = postgresEngine(open);
    const ids = readWithdrawn(file).ids.filter(({ organisationId }) => due.has(organisationId));
    const count = await withdrawAgain(engine, ids, new Date().toISOString());
    if (isEpochNew && count > 0) await newEpoch(engine);
    return count;
  });
  return { withdrawnAgain, isEpochNew: isEpochNew && withdrawnAgain > 0 };
};

const lockOn = async (db: Database, lock: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(db);
};

/** One process after the other, when several start at once: brings the schema up to date, then does `work`. */
const prepare = async <Value>(
  databaseUrl: string,
  work: (one: Kysely<Tables>) => Promise<Value>,
): Promise<Value> => {
  if (!isReadable(databaseUrl)) {
    throw new DatabaseUnfit(
      'DATABASE_URL cannot be read: it is like postgres://user:password@host:5432/moments, with %40 for an @ in the password, %23 for a # and so on.',
    );
  }
  const db = openPostgresDatabase(openPatientPool(databaseUrl));
  try {
    return await db.connection().execute(async (one) => {
      // Held until this connection ends.
      await sql`select pg_advisory_lock(${OPENING})`.execute(one);
      await checkFitness(one);
      await migrate(one);
      await epochOf(postgresEngine(one));
      return work(one);
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
  cameBack: Store['cameBack'];
  writing: Kysely<Tables>;
  reading: Kysely<Tables>;
  snapshots: Kysely<Tables>;
  notices: Notices;
  /** The file of what is withdrawn. */
  withdrawn: string;
  options: StoreOptions;
}

const storeOn = (parts: Parts): Store => {
  const { cameBack, writing, reading, snapshots, notices, options } = parts;
  const readEngine = postgresEngine(reading);
  const noteWrite = statisticsOn(reading);
  const groups = new Map<string, Group>();

  const groupOf = (lock: string): Group => {
    const known = groups.get(lock);
    if (known !== undefined) return known;
    const withdrawn = new WithdrawnInGroup(parts.withdrawn);
    const audit = new AuditInGroup();
    const connection = groupConnectionOn(writing, lock, { withdrawn, audit }, options);
    const made = { connection, withdrawn, audit, commits: new GroupedCommits(connection) };
    groups.set(lock, made);
    return made;
  };

  const write = async <Value>(
    lock: string,
    task: (engine: Engine, group: Group) => Promise<Value>,
  ): Promise<Value> => {
    const group = groupOf(lock);
    for (let tries = 1; ; tries += 1) {
      try {
        return await group.commits.write(() => task(group.connection.engine(), group));
      } catch (error) {
        if (!isPassing(error)) throw error;
        if (tries === TRIES) throw unreached(error);
      }
    }
  };

  return {
    get epoch() {
      return notices.epoch();
    },
    cameBack,
    async check() {
      await sql`select 1`.execute(reading);
    },
    hasOrganisation: () => people.hasOrganisation(readEngine),
    organisationIds: () => people.organisationIds(readEngine),
    of: (organisationId) => readsOf(readEngine, organisationId),
    async snapshot(organisationId) {
      const open = await snapshots
        .startTransaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute();
      const end = async (): Promise<void> => {
        await open.rollback().execute();
      };
      try {
        // Only the first that is read fixes what is seen.
        await sql`select 1`.execute(open);
        return { reads: readsOf(postgresEngine(open), organisationId), end };
      } catch (error) {
        await end();
        throw error;
      }
    },
    findInvitation: (secret) => links.findInvitation(readEngine, secret),
    findSetUpLink: (tokenHash) => links.findSetUpLink(readEngine, tokenHash),
    findSpeakingLink: (secret) => voice.findSpeakingLink(readEngine, secret),
    findProgramme: (programmeId) => voice.findProgramme(readEngine, programmeId),
    findReceipts: (codeHash) => findReceipts(readEngine, codeHash),
    dueDeliveries: (now, limit) => dueDeliveries(readEngine, now, limit),
    dueDaily: (now, limit) => dueDaily(readEngine, now, limit),
    replaceSetUpLink: (link) => write('', (engine) => links.replaceSetUpLink(engine, link)),
    async write(organisationId, task) {
      const told = new Set<CommitNotice['what'] | 'erased'>();
      const value = await write(organisationId, async (engine, { withdrawn, audit }) => {
        const noted: AuditEntry[] = [];
        const done = await task(transactionOn(engine, organisationId, told, withdrawn, noted));
        audit.note(organisationId, noted);
        return done;
      });
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
      await Promise.all([writing.destroy(), reading.destroy(), snapshots.destroy()]);
    },
  };
};

/** What writes under one lock: an organisation's id, or '' for what belongs to the installation. */
interface Group {
  connection: GroupConnection & { engine(): Engine };
  withdrawn: WithdrawnInGroup;
  audit: AuditInGroup;
  commits: GroupedCommits;
}

const groupConnectionOn = (
  writing: Kysely<Tables>,
  lock: string,
  { withdrawn, audit }: Pick<Group, 'withdrawn' | 'audit'>,
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
      withdrawn.begin();
      audit.begin();
      // What is read after the lock was waited for has to be what is committed by then.
      transaction = await writing.startTransaction().setIsolationLevel('read committed').execute();
      await lockOn(transaction, lock);
    },
    async commit() {
      await audit.keep(postgresEngine(open()));
      await withdrawn.keep();
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
