import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { id, z } from '../../contract/schema.ts';
import { syncFolder } from './files.ts';
import { StorageUnavailable } from './store.ts';

/**
 * Which moments were withdrawn, beside the database and not in it: a backup that is brought back does not know of
 * them, and must not bring the words back (L3). One JSON object a line, ids only; the same id may stand there twice.
 */
export interface WithdrawnId {
  organisationId: string;
  momentId: string;
  /** Empty for what was said without a name. */
  personId: string;
}

const line = z.object({
  organisationId: id,
  momentId: id,
  personId: z.union([id, z.literal('')]),
});

export const withdrawnFileIn = (folder: string): string => join(folder, 'withdrawn.jsonl');

/**
 * Resolves when the ids are on disk.
 *
 * @throws StorageUnavailable
 */
export const appendWithdrawn = async (path: string, ids: readonly WithdrawnId[]): Promise<void> => {
  try {
    const file = await open(path, 'a+', 0o600);
    try {
      const { size } = await file.stat();
      const lines = ids.map((each) => `${JSON.stringify(each)}\n`).join('');
      await file.appendFile((await endsWithinLine(file, size)) ? `\n${lines}` : lines);
      await file.sync();
      if (size === 0) syncFolder(dirname(path));
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new StorageUnavailable('not written', { cause: error });
  }
};

/** A full disk or a power cut left half a line: what follows must not become part of it. */
const endsWithinLine = async (file: FileHandle, size: number): Promise<boolean> => {
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== '\n';
};

/**
 * What the file holds, each moment once; nothing where there is no file. `unreadable` counts lines that say nothing:
 * half a line was never acted upon.
 *
 * @throws what the file system throws.
 */
export const readWithdrawn = (path: string): { ids: WithdrawnId[]; unreadable: number } => {
  const ids = new Map<string, WithdrawnId>();
  let unreadable = 0;
  for (const text of readOrNothing(path).split('\n')) {
    if (text === '') continue;
    const read = line.safeParse(parse(text));
    if (read.success) ids.set(`${read.data.organisationId} ${read.data.momentId}`, read.data);
    else unreadable += 1;
  }
  return { ids: [...ids.values()], unreadable };
};

const readOrNothing = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * What the transaction that is open withdraws. Kept just before its commit, once for all that share it: a line too
 * many does no harm, one too few brings words back.
 */
export class WithdrawnInGroup {
  readonly #path: string;
  #ids: WithdrawnId[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  begin(): void {
    this.#ids = [];
  }

  note(withdrawn: WithdrawnId): void {
    this.#ids.push(withdrawn);
  }

  /** @throws StorageUnavailable: then nothing may be committed. */
  async keep(): Promise<void> {
    if (this.#ids.length > 0) await appendWithdrawn(this.#path, this.#ids);
  }
}
