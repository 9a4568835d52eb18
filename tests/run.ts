// `npm test`: finds (or installs) a Chromium and what other engines there are, builds the app, runs
// every test and ends with one line, "N passed, N failed", counted from what really ran.
//
// Nothing may look green that was not tested: without a browser this stops; a file that cannot be
// imported, a skipped test, an unhandled error and a run without tests each count as failed.
// With arguments (`npm test -- tests/unit/retry -t jitter`) only the tests they name are run. With `--long` what looks at
// every screen looks in more ways.

import { spawnSync } from 'node:child_process';
import { parseCLI, startVitest } from 'vitest/node';
import { findBrowser, type Browser } from './support/find-browser.ts';
import { countResults } from './support/count-results.ts';
import { findFirefox, findWebKit, nameBrowsers } from './support/engines/find.ts';
import { findPostgres } from './support/postgres.ts';

const LONG = '--long';
if (process.argv.includes(LONG)) process.env['MOMENTS_TESTS'] = 'long';
const args = process.argv.slice(2).filter((each) => each !== LONG);
const { filter, options } = parseCLI(['vitest', 'run', ...args]);
const isWhole = args.length === 0;
const needsBrowser =
  filter.length === 0 || filter.some((path) => !/^tests[\\/](unit|store|model)\b/.test(path));

if (needsBrowser) {
  const browser = await findBrowser();
  if (browser === undefined) stop(0, 1);
  else await useBrowsers(browser);
  const built = spawnSync(process.execPath, ['src/start.mjs', 'build'], { stdio: 'inherit' });
  if (built.status !== 0) stop(0, 1);
}

const postgres = findPostgres();
console.log(
  'version' in postgres
    ? `Databases: SQLite, PostgreSQL ${postgres.version}`
    : `Databases: SQLite; no test is run on PostgreSQL: ${postgres.missing}`,
);

const vitest = await startVitest('test', filter, {
  ...options,
  config: 'tests/vitest.config.ts',
  run: true,
  watch: false,
});
const modules = vitest.state.getTestModules();
const unhandled = vitest.state.getUnhandledErrors();
const counts = countResults(modules, unhandled.length, { skippedAreFailures: isWhole });
for (const complaint of counts.complaints) console.error(complaint);
if (isWhole && !modules.some((module) => module.project.name === 'e2e')) {
  console.error('No browser test ran: tests/e2e is empty.');
  counts.failed += 1;
}
await vitest.close();
stop(counts.passed, counts.failed);

/** Chromium is needed for most tests; the others are for those that are run in every engine. */
async function useBrowsers(chromium: Browser): Promise<void> {
  const firefox = findFirefox();
  const webkit = await findWebKit();
  process.env['CHROME_PATH'] = chromium.path;
  process.env['FIREFOX_PATH'] = firefox?.path ?? '';
  process.env['WEBKIT_PATH'] = webkit?.path ?? '';
  console.log(nameBrowsers({ Chromium: chromium, Firefox: firefox, WebKitGTK: webkit }));
}

function stop(passed: number, failed: number): never {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}
