// What every npm script goes through, on any Node from 20 up: it installs what the lockfile says
// when that is missing, builds when a command needs it, then hands over to the pinned Node.
//
// Two of these may start at once on a fresh clone (`npm start` beside `npm test`). Everything that
// writes node_modules/ or dist/ therefore happens under one lock, which names its holder's process,
// so that whoever finds it held by a dead process takes it over.
//
// Plain JavaScript with nothing but Node's own modules: it runs before anything is installed.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const LOCK = join(ROOT, '.cache', 'installing-or-building');
const LONGEST_WAIT_MS = 15 * 60_000;
const OLDEST_NODE = 20;
const SERVER_NODE = 24;

/** @type {Record<string, { script: string, builds?: boolean, withoutDev?: boolean }>} */
const COMMANDS = {
  start: { script: 'dist-server/main.js', builds: true, withoutDev: true },
  demo: { script: 'src/server/commands/demo.ts', builds: true, withoutDev: true },
  /** What was built before, as it is: for a service manager, which starts it again and again. */
  serve: { script: 'dist-server/main.js', withoutDev: true },
  test: { script: 'tests/run.ts' },
  check: { script: 'tests/check.ts' },
  bench: { script: 'tests/bench/run.ts', builds: true },
  privacy: { script: 'tests/privacy/run.ts', builds: true },
  faults: { script: 'tests/faults/run.ts', builds: true },
  screens: { script: 'tests/screens.ts', builds: true },
  format: { script: 'node_modules/oxfmt/bin/oxfmt' },
};
const BUILD = 'src/server/commands/build.ts';
/** What was just made takes 6 MB at most: by default it may grow to 48, on a small machine too. */
const SERVER_FLAGS = ['--max-semi-space-size=2'];

const [name = '', ...args] = process.argv.slice(2);
const command = COMMANDS[name] ?? { script: `src/server/commands/${name}.ts`, withoutDev: true };

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  stop(`Moments needs Node ${OLDEST_NODE} or newer to start; this is ${process.version}.`);
}
process.chdir(ROOT);
if (!/^[a-z-]+$/.test(name) || (!(name in COMMANDS) && !existsSync(command.script))) {
  stop(`There is no command "${name}". Try: npm run demo, npm start, npm test, npm run check`);
}
if (needsInstall()) withLock(() => needsInstall() && install());
const node = usableNode();
if (command.builds || command.script === BUILD) {
  const built = withLock(() => spawnSync(node, nodeArgs(BUILD), { stdio: 'inherit' }));
  if (built.status !== 0) process.exit(built.status ?? 1);
}
if (!existsSync(command.script)) stop('Moments is not built yet: npm run build');
if (command.script !== BUILD) run(node, nodeArgs(command.script, args));

/** Whether node_modules lacks, or has in another version, a package this command relies on. */
function needsInstall() {
  const wanted = readPackages('package-lock.json');
  const present = readPackages(join('node_modules', '.package-lock.json'));
  if (wanted === undefined) stop('package-lock.json is missing or unreadable.');
  if (present === undefined) return true;
  return Object.entries(wanted).some(([path, entry]) => {
    if (path === '' || (entry.dev && command.withoutDev)) return false;
    // An optional package is for another platform, or one that this machine could not get.
    if (present[path] === undefined) return !entry.optional && !entry.devOptional && !entry.peer;
    return present[path].version !== entry.version;
  });
}

