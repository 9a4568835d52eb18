import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { sql } from 'kysely';
import type { Database } from './engine.ts';
import { newClient } from './postgres-connection.ts';
import { unreached } from './postgres-trouble.ts';
import type { CommitNotice } from './store.ts';

const CHANNEL = 'moments';
/** Any number: held shared by every process that serves, alone by one that gives the database another epoch. */
export const SERVING = 7_203_114_483;
const TRY_AGAIN_MS = 1000;

/**
 * Commit notices across all processes on one database, by LISTEN and NOTIFY. They are hints to look again and carry
 * nothing else: one may come twice, and after a break in the connection all that may have been missed is told.
 */
export interface Notices {
  /** The database's, as long as this process serves it (L3). */
  epoch(): string;
  /** Tells of what is committed: at once here, and soon in the other processes. */
  tell(notice: CommitNotice): void;
  onCommit(listener: (notice: CommitNotice) => void): () => void;
  close(): Promise<void>;
}

/**
 * @param everybody Every organisation there is: whom to tell after a break.
 * @throws StorageAway
 */
export const openNotices = async (
  databaseUrl: string,
  db: Database,
  everybody: () => Promise<string[]>,
): Promise<Notices> => {
  const own = randomUUID();
  const listeners = new EventEmitter<{ commit: [CommitNotice] }>().setMaxListeners(0);
  const untold = new Set<string>();
  let telling: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let client = newClient(databaseUrl);
  let epoch = '';

  const hear = (payload = ''): void => {
    const [from, organisationId, what] = payload.split(' ');
    if (from === own) return;
    listeners.emit('commit', { organisationId, what } as CommitNotice);
  };

  const listen = async (): Promise<void> => {
    client.on('notification', ({ payload }) => hear(payload));
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1)', [SERVING]);
    // While the connection was broken, the database may have been brought back from a backup.
    const { rows } = await client.query<{ epoch: string }>('select epoch from installation');
    epoch = rows[0]?.epoch ?? '';
    await client.query(`listen ${CHANNEL}`);
  };

  /** Whatever ends the connection: another is made, until that stands. */
  const listenAgainAfterEnd = (): void => {
    client.once('end', () => {
      if (!isClosed) timer = setTimeout(() => void listenAgain(), TRY_AGAIN_MS);
    });
  };

  const listenAgain = async (): Promise<void> => {
    client = newClient(databaseUrl);
    listenAgainAfterEnd();
    try {
      await listen();
      for (const organisationId of await everybody()) {
        listeners.emit('commit', { organisationId, what: 'moments' });
        listeners.emit('commit', { organisationId, what: 'sessions' });
        listeners.emit('commit', { organisationId, what: 'deliveries' });
      }
    } catch {
      await client.end().catch(() => {});
    }
  };

  /** Not within the writing transaction: a NOTIFY in there would let no two organisations commit at once. */
  const tellOthers = async (): Promise<void> => {
    while (untold.size > 0) {
      const payloads = [...untold];
      untold.clear();
      await sql`select pg_notify(${CHANNEL}, payload) from unnest(${payloads}::text[]) as payload`
        .execute(db)
        // The database is away, for the others too: they look again when it is back.
        .catch(() => {});
    }
    telling = null;
  };

  try {
    await listen();
  } catch (error) {
    await client.end().catch(() => {});
    throw unreached(error);
  }
  listenAgainAfterEnd();

  return {
    epoch: () => epoch,
    tell(notice) {
      listeners.emit('commit', notice);
      untold.add(`${own} ${notice.organisationId} ${notice.what}`);
      telling ??= tellOthers();
    },
    onCommit(listener) {
      listeners.on('commit', listener);
      return () => listeners.off('commit', listener);
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await telling;
      await client.end().catch(() => {});
    },
  };
};
