// What the entrances share: main.ts and the commands that open the app.

import type { Logger } from 'pino';
import { openAlerting } from './alerts/alerting.ts';
import { createApp } from './app.ts';
import { addressOf, readConfig } from './config.ts';
import type { Config } from './config.ts';
import type { Installation } from './installation.ts';
import type { Keys } from './keys.ts';
import { loggable } from './log.ts';
import type { Listening } from './serve.ts';
import { openSpeaking } from './speaking.ts';
import { startTrouble } from './start-trouble.ts';
import type { StaticFiles } from './static-files.ts';
import type { Store } from './store/store.ts';
import { Tries } from './tries.ts';

/** Starts with the settings of `env`. When it cannot, says why in one line, and ends. */
export const startOrGiveUp = async (
  env: NodeJS.ProcessEnv,
  start: (config: Config) => Promise<void>,
): Promise<void> => {
  const config = readConfig(env);
  if (!config.ok) return giveUp(config.trouble);
  await start(config.value).catch((error: unknown) =>
    giveUp(startTrouble(error, config.value) ?? `Unexpected: ${JSON.stringify(loggable(error))}`),
  );
};

const giveUp = (line: string): never => {
  process.stderr.write(`Moments cannot start. ${line}\n`);
  process.exit(1);
};

/**
 * Answers what comes in on `server` with the whole app, until a signal ends it: then it finishes what was begun, closes
 * the store and ends the process.
 */
export const openTo = (
  server: Listening,
  config: Config,
  { store, keys, log, files }: { store: Store; keys: Keys; log: Logger; files: StaticFiles },
): Installation => {
  const stopping = new AbortController();
  const address = addressOf(config.publicUrl, server.port);
  const installation: Installation = {
    store,
    keys,
    address,
    tries: new Tries(),
    speaking: openSpeaking(keys, config.keysPath),
    alerting: openAlerting(config, address),
    log,
    now: () => new Date(),
    stopping: stopping.signal,
  };
  server.answerWith(createApp(installation, files).fetch);

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
  // A second signal, as a service manager and npm may both send one, must not cut the stop short. The last is what a
  // terminal sends that is closed.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stopOrFail);
  return installation;
};
