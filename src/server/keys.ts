import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '../contract/schema.ts';

/**
 * The secrets that stand beside the database, not in it: whoever has only a copy of the database can neither try
 * short codes against it nor make a phone wipe itself.
 */
export interface Keys {
  /** Short codes are stored as an HMAC with this. */
  codePepper: Buffer;
  /** The wipe word of a session is an HMAC with this (P7). */
  wipeKey: Buffer;
}

/** The file of keys is there, but cannot be read or understood. Making new ones would void codes and wipe words. */
export class KeysUnreadable extends Error {
  override name = 'KeysUnreadable';
}

const secret = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const keysFile = z.object({ codePepper: secret, wipeKey: secret });

/**
 * Reads `<folder>/keys.json`, or makes it for its owner alone to read when it is not there yet.
 *
 * @throws KeysUnreadable; else what the file system throws when it cannot be made.
 */
export const openKeys = (folder: string): Keys => {
  const path = join(folder, 'keys.json');
  const text = read(path) ?? make(folder, path);
  try {
    const { codePepper, wipeKey } = keysFile.parse(JSON.parse(text));
    return {
      codePepper: Buffer.from(codePepper, 'base64url'),
      wipeKey: Buffer.from(wipeKey, 'base64url'),
    };
  } catch {
    throw new KeysUnreadable(path);
  }
};

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new KeysUnreadable(path, { cause: error });
  }
};

/** Written whole under another name first, so that neither a crash nor a second process meets half a file. */
const make = (folder: string, path: string): string => {
  const draft = join(folder, `keys-${randomUUID()}.tmp`);
  const keys = {
    codePepper: randomBytes(32).toString('base64url'),
    wipeKey: randomBytes(32).toString('base64url'),
  };
  try {
    const file = openSync(draft, 'wx', 0o600);
    try {
      writeSync(file, `${JSON.stringify(keys, null, 2)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    linkSync(draft, path);
  } catch (error) {
    // Another process was first: its keys are the keys.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8');
};
