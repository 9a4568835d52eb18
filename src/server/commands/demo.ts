// The app with an invented organisation to look around in, on a folder that is gone at the end.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { openTo, startOrGiveUp } from '../entrance.ts';
import type { Installation } from '../installation.ts';
import { newInvitation } from '../invitation.ts';
import { runJobs } from '../jobs/jobs.ts';
import { openKeys } from '../keys.ts';
import { openLog } from '../log.ts';
import { listen } from '../serve.ts';
import type { Listening } from '../serve.ts';
import { loadStaticFiles } from '../static-files.ts';
import { openSqlite } from '../store/sqlite.ts';
import { OPEN_AS, ORGANISATION } from './demo/harbour-house.ts';
import { loadHarbourHouse } from './demo/load.ts';
import type { House } from './demo/move-in.ts';

const start = async (config: Config): Promise<void> => {
  const keys = openKeys(config.keysPath);
  const store = await openSqlite(config.dataDir);
  const server = await listenSomewhere(config);
  const log = openLog();
  // A line for each request would carry the links out of view.
  log.level = 'warn';
  const files = await loadStaticFiles(config.appDir);
  const installation = openTo(server, config, { store, keys, log, files });
  const house = await loadHarbourHouse(store, new Date());
  runJobs(installation);
  const manager = await linkFor(installation, house, OPEN_AS.manager);
  const practitioner = await linkFor(installation, house, OPEN_AS.practitioner);
  const isElsewhere = ![0, server.port].includes(config.port);
  const greeting = [
    ...(isElsewhere ? [`Port ${config.port} is in use, so this is port ${server.port}.`] : []),
    `Moments is open at ${installation.address.publicUrl}, with nine months of ${ORGANISATION}, which is invented.`,
    '',
    `Open as a manager (${OPEN_AS.manager}):`,
    `  ${manager}`,
    `Open as a practitioner (${OPEN_AS.practitioner}), in another browser or a private window:`,
    `  ${practitioner}`,
    '',
    'Each link works once, and on this computer only. All that is written here is gone when it stops.',
    'Stop it with Ctrl+C.\n',
  ];
  process.stdout.write(greeting.join('\n'));
};

/** The port that was asked for; where nobody asked for one, any that is free when the usual one is taken. */
const listenSomewhere = async ({ host, port }: Config): Promise<Listening> => {
  try {
    return await listen(host, port);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken || process.env['PORT']) throw error;
    return listen(host, 0);
  }
};

const linkFor = async (installation: Installation, house: House, name: string): Promise<string> => {
  const { row, shown } = newInvitation(installation, house.people[name]!.personId, 'renew');
  await installation.store.write(house.organisationId, (transaction) =>
    transaction.replaceInvitation(row),
  );
  return shown.link;
};

const folder = mkdtempSync(join(tmpdir(), 'moments-demo-'));
process.once('exit', (code) => {
  rmSync(folder, { recursive: true, force: true });
  if (code === 0) process.stdout.write('Stopped. Run it again for new links.\n');
});
await startOrGiveUp({ ...process.env, DATA_DIR: folder, MOMENTS_KEYS: '' }, start);
