// Processes of their own that play: each says one line at its end, as JSON.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Tally } from '../model/weather.ts';
import type { CrashTally, HowOften } from './play-crashes.ts';
import type { Caught } from './play-mutant.ts';

const at = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * Runs one of the scripts beside this file to its end.
 * @throws when it ends without its line, or takes longer than `limitMs`; `said` tells of it as it stood.
 */
const play = async <Said>(
  script: string,
  args: readonly (string | number)[],
  { hook, env, limitMs }: { hook?: string; env?: Record<string, string>; limitMs: number },
): Promise<Said> => {
  const hooks = hook === undefined ? [] : ['--import', `./tests/faults/${hook}`];
  const child = spawn(
    process.execPath,
    ['--no-warnings', ...hooks, at(script), ...args.map(String)],
    {
      cwd: at('../..'),
      // It is no test of a runner, whoever started it.
      env: { ...process.env, VITEST: undefined, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const limit = setTimeout(kill, limitMs);
  let said = '';
  let complained = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearTimeout(limit);
  process.off('exit', kill);
  if (code === 0 && said.endsWith('\n')) return JSON.parse(said) as Said;
  const why = signal === null ? `code ${code}` : `${signal} after ${limitMs} ms at most`;
  throw new Error(`${script} ${args.join(' ')} ended by ${why}: ${complained.slice(-2_000)}`);
};

/** A schedule takes about 0.2 s, and one that fails is made smaller for half a minute. */
export const playSeedsApart = (from: number, count: number): Promise<Tally> =>
  play('play-seeds.ts', [from, count], { limitMs: 300_000 + count * 5_000 });

/** One part of all the crashes, of so many. */
export const playCrashes = (howOften: HowOften, part: number, parts: number): Promise<CrashTally> =>
  play('play-crashes.ts', [howOften, part, parts], {
    hook: 'instrument.ts',
    limitMs: 7_200_000,
  });

/** A mutant that ends its process, or hangs it, is caught by that. */
export const playMutant = async (name: string, seeds: number): Promise<Caught> => {
  try {
    return await play('play-mutant.ts', [seeds], {
      hook: 'mutate.ts',
      env: { MUTANT: name },
      limitMs: 180_000,
    });
  } catch (error) {
    return { by: 'its process', said: String(error) };
  }
};

/** Does `work` for each, two at a time where the machine has two processors. */
export const eachAtOnce = async <Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
};
