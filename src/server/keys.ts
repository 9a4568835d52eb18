import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from '../contract/schema.ts';
import { syncFolder } from './store/files.ts';

/**
 * The secrets that stand beside the database, not in it: whoever has only a copy of the database can neither try
 * short codes against it nor make a phone wipe itself.
 */
export interface Keys {
  /** Short codes are stored as an HMAC with this. */
  codePepper: Buffer;
  /** The wipe word of a session is an HMAC with this (P7). */
  wipeKey: Buffer;
  /** Receipt codes are stored as an HMAC with this over a slow hash with one salt (A6). */
  receiptPepper: Buffer;
  receiptSalt: Buffer;
  /** What the id of an anonymous moment is made with: nothing on a phone leads to it. */
  entryKey: Buffer;
  /** Proofs of work are asked for, and known again, by this. */
  proofKey: Buffer;
  /** What webhooks are signed with is derived from this. */
  webhookKey: Buffer;
  /** What a passkey is asked to sign is known again by this. */
  challengeKey: Buffer;
}

/** The file of keys is there, but cannot be read or understood. Making new ones would void codes and wipe words. */
export class KeysUnreadable extends Error {
  override name = 'KeysUnreadable';
}

const secret = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const keysFile = z.object({ codePepper: secret, wipeKey: secret });

/**
 * Reads the file of keys at `path`, or makes it for its owner alone to read when it is not there yet. What came later than
 * the two secrets in it is derived from them: an older file, and a copy of one, need nothing new.
 *
 * @throws KeysUnreadable; else what the file system throws when it cannot be made.
 */
export const openKeys = (path: string): Keys => {
  const text = read(path) ?? make(path);
  try {
    const { codePepper, wipeKey } = keysFile.parse(JSON.parse(text));
    const secrets = Buffer.from(codePepper, 'base64url');
    const derived = (what: string, bytes = 32): Buffer =>
      Buffer.from(hkdfSync('sha256', secrets, '', `moments ${what}`, bytes));
    return {
      codePepper: secrets,
      wipeKey: Buffer.from(wipeKey, 'base64url'),
      receiptPepper: derived('receipt pepper'),
      receiptSalt: derived('receipt salt', 16),
      entryKey: derived('entry'),
      proofKey: derived('proof'),
      webhookKey: derived('webhook'),
      challengeKey: derived('passkey challenge'),
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
const make = (path: string): string => {
  const draft = join(dirname(path), `keys-${randomUUID()}.tmp`);
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
    syncFolder(dirname(path));
  } catch (error) {
    // Another process was first: its keys are the keys.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8');
};
