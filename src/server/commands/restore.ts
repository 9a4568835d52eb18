// `npm run restore -- FILE`: a backup takes the place of the SQLite database. `npm run restore -- --new-epoch`: what a
// database needs that was brought back in another way, as PostgreSQL's is by pg_restore.

import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { openDataFolder } from '../data-folder.ts';
import { catchUpSqlite, restore } from '../store/sqlite-restore.ts';
import { CannotKeep } from '../store/store.ts';
import { appendWithdrawn, readWithdrawn, withdrawnFileIn } from '../store/withdrawn-file.ts';
import { counted, fileNamed, keepOrGiveUp } from './keeping/command.ts';

const USAGE =
  'Say which backup: npm run restore -- FILE. For a database that was brought back in another way: npm run restore -- --new-epoch. With either, for each file of another machine: --withdrawn FILE';

const readArgs = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        'new-epoch': { type: 'boolean' },
        withdrawn: { type: 'string', multiple: true },
      },
    });
  } catch {
    throw new CannotKeep(USAGE);
  }
};

const run = async (config: Config): Promise<string[]> => {
  const { values, positionals } = readArgs();
  const [name, ...more] = positionals;
  const isInPlace = values['new-epoch'] === true;
  if (more.length > 0 || isInPlace !== (name === undefined)) throw new CannotKeep(USAGE);
  if (name !== undefined && config.databaseUrl !== null) {
    throw new CannotKeep(
      'PostgreSQL brings back its own: stop Moments, then pg_restore, then npm run restore -- --new-epoch (docs/server.md).',
    );
  }
  openDataFolder(config.dataDir);
  const taken = await takeIn(config.dataDir, values.withdrawn ?? []);
  const done = name === undefined ? await renew(config) : await replace(config, fileNamed(name));
  return [...taken, ...done, ...AFTERWARDS, ...missingKeys(config)];
};

/** Other machines' files become part of this one's: also for the next time. */
const takeIn = async (dataDir: string, names: readonly string[]): Promise<string[]> => {
  const lines: string[] = [];
  for (const name of names) {
    const path = fileNamed(name);
    if (!existsSync(path)) throw new CannotKeep(`There is no file ${path}.`);
    const { ids, unreadable } = readWithdrawn(path);
    if (ids.length === 0) throw new CannotKeep(`${path} names no withdrawn moment.`);
    await appendWithdrawn(withdrawnFileIn(dataDir), ids);
    lines.push(
      `Took in ${path}: ${counted(ids.length, 'moment')}${unreadable > 0 ? `, ${counted(unreadable, 'line')} left out that cannot be read` : ''}.`,
    );
  }
  return lines;
};

const replace = async ({ dataDir }: Config, file: string): Promise<string[]> => {
  const { moments, lastReceivedAt, keptAs, withdrawnAgain } = await restore(dataDir, file);
  return [
    `Restored from ${file}: ${counted(moments, 'moment')}${lastReceivedAt === null ? '' : `, the last thing in it of ${lastReceivedAt}`}.`,
    ...(keptAs === null
      ? []
      : [
          `The database that was here before is ${keptAs}. Delete it when you no longer need it: nothing else does.`,
        ]),
    withdrawnLine(withdrawnAgain),
  ];
};

const renew = async ({ dataDir, databaseUrl }: Config): Promise<string[]> => {
  if (databaseUrl === null) return [withdrawnLine(await catchUpSqlite(dataDir))];
  const { catchUpPostgres } = await import('../store/postgres.ts');
  return [withdrawnLine(await catchUpPostgres(databaseUrl, dataDir))];
};

const withdrawnLine = (count: number): string =>
  count === 0
    ? 'Nothing had been withdrawn since that withdrawn.jsonl knows of.'
    : `${counted(count, 'moment')} that had been withdrawn since ${count === 1 ? 'is' : 'are'} withdrawn again.`;

const AFTERWARDS = [
  'Start Moments now: phones then offer again, by themselves, what they sent in the last 30 days.',
  'Links that were open are void, since they may have been used: make new ones. Phones that were marked as lost, or signed out, since the backup was made: do it again.',
];

const missingKeys = ({ keysPath }: Config): string[] =>
  existsSync(keysPath)
    ? []
    : [
        `There is no ${basename(keysPath)} in ${dirname(keysPath)}: bring it back before you start Moments. Without it, phones that are marked as lost cannot be wiped.`,
      ];

await keepOrGiveUp(run, 'Nothing was restored.');
