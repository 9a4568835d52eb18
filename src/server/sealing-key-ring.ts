// The file of the keys that phones seal to: `sealing-keys.json` beside the file of keys. It changes when a key takes the
// place of another; several processes may share it.

import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { id, instant, z } from '../contract/schema.ts';
import { KeysUnreadable } from './keys.ts';
import { isDueToRetire, isKept, newSealingKey, openingKeyOf } from './sealing-keys.ts';
import type { OpeningKey, SealingKey } from './sealing-keys.ts';
import { syncFolder } from './store/files.ts';

const raw = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/));
const sealingFile = z.object({
  keys: z.array(
    z.object({
      keyId: id,
      programmeId: id,
      madeAt: instant,
      retiredAt: z.nullable(instant),
      publicKey: raw,
      privateKey: raw,
    }),
  ),
});

/** Whoever holds the lock for longer was killed: a write takes a few milliseconds. */
const LOCK_IS_STALE_MS = 10_000;
const LOCK_RETRY_MS = 20;

export class SealingKeyRing {
  readonly #path: string;
  readonly #opened = new Map<string, Promise<OpeningKey>>();
  #read: { stamp: string; keys: SealingKey[] } = { stamp: '', keys: [] };
  #changing: Promise<unknown> = Promise.resolve();

  /** @param keysPath the file of keys, beside which this one stands. */
  constructor(keysPath: string) {
    this.#path = join(dirname(keysPath), 'sealing-keys.json');
  }

  /**
   * The key to seal to now for each of these programmes, in their order. Makes those that are missing or due, and
   * forgets for good those that open nothing any more.
   *
   * @throws KeysUnreadable; else what the file system throws.
   */
  async current(programmeIds: readonly string[], now: Date): Promise<SealingKey[]> {
    const standing = (): SealingKey[] =>
      this.#keys().filter((key) => key.retiredAt === null && !isDueToRetire(key, now));
    const has = (programmeId: string): boolean =>
      standing().some((key) => key.programmeId === programmeId);
    if (!programmeIds.every(has)) await this.#change(programmeIds, now);
    const found = standing();
    return programmeIds.flatMap(
      (programmeId) => found.find((key) => key.programmeId === programmeId) ?? [],
    );
  }

  /** Deletes what has been retired for longer than it opens. */
  async tidy(now: Date): Promise<void> {
    if (!this.#keys().every((key) => isKept(key, now))) await this.#change([], now);
  }

  /** The key of an id while it opens; undefined for any other. */
  async opening(keyId: string, now: Date): Promise<OpeningKey | undefined> {
    const key = this.#keys().find((each) => each.keyId === keyId && isKept(each, now));
    if (key === undefined) return undefined;
    const known = this.#opened.get(keyId) ?? openingKeyOf(key);
    this.#opened.set(keyId, known);
    return known;
  }

  /** As the file is now, which another process may have changed. */
  #keys(): SealingKey[] {
    const stamp = stampOf(this.#path);
    if (stamp !== this.#read.stamp) {
      this.#read = { stamp, keys: stamp === '' ? [] : readKeys(this.#path) };
    }
    return this.#read.keys;
  }

  async #change(programmeIds: readonly string[], now: Date): Promise<void> {
    const after = this.#changing.catch(() => {});
    this.#changing = after.then(() => this.#changeAlone(programmeIds, now));
    await this.#changing;
  }

  async #changeAlone(programmeIds: readonly string[], now: Date): Promise<void> {
    const release = await lock(`${this.#path}.lock`);
    try {
      const kept = this.#keys().filter((key) => isKept(key, now));
      const keys = kept.map((key) =>
        isDueToRetire(key, now) ? { ...key, retiredAt: now.toISOString() } : key,
      );
      for (const programmeId of programmeIds) {
        const has = keys.some((key) => key.programmeId === programmeId && key.retiredAt === null);
        if (!has) keys.push(await newSealingKey(programmeId, now));
      }
      replace(this.#path, `${JSON.stringify({ keys }, null, 2)}\n`);
      for (const keyId of this.#opened.keys()) {
        if (!keys.some((key) => key.keyId === keyId)) this.#opened.delete(keyId);
      }
    } finally {
      release();
    }
  }
}

/** Tells one state of the file from the next; empty where there is none. */
const stampOf = (path: string): string => {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.ino} ${stats.mtimeNs} ${stats.size}`;
};

const readKeys = (path: string): SealingKey[] => {
  try {
    return sealingFile.parse(JSON.parse(readFileSync(path, 'utf8'))).keys;
  } catch (error) {
    throw new KeysUnreadable(path, { cause: error });
  }
};

/** Written whole under another name first: neither a crash nor another process meets half a file. */
const replace = (path: string, text: string): void => {
  const draft = `${path}-${randomUUID()}.tmp`;
  try {
    const file = openSync(draft, 'wx', 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    // Before anybody seals to a new key: a power cut must not take it back.
    syncFolder(dirname(path));
  } finally {
    rmSync(draft, { force: true });
  }
};

/** One process changes the file at a time. Resolves with what ends that. */
const lock = async (path: string): Promise<() => void> => {
  for (;;) {
    try {
      closeSync(openSync(path, 'wx', 0o600));
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const heldSince = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (heldSince !== undefined && Date.now() - heldSince > LOCK_IS_STALE_MS) {
      rmSync(path, { force: true });
    } else await pause(LOCK_RETRY_MS);
  }
};
