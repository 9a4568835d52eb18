// `npm run backup [-- FILE]`: everything that Moments keeps in SQLite, in one file, while it runs.

import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { backUp } from '../store/sqlite-backup.ts';
import { CannotKeep } from '../store/store.ts';
import { counted, fileNamed, inMegabytes, keepOrGiveUp } from './keeping/command.ts';

const { positionals } = parseArgs({ allowPositionals: true });

const run = async ({ dataDir, databaseUrl }: Config): Promise<string[]> => {
  if (databaseUrl !== null) {
    throw new CannotKeep(
      'PostgreSQL makes its own, while Moments runs: pg_dump --format=custom --file=FILE "$DATABASE_URL" (docs/server.md).',
    );
  }
  if (positionals.length > 1) throw new CannotKeep('Name one file: npm run backup -- FILE');
  const [name] = positionals;
  const { path, bytes, moments } = backUp(
    dataDir,
    name === undefined ? null : fileNamed(name),
    new Date(),
  );
  return [
    `Backed up and read again: ${path}`,
    `${inMegabytes(bytes)}, ${counted(moments, 'moment')}. It is as private as the data.`,
    'Keep it on another machine, and beside it, apart from it, keys.json, sealing-keys.json and withdrawn.jsonl: they are not in it.',
  ];
};

await keepOrGiveUp(run, 'Nothing was backed up.');
