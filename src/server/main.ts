import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from './config.ts';
import { openDataFolder } from './data-folder.ts';
import { openTo, startOrGiveUp } from './entrance.ts';
import type { Installation } from './installation.ts';
import { runJobs } from './jobs/jobs.ts';
import { keepAssets } from './kept-assets.ts';
import { openKeys } from './keys.ts';
import { loggable, openLog } from './log.ts';
import { refusalResponse, refuse } from './refusal.ts';
import { SealingKeyRing } from './sealing-key-ring.ts';
import { listen } from './serve.ts';
import type { Listening } from './serve.ts';
import { newSetUpLink } from './set-up.ts';
import { startTrouble } from './start-trouble.ts';
import { loadStaticFiles } from './static-files.ts';
import { openStore } from './store/open.ts';
import { StorageAway } from './store/store.ts';
import type { Store } from './store/store.ts';

const TRY_AGAIN_AT_LEAST_MS = 500;
const TRY_AGAIN_AT_MOST_MS = 10_000;

const start = async (config: Config): Promise<void> => {
  // What is written from here on is its owner's alone, whatever the folder allows.
  process.umask(0o077);
  openDataFolder(config.dataDir);
  const hadKeys = existsSync(config.keysPath);
  const keys = openKeys(config.keysPath);
  await new SealingKeyRing(config.keysPath).tidy(new Date());
  const server = await listen(config.host, config.port);
  const store = await openPatiently(config, server);
  const log = openLog();
  const files = await loadStaticFiles(config.appDir);
  const installation = openTo(server, config, { store, keys, log, files });
  process.stderr.write(cameBackLine(store.cameBack));
  if (!hadKeys && (await store.hasOrganisation())) process.stderr.write(newKeysLine(config));
  process.stdout.write(greeting(config, installation, await newSetUpLink(installation)));
  await keepAssets(join(config.dataDir, 'assets'), files).catch((error: unknown) =>
    log.warn(loggable(error), 'the files of older builds are not all there'),
  );
  runJobs(installation);
};

/** However long a database is away that others keep: until then, whoever calls is told to come back. */
const openPatiently = async (config: Config, server: Listening): Promise<Store> => {
  for (
    let pauseMs = TRY_AGAIN_AT_LEAST_MS;
    ;
    pauseMs = Math.min(pauseMs * 2, TRY_AGAIN_AT_MOST_MS)
  ) {
    try {
      return await openStore(config);
    } catch (error) {
      if (!(error instanceof StorageAway)) throw error;
      if (pauseMs === TRY_AGAIN_AT_LEAST_MS) {
        process.stderr.write(`${startTrouble(error, config)} Trying until it can.\n`);
        server.answerWith(() => refusalResponse(refuse('storage_away')));
      }
    }
    await pause(pauseMs);
  }
};

/** For who put an older database in place by hand; empty otherwise. */
const cameBackLine = ({ withdrawnAgain, isEpochNew }: Store['cameBack']): string => {
  if (withdrawnAgain === 0) return '';
  const again = `The database is older than withdrawn.jsonl beside it. Moments that are withdrawn again: ${withdrawnAgain}.`;
  return isEpochNew
    ? `${again} Phones offer again what they sent in the last 30 days.\n`
    : `${again} If it was brought back from a backup, stop every process and run: npm run restore -- --new-epoch\n`;
};

/** For who brought a database back without its keys. */
const newKeysLine = ({ keysPath }: Config): string =>
  `There were no keys at ${keysPath}, so new ones were made: receipt codes that people keep, short codes and the wiping of lost phones work no more. If you have a copy of the keys, stop, and put it there before the next start.\n`;

/** What the person who started it reads. The last line says that all is ready. */
const greeting = (
  { publicUrl }: Config,
  { address }: Installation,
  setUpLink: string | null,
): string =>
  [
    `Moments is open at ${address.publicUrl}`,
    ...(publicUrl === null
      ? [
          'Phones need HTTPS: set PUBLIC_URL to the https address under which they reach this machine.',
        ]
      : []),
    ...(setUpLink === null ? [] : [`For the first manager, once, within an hour: ${setUpLink}`]),
    'Stop it with Ctrl+C.\n',
  ].join('\n');

await startOrGiveUp(process.env, start);
