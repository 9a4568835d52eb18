import { EventEmitter } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { AuditInGroup } from './audit-in-group.ts';
import { withdrawAgain } from './catch-up.ts';
import type { Engine } from './engine.ts';
import { useFolder } from './folder-lock.ts';
import type { FolderLock } from './folder-lock.ts';
import { GroupedCommits } from './grouped-commits.ts';
import type { GroupConnection } from './grouped-commits.ts';
import { migrate } from './migrations/migrate.ts';
import { epochOf, newEpoch } from './queries/installation.ts';
import { dueDaily } from './queries/alerts.ts';
import { dueDeliveries } from './queries/deliveries.ts';
import * as links from './queries/links.ts';
import * as people from './queries/people.ts';
import { findReceipts } from './queries/receipts.ts';
import * as voice from './queries/voice.ts';
import { readsOf } from './reads.ts';
import { BUSY_TIMEOUT_MS, openConnection } from './sqlite-connection.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { sqliteEngine } from './sqlite-engine.ts';
import { asStoreError } from './sqlite-trouble.ts';
import type { AuditEntry, CommitNotice, Store, StoreOptions } from './store.ts';
import { transactionOn } from './transaction.ts';
import { WithdrawnInGroup, readWithdrawn, withdrawnFileIn } from './withdrawn-file.ts';

/** Random ids touch every page of an index: what does not fit is read again for each batch. */
const WRITER_CACHE_KIB = 4_000;

/** A SQLite store also shows its connection, for the commands and tests that look at the file itself. */
export interface SqliteStore extends Store {
  readonly writer: SqliteConnection;
}

export const databaseIn = (folder: string): string => join(folder, 'moments.sqlite');

/** A database that is being made ready to take the place of the other. */
export const restoringIn = (folder: string): string => join(folder, 'restoring.sqlite');

/** A database is up to three files. */
export const BESIDE = ['', '-wal', '-shm'] as const;

export const removeDatabase = (path: string): void => {
  for (const end of BESIDE) rmSync(path + end, { force: true });
};

/**
 * Opens `<folder>/moments.sqlite`, makes it when it is not there, and brings it to this program's schema.
 * One connection writes, in grouped commits; another reads what is committed.
 *
 * A file that somebody put there by hand may be older than `withdrawn.jsonl`: what was withdrawn since is withdrawn
 * again before anything is served, and the epoch is a new one.
 *
 * @throws DatabaseNewer; else the engine's error (see sqlite-trouble.ts).
 */
export const openSqlite = async (
  folder: string,
  options: StoreOptions = {},
): Promise<SqliteStore> => {
  const lock = useFolder(folder);
  try {
    return await openLocked(folder, lock, options);
  } catch (error) {
    lock.release();
    throw error;
  }
};

const openLocked = async (
  folder: string,
  lock: FolderLock,
  options: StoreOptions,
): Promise<SqliteStore> => {
  // A restore that was killed left it, with words that may be withdrawn by now.
  removeDatabase(restoringIn(folder));
  const path = databaseIn(folder);
  const withdrawn = withdrawnFileIn(folder);
  const writer = openConnection(path);
  const writing = sqliteEngine(writer);
  try {
    await migrate(writing.db);
    const withdrawnAgain = await inTransaction(writer, () => comeBack(writing, withdrawn));
    const epoch = await epochOf(writing);
    writer.exec(`PRAGMA cache_size = -${WRITER_CACHE_KIB}`);
    // Whoever was killed before the log was cut off left withdrawn words in it (X2).
    writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const reader = openConnection(path);
    reader.exec('PRAGMA query_only = ON');
    const cameBack = { withdrawnAgain, isEpochNew: withdrawnAgain > 0 };
    return storeOn({ epoch, cameBack, path, writer, writing, reader, withdrawn, lock, options });
  } catch (error) {
    writer.close();
    throw error;
  }
};

/**
 * The file is read within the transaction: ids are added to it within theirs, so that each of them is either committed
 * by now or never will be.
 */
const comeBack = async (writing: Engine, withdrawn: string): Promise<number> => {
  const { ids } = readWithdrawn(withdrawn);
  const count = await withdrawAgain(writing, ids, new Date().toISOString());
  if (count > 0) await newEpoch(writing);
  return count;
};

/** Runs `task` on a connection that nobody else writes on. */
export const inTransaction = async <Value>(
  writer: SqliteConnection,
  task: () => Promise<Value>,
): Promise<Value> => {
  writer.exec('begin immediate');
  try {
    const value = await task();
    writer.exec('commit');
    return value;
  } catch (error) {
    if (writer.isInTransaction()) writer.exec('rollback');
    throw error;
  }
};

interface Parts {
  epoch: string;
  cameBack: Store['cameBack'];
  path: string;
  writer: SqliteConnection;
  writing: Engine;
  reader: SqliteConnection;
  /** The file of what is withdrawn. */
  withdrawn: string;
  lock: FolderLock;
  options: StoreOptions;
}

