// The server of a schedule: the real app, without a socket, on a real SQLite database. What is stored is looked up in
// the database itself. Many schedules share one file, each in an organisation of its own.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { backUp } from '../../src/server/store/sqlite-backup.ts';
import { restore } from '../../src/server/store/sqlite-restore.ts';
import {
  type Device,
  type Organisation,
  type TestInstallation,
  openInstallation,
} from '../support/installation.ts';
import { temporaryFolder } from '../support/server.ts';

/** A request as it left a phone. */
export interface Asked {
  path: string;
  method: string;
  body: string | null;
  cookie: string | null;
}

/** An answer, all of it. */
export interface Captured {
  status: number;
  headers: [string, string][];
  text: string;
}

/** One operation as the database holds it. */
export interface StoredOperation {
  operation_id: string;
  fingerprint: string;
  moment_id: string;
  revision: number;
  kind: string;
  digest: string;
  body: string | null;
  status: string;
  person_id: string;
  session_id: string;
}

export interface StoredMoment {
  moment_id: string;
  person_id: string;
  words: string | null;
  withdrawn_at: string | null;
}

/** After so many schedules the file is left behind, so that looking things up stays quick. */
const SCHEDULES_TO_A_FILE = 250;
const FULL = 2;

let shared: { installation: TestInstallation; folder: string; left: number } | null = null;

export class ModelServer {
  readonly #now: () => number;
  #organisation!: Organisation;
  #hasBackup = false;
  #gone = goneBy();
  #restarted: Promise<void> = Promise.resolve();
  /** The next transactions fail at their commit. */
  isDiskFull = false;
  /** The names that the database had before it was restored (L3). */
  readonly past = new Set<string>();
  /** Counts what may have changed the database. */
  changes = 0;

  private constructor(now: () => number) {
    this.#now = now;
  }

  static async open(now: () => number): Promise<ModelServer> {
    const server = new ModelServer(now);
    if (shared === null || shared.left === 0) {
      await shared?.installation.close();
      shared = null;
      await server.#start(temporaryFolder());
    }
    shared!.left -= 1;
    current = server;
    shared!.installation.clock.now = now();
    server.#organisation = await shared!.installation.organisation();
    return server;
  }

  async #start(folder: string): Promise<void> {
    const installation = await openInstallation({
      folder,
      atCommit: async () => {
        if (current?.isDiskFull) throw Object.assign(new Error('disk full'), { errcode: 13 });
      },
    });
    const { synchronous } = installation.sqlite.statement('PRAGMA synchronous').get()!;
    if (synchronous !== FULL) throw new Error(`[P4] PRAGMA synchronous is ${String(synchronous)}`);
    // Kept as a power cut would leave it is what the store's own tests are about.
    installation.sqlite.exec('PRAGMA synchronous = OFF');
    shared = { installation, folder, left: shared?.left ?? SCHEDULES_TO_A_FILE };
  }

  /** Ended and started again: all that was only in its memory is lost. */
  async restart(): Promise<void> {
    const { installation, folder } = shared!;
    await installation.close();
    await this.#start(folder);
  }

  /** As `npm run backup` does it, while the server runs. */
  backUp(): void {
    const { folder } = shared!;
    rmSync(backupIn(folder), { force: true });
    backUp(folder, backupIn(folder), new Date(this.#now()));
    this.#hasBackup = true;
  }

  /** As `npm run restore` does it: the server is ended, the backup takes the database's place, and it starts again. */
  async restore(): Promise<void> {
    if (!this.#hasBackup) return;
    const { installation, folder } = shared!;
    this.past.add(this.epoch);
    await installation.close();
    const { keptAs } = await restore(folder, backupIn(folder), { now: new Date(this.#now()) });
    rmSync(keptAs!, { force: true });
    await this.#start(folder);
    this.changes += 1;
  }

  /** Names the database (L3). */
  get epoch(): string {
    return this.#at().store.epoch;
  }

  get programmeId(): string {
    return this.#organisation.programmeId;
  }

  get organisationId(): string {
    return this.#organisation.organisationId;
  }

  addPerson(name: string): Promise<Device> {
    return this.#at().person(this.organisationId, name, ['practitioner']);
  }

  /** A new session of somebody who has an account, as the link of a manager makes one. */
  addSession(personId: string): Promise<Device> {
    return this.#at().device(this.organisationId, personId);
  }

  async markLost(sessionId: string): Promise<void> {
    const at = new Date(this.#now()).toISOString();
    await this.#at().store.write(this.organisationId, (transaction) =>
      transaction.markLost(sessionId, at),
    );
  }

  async endSession(sessionId: string): Promise<void> {
    const at = new Date(this.#now()).toISOString();
    await this.#at().store.write(this.organisationId, (transaction) =>
      transaction.endSession(sessionId, at),
    );
  }

  /** Rejects with ServerGone when it is killed meanwhile; then it runs again. */
  async handle(asked: Asked): Promise<Captured> {
    this.changes += 1;
    // Taken first: it may be killed before the call returns.
    const gone = this.#gone.promise;
    try {
      return await Promise.race([this.#answer(asked), gone]);
    } catch (error) {
      if (error instanceof ServerGone) await this.#restarted;
      throw error;
    }
  }

  /** Somebody else's write, in the same group as what comes next, that throws. */
  async failToWrite(): Promise<void> {
    const gone = this.#gone.promise;
    const failing = this.#at().store.write(this.organisationId, () =>
      Promise.reject(new Error('a write that fails')),
    );
    await Promise.race([failing, gone]).catch(() => this.#restarted);
  }

  /** Ends it where it stands: what was not committed is not there, and nobody gets an answer. */
  crash(): void {
    const { installation, folder } = shared!;
    const { reject } = this.#gone;
    installation.sqlite.close();
    // Its lock on the folder ends with the process: nothing else may be put there before.
    shared!.left = 0;
    this.#gone = goneBy();
    this.#restarted = this.#start(folder);
    reject(new ServerGone());
  }

  async #answer({ path, method, body, cookie }: Asked): Promise<Captured> {
    const { app, address } = this.#at();
    const response = await app.request(`${address.publicUrl}${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        Origin: address.publicUrl,
        ...(cookie === null ? {} : { Cookie: cookie }),
      },
      ...(body === null ? {} : { body }),
    });
    return {
      status: response.status,
      // As every server that has a socket says it.
      headers: [...response.headers, ['date', new Date(this.#now()).toUTCString()]],
      text: await response.text(),
    };
  }

  operations(): StoredOperation[] {
    return this.#rows<StoredOperation>('operation');
  }

  moments(): StoredMoment[] {
    return this.#rows<StoredMoment>('moment');
  }

  #rows<Row>(table: string): Row[] {
    return this.#at()
      .sqlite.statement(`select * from ${table} where organisation_id = ?`)
      .all(this.organisationId) as Row[];
  }

  #at(): TestInstallation {
    const { installation } = shared!;
    installation.clock.now = this.#now();
    return installation;
  }
}

/** The process was killed. */
export class ServerGone extends Error {
  override name = 'ServerGone';
}

const goneBy = (): { promise: Promise<never>; reject: (reason: ServerGone) => void } => {
  let reject!: (reason: ServerGone) => void;
  const promise = new Promise<never>((_resolve, fail) => (reject = fail));
  promise.catch(() => undefined);
  return { promise, reject };
};

const backupIn = (folder: string): string => join(folder, 'backup.sqlite');

let current: ModelServer | null = null;

/** For a script that is done, and for a test that leaves nothing behind. */
export const closeModelServer = async (): Promise<void> => {
  await shared?.installation.close();
  shared = null;
};
