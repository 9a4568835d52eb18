// `npm run privacy`: what of the privacy that is promised can be measured. Prints a table; with `--json` one line a
// figure; with `--only NAME`, as often as wanted, measures those; with `--short` all of it in small. Ends with 1 where
// a figure is not what it has to be. What each one says: docs/privacy.md.
import { parseArgs } from 'node:util';
import { holds, report } from '../bench/report.ts';
import { findBrowser } from '../support/find-browser.ts';
import { hints } from './hints.ts';
import { linkingOf } from './linking.ts';
import { receiptTimingOf } from './receipt-timing.ts';
import { roomOfFortyOf } from './room-of-forty.ts';
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

const families = [
  phones,
  linkingOf(isShort),
  serverTraces,
  receiptTimingOf(isShort),
  roomOfFortyOf(isShort),
  hints,
];
const figures = await report(families, { ...options, ranOn: `Chromium ${browser.version}` });
process.exit(figures.every(holds) ? 0 : 1);
