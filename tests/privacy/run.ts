// `npm run privacy`: what of the privacy that is promised can be measured. Prints a table; with `--json` one line a
// figure; with `--only NAME`, as often as wanted, measures those; with `--short` all of it in small. Ends with an error
// where a figure is not what it has to be. What each one says: docs/privacy.md.
import { parseArgs } from 'node:util';
import type { Family, Figure } from '../bench/figure.ts';
import { holds, jsonOf, machine, printTable } from '../bench/print.ts';
import { findBrowser } from '../support/find-browser.ts';
import { floodOf } from './flood.ts';
import { hints } from './hints.ts';
import { linkingOf } from './linking.ts';
import { receiptTimingOf } from './receipt-timing.ts';
import { roomOfFortyOf } from './room-of-forty.ts';
import { sayPage } from './say-page.ts';
import { serverTraces } from './server-traces.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    short: { type: 'boolean', default: false },
  },
});
const isShort = options.short;

// Whatever was started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const browser = await findBrowser();
if (browser === undefined) process.exit(1);
process.env['CHROME_PATH'] = browser.path;
// It reads where the browser is when it is loaded.
const { phones } = await import('./phones.ts');

const families: Family[] = [
  phones,
  linkingOf(isShort),
  serverTraces,
  receiptTimingOf(isShort),
  roomOfFortyOf(isShort),
  floodOf(isShort),
  sayPage,
  hints,
];
const names = families.flatMap((family) => family.names);
const unknown = options.only.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`There is no figure "${unknown}". There are: ${names.join(', ')}`);
  process.exit(1);
}
const asked = new Set(options.only.length === 0 ? names : options.only);

const figures: Figure[] = [];
let isWhole = true;
for (const family of families) {
  if (!family.names.some((name) => asked.has(name))) continue;
  // What goes wrong with one says nothing of the others.
  const measured = await family.run(asked).catch((error: unknown) => {
    console.error(`${family.names.join(', ')}:`, error);
    isWhole = false;
    return [];
  });
  for (const figure of measured.filter(({ name }) => asked.has(name))) {
    figures.push(figure);
    if (options.json) console.log(jsonOf(figure));
    else console.error(`measured ${figure.name}`);
  }
}
if (!options.json && figures.length > 0) {
  console.log(`\n${machine(`Chromium ${browser.version}`)}\n`);
  printTable(figures);
}
process.exit(isWhole && figures.every(holds) ? 0 : 1);
