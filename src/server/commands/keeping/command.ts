// What `npm run backup` and `npm run restore` share.

import { resolve } from 'node:path';
import { readConfig } from '../../config.ts';
import type { Config } from '../../config.ts';
import { startTrouble } from '../../start-trouble.ts';
import { CannotKeep } from '../../store/store.ts';

/** A file that the person named, seen from the folder in which they are. */
export const fileNamed = (name: string): string =>
  resolve(process.env['INIT_CWD'] ?? process.cwd(), name);

/** Runs a command with the settings of the environment; prints what it says, or in one line why it did nothing. */
export const keepOrGiveUp = async (
  work: (config: Config) => Promise<string[]>,
  nothingDone: string,
): Promise<void> => {
  // What is written from here on is its owner's alone, whatever the folder allows.
  process.umask(0o077);
  const config = readConfig(process.env);
  if (!config.ok) return giveUp(`${nothingDone} ${config.trouble}`);
  try {
    process.stdout.write(`${(await work(config.value)).join('\n')}\n`);
  } catch (error) {
    const line =
      error instanceof CannotKeep
        ? error.message
        : (startTrouble(error, config.value) ?? String(error));
    giveUp(`${nothingDone} ${line}`);
  }
};

const giveUp = (line: string): void => {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
};

export const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
