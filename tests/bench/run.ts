// `npm run bench`: measures the built app and the real server beside their bare limits. Prints a table; with `--json`
// one line a figure; with `--only NAME`, as often as wanted, runs those; with `--large` also what takes minutes.
import { parseArgs } from 'node:util';
import { findBrowser } from '../support/find-browser.ts';
import type { Family } from './figure.ts';
import { ingest, ingestOnPostgres } from './ingest.ts';
import { report } from './report.ts';
import { size } from './size.ts';
import { start } from './start.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
});

// Whatever was started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const browser = await findBrowser();
if (browser === undefined) process.exit(1);
process.env['CHROME_PATH'] = browser.path;
// They read where the browser is when they are loaded.
const { save } = await import('./save.ts');
const { drainOf } = await import('./drain.ts');
const { backlogOf } = await import('./backlog.ts');
const { firstInput } = await import('./first-input.ts');

const families: Family[] = [
  save,
  drainOf(options.large),
  backlogOf(options.large),
  ingest,
  ingestOnPostgres,
  firstInput,
  start,
  size,
];
await report(families, { ...options, ranOn: `Chromium ${browser.version}` });
process.exit(0);
