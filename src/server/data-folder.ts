import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes the data folder, for its owner alone, and writes a little into it: a folder that cannot be written is told
 * of now and not at the first moment.
 *
 * @throws what the file system throws.
 */
export const openDataFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const trial = join(folder, `trial-${randomUUID()}.tmp`);
  try {
    writeFileSync(trial, 'moments');
  } finally {
    rmSync(trial, { force: true });
  }
};
