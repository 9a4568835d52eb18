// `npm run bench`: measures the built app and the real server beside their bare limits. Prints a table; with `--json`
// one line a figure; with `--only NAME`, as often as wanted, runs those; with `--large` also what takes minutes.
import { parseArgs } from 'node:util';
import { findBrowser } from '../support/find-browser.ts';
import { deskOn } from './desk.ts';
import type { Family, Figure } from './figure.ts';
import { ingest, ingestOnPostgres } from './ingest.ts';
import { jsonOf, machine, printTable } from './print.ts';
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
const { scroll } = await import('./scroll.ts');

const families: Family[] = [
  save,
  drainOf(options.large),
  backlogOf(options.large),
  ingest,
  ingestOnPostgres,
  deskOn('sqlite', options.large),
  deskOn('postgres', options.large),
  scroll,
  firstInput,
  start,
  size,
];
const names = families.flatMap((family) => family.names);
const unknown = options.only.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`There is no figure "${unknown}". There are: ${names.join(', ')}`);
  process.exit(1);
}
const asked = new Set(options.only.length === 0 ? names : options.only);

const figures: Figure[] = [];
for (const family of families) {
  if (!family.names.some((name) => asked.has(name))) continue;
  const measured = (await family.run(asked)).filter(({ name }) => asked.has(name));
  figures.push(...measured);
  for (const figure of measured) {
    if (options.json) console.log(jsonOf(figure));
    else console.error(`measured ${figure.name}`);
  }
}
if (!options.json) {
  console.log(`\n${machine(`Chromium ${browser.version}`)}\n`);
  printTable(figures);
}
process.exit(0);
