import type { Config } from './config.ts';
import { openDataFolder } from './data-folder.ts';
import { openTo, startOrGiveUp } from './entrance.ts';
import type { Installation } from './installation.ts';
import { openKeys } from './keys.ts';
import { openLog } from './log.ts';
import { listen } from './serve.ts';
import { newSetUpLink } from './set-up.ts';
import { openSqlite } from './store/sqlite.ts';

const start = async (config: Config): Promise<void> => {
  // What is written from here on is its owner's alone, whatever the folder allows.
  process.umask(0o077);
  openDataFolder(config.dataDir);
  const keys = openKeys(config.dataDir);
  const store = await openSqlite(config.dataDir);
  const server = await listen(config.host, config.port);
  const installation = await openTo(server, config, { store, keys, log: openLog() });
  process.stdout.write(greeting(config, installation, await newSetUpLink(installation)));
};

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