/** @param {string} path @returns {Record<string, Record<string, unknown>> | undefined} */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function install() {
  console.log('Installing what package-lock.json names. This takes a minute or two …');
  const windows = process.platform === 'win32';
  // Windows cannot delete the running node.exe: there, packages that have not changed stay.
  const ownNodeRuns = windows && process.execPath.includes(`${sep}node_modules${sep}`);
  const npmArgs = [ownNodeRuns ? 'install' : 'ci', '--include=dev', '--loglevel=error'];
  const npmCli = process.env['npm_execpath'] ?? '';
  const result =
    basename(npmCli) === 'npm-cli.js'
      ? spawnSync(process.env['npm_node_execpath'] ?? process.execPath, [npmCli, ...npmArgs], {
          stdio: 'inherit',
        })
      : spawnSync(windows ? 'npm.cmd' : 'npm', npmArgs, { stdio: 'inherit', shell: windows });
  if (result.error) stop(`npm could not be started (${result.error.message}): is it installed?`);
  if (result.signal) process.exit(130);
  if (result.status !== 0) {
    stop('The installation failed, as npm says above. Check the network and run it again.');
  }
}

/** The first Node that really runs here and is new enough to run TypeScript and node:sqlite. */
function usableNode() {
  const { platform, arch, execPath } = process;
  const executable = platform === 'win32' ? 'node.exe' : 'node';
  const pinned = [`node-${platform}-${arch}`, `node-bin-${platform}-${arch}`, `node-win-${arch}`]
    .filter((folder) => platform === 'win32' || !folder.startsWith('node-win-'))
    .map((folder) => join(ROOT, 'node_modules', folder, 'bin', executable));
  const found = [...pinned, execPath].find((candidate) => {
    const { status, stdout } = spawnSync(candidate, ['--version'], { encoding: 'utf8' });
    return status === 0 && Number(/^v(\d+)/.exec(stdout)?.[1]) >= SERVER_NODE;
  });
  return (
    found ??
    stop(`No pinned Node runs on ${platform} ${arch}: install Node ${SERVER_NODE} and try again.`)
  );
}

/** @param {string} script @param {string[]} rest */
function nodeArgs(script, rest = []) {
  const flags = script.startsWith('dist-server') ? SERVER_FLAGS : [];
  return ['--disable-warning=ExperimentalWarning', ...flags, join(ROOT, script), ...rest];
}

/** @param {string} file @param {string[]} fileArgs */
function run(file, fileArgs) {
  const child = spawn(file, fileArgs, { stdio: 'inherit' });
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) {
    process.on(signal, () => {
      // Ctrl-C reaches the child from the terminal itself; sent twice, it would read as "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  // npm stopped by a signal takes only the shell between with it, and would leave the server behind.
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  }
  child.on('error', (error) => stop(error.message));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const each of signals) process.removeAllListeners(each);
    process.kill(process.pid, signal);
  });
}

/**
 * The lock is a directory that holds its owner's process id. It is made under another name and
 * moved into place, so that it is never seen without the id.
 * @template T @param {() => T} work @returns {T}
 */
function withLock(work) {
  const mine = `${LOCK}.${process.pid}`;
  const startedAtMs = Date.now();
  let told = false;
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, 'pid'), String(process.pid));
  while (!movedTo(mine, LOCK)) {
    const holder = lockHolder(LOCK);
    if (holder !== undefined && !isAlive(holder)) {
      const stale = `${LOCK}.stale.${process.pid}`;
      // Another process may have taken the dead one's place just now: then give it back.
      if (movedTo(LOCK, stale) && lockHolder(stale) !== holder) movedTo(stale, LOCK);
      rmSync(stale, { recursive: true, force: true });
    } else {
      if (!told) console.log('Waiting for another command to finish installing or building …');
      told = true;
      if (Date.now() - startedAtMs > LONGEST_WAIT_MS) {
        rmSync(mine, { recursive: true, force: true });
        stop(`Process ${holder} still installs or builds. If it does not, delete ${LOCK}`);
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  const release = () => rmSync(LOCK, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return work();
  } finally {
    release();
    process.removeListener('exit', release);
  }
}

/** @param {string} from @param {string} to */
function movedTo(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} lock */
function lockHolder(lock) {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  // This very process holds nothing yet: in a fresh container the old number comes round again.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {string} message @returns {never} */
function stop(message) {
  console.error(message);
  process.exit(1);
}
