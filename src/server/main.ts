import { addressOf, readConfig } from './config.ts';
import type { Config } from './config.ts';
import { createApp } from './app.ts';
import { openDataFolder } from './data-folder.ts';
import type { Installation } from './installation.ts';
import { openKeys } from './keys.ts';
import { loggable, openLog } from './log.ts';
import { listen } from './serve.ts';
import { newSetUpLink } from './set-up.ts';
import { startTrouble } from './start-trouble.ts';
import { loadStaticFiles } from './static-files.ts';
import { openSqlite } from './store/sqlite.ts';
import { Tries } from './tries.ts';

/** Says why it cannot start, in one line, and ends. */
const giveUp = (line: string): never => {
  process.stderr.write(`Moments cannot start. ${line}\n`);
  process.exit(1);
};

const start = async (config: Config): Promise<void> => {
  // What is written from here on is its owner's alone, whatever the folder allows.
  process.umask(0o077);
  openDataFolder(config.dataDir);
  const keys = openKeys(config.dataDir);
  const store = await openSqlite(config.dataDir);
  const server = await listen(config.host, config.port);
  const stopping = new AbortController();
  const log = openLog();
  const installation: Installation = {
    store,
    keys,
    address: addressOf(config.publicUrl, server.port),
    tries: new Tries(),
    log,
    now: () => new Date(),
    stopping: stopping.signal,
  };
  const files = await loadStaticFiles(config.appDir);
  server.answerWith(createApp(installation, files).fetch);
  process.stdout.write(greeting(config, installation, await newSetUpLink(installation)));

  const stop = async (): Promise<void> => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    await server.finish();
    await store.close();
    process.exit(0);
  };
  const stopOrFail = (): void => {
    stop().catch((error: unknown) => {
      log.fatal(loggable(error), 'did not stop cleanly');
      process.exit(1);
    });
  };
  // A second signal, as a service manager and npm may both send one, must not cut the stop short.
  process.on('SIGTERM', stopOrFail);
  process.on('SIGINT', stopOrFail);
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

const config = readConfig(process.env);
if (!config.ok) giveUp(config.trouble);
else {
  await start(config.value).catch((error: unknown) =>
    giveUp(startTrouble(error, config.value) ?? `Unexpected: ${JSON.stringify(loggable(error))}`),
  );
}
