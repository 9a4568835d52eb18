/**
 * Writes that wait at the same time share one transaction, so that one fsync serves many phones. Three things hold:
 * no write is answered before its COMMIT returned; a write that fails takes back its own changes and no other's;
 * when the COMMIT fails, every write of the group fails with it.
 */
export interface GroupConnection {
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** False when the engine has ended the transaction by itself, as SQLite may on a full disk. */
  isInTransaction(): boolean;
  savepoint(): Promise<void>;
  releaseSavepoint(): Promise<void>;
  rollbackToSavepoint(): Promise<void>;
}

interface Waiting {
  task: () => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

/** So many writes share a transaction at most: the first of them waits for the last. */
const GROUP_MAX = 64;

export class GroupedCommits {
  readonly #connection: GroupConnection;
  readonly #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(connection: GroupConnection) {
    this.#connection = connection;
  }

  /**
   * Runs `task` in the next group, and resolves with its value once that is committed. A task awaits nothing but
   * the database: it holds up the others. Rejects with the task's own error, or with that of the commit.
   */
  write<Value>(task: () => Promise<Value>): Promise<Value> {
    if (this.#closed) return Promise.reject(new Error('the store is closed'));
    const promise = new Promise<Value>((resolve, reject) => {
      this.#waiting.push({ task, resolve: resolve as Waiting['resolve'], reject });
    });
    this.#running ??= this.#run();
    return promise;
  }

  /** Takes no more writes, and resolves when all that were taken are answered. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // What was read from the sockets in this turn of the event loop joins the group.
      await new Promise((resolve) => setImmediate(resolve));
      await this.#commitGroup(this.#waiting.splice(0, GROUP_MAX));
    }
    this.#running = null;
  }

  async #commitGroup(group: Waiting[]): Promise<void> {
    const answers: (() => void)[] = [];
    try {
      await this.#connection.begin();
      for (const waiting of group) answers.push(await this.#runOne(waiting));
      await this.#connection.commit();
    } catch (error) {
      await this.#abandon();
      for (const { reject } of group) reject(error);
      return;
    }
    for (const answer of answers) answer();
  }

  /** Runs one write within its savepoint. The answer is not given yet: it is what to do after the commit. */
  async #runOne({ task, resolve, reject }: Waiting): Promise<() => void> {
    await this.#connection.savepoint();
    try {
      const value = await task();
      await this.#connection.releaseSavepoint();
      return () => resolve(value);
    } catch (error) {
      if (!this.#connection.isInTransaction()) throw error;
      await this.#connection.rollbackToSavepoint();
      await this.#connection.releaseSavepoint();
      return () => reject(error);
    }
  }

  async #abandon(): Promise<void> {
    try {
      if (this.#connection.isInTransaction()) await this.#connection.rollback();
    } catch {
      // The error of the commit says more than that of the rollback; BEGIN fails next if it is still open.
    }
  }
}