const storeOn = (parts: Parts): SqliteStore => {
  const { epoch, cameBack, writer, writing, reader, lock, options } = parts;
  const reading = sqliteEngine(reader);
  const withdrawn = new WithdrawnInGroup(parts.withdrawn);
  const audit = new AuditInGroup();
  const grouped = new GroupedCommits(
    groupConnectionOn(writer, { withdrawn, audit, writing }, options),
  );
  const listeners = new EventEmitter<{ commit: [CommitNotice] }>().setMaxListeners(0);
  const eraser = eraserOn(writer);
  const snapshots = new Set<SqliteConnection>();

  const write = async <Value>(task: () => Promise<Value>): Promise<Value> => {
    try {
      return await grouped.write(task);
    } catch (error) {
      throw asStoreError(error);
    }
  };

  return {
    epoch,
    cameBack,
    writer,
    // A file does not go away.
    check: async () => {},
    hasOrganisation: () => people.hasOrganisation(reading),
    organisationIds: () => people.organisationIds(reading),
    of: (organisationId) => readsOf(reading, organisationId),
    async snapshot(organisationId) {
      const connection = snapshotOn(parts.path);
      snapshots.add(connection);
      return {
        reads: readsOf(sqliteEngine(connection), organisationId),
        async end() {
          if (!snapshots.delete(connection)) return;
          connection.close();
          // What was withdrawn meanwhile is in the log still.
          eraser.eraseAfterCommit(false);
        },
      };
    },
    findInvitation: (secret) => links.findInvitation(reading, secret),
    findSetUpLink: (tokenHash) => links.findSetUpLink(reading, tokenHash),
    findSpeakingLink: (secret) => voice.findSpeakingLink(reading, secret),
    findProgramme: (programmeId) => voice.findProgramme(reading, programmeId),
    findReceipts: (codeHash) => findReceipts(reading, codeHash),
    dueDeliveries: (now, limit) => dueDeliveries(reading, now, limit),
    dueDaily: (now, limit) => dueDaily(reading, now, limit),
    replaceSetUpLink: (link) => write(() => links.replaceSetUpLink(writing, link)),
    async write(organisationId, task) {
      const told = new Set<CommitNotice['what'] | 'erased'>();
      const value = await write(async () => {
        const noted: AuditEntry[] = [];
        const done = await task(transactionOn(writing, organisationId, told, withdrawn, noted));
        audit.note(organisationId, noted);
        return done;
      });
      eraser.eraseAfterCommit(told.delete('erased'));
      for (const what of told) {
        listeners.emit('commit', { organisationId, what: what as CommitNotice['what'] });
      }
      return value;
    },
    onCommit(listener) {
      listeners.on('commit', listener);
      return () => listeners.off('commit', listener);
    },
    async close() {
      await grouped.close();
      for (const connection of snapshots) connection.close();
      snapshots.clear();
      reader.close();
      writer.close();
      lock.release();
    },
  };
};

/** A connection of its own, that sees what is committed now and nothing that comes later. */
const snapshotOn = (path: string): SqliteConnection => {
  const connection = openConnection(path);
  connection.exec('PRAGMA query_only = ON');
  connection.exec('begin');
  // Only the first that is read fixes what is seen.
  connection.statement('select count(*) from installation').get();
  return connection;
};

const groupConnectionOn = (
  writer: SqliteConnection,
  {
    withdrawn,
    audit,
    writing,
  }: { withdrawn: WithdrawnInGroup; audit: AuditInGroup; writing: Engine },
  { atCommit }: StoreOptions,
): GroupConnection => {
  const run = async (sql: string): Promise<void> => {
    writer.statement(sql).run();
  };
  return {
    begin: () => {
      withdrawn.begin();
      audit.begin();
      return run('begin immediate');
    },
    commit: async () => {
      await audit.keep(writing);
      await withdrawn.keep();
      await atCommit?.();
      await run('commit');
    },
    rollback: () => run('rollback'),
    isInTransaction: () => writer.isInTransaction(),
    savepoint: () => run('savepoint one_write'),
    releaseSavepoint: () => run('release one_write'),
    rollbackToSavepoint: () => run('rollback to one_write'),
  };
};

/**
 * What was withdrawn also stands in the write-ahead log until that is cut off (X2). A reader in another process
 * may forbid it for now: then it is tried again after the next commit.
 */
const eraserOn = (writer: SqliteConnection): { eraseAfterCommit(erased: boolean): void } => {
  let isPending = false;
  return {
    eraseAfterCommit(erased) {
      isPending ||= erased;
      if (!isPending || writer.isInTransaction()) return;
      writer.exec('PRAGMA busy_timeout = 0');
      try {
        const outcome = writer.statement('PRAGMA wal_checkpoint(TRUNCATE)').get();
        isPending = outcome?.['busy'] !== 0;
      } catch {
        // The disk does not take it now. The words are gone from the database itself; the log is cut off later.
      } finally {
        writer.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
      }
    },
  };
};
