// Browsers are many processes. Each is started as a group of its own, so that one signal ends all of it, and none is
// left when the tests of a file are done, however they ended.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Each with the signal that ends it when the tests are done. */
const groups = new Map<ChildProcess, NodeJS.Signals>();
const endAll = (): void => {
  for (const [child, signal] of groups) signalGroup(child, signal);
};
// A test's worker is ended from outside and hears of no exit; a script has no hooks.
if (process.env['VITEST'] === undefined) process.once('exit', endAll);
else (await import('vitest')).afterAll(endAll);

/** Starts a program as the head of a group; it counts as ended when nothing holds its output any more. */
export const startGroup = (
  program: string,
  args: readonly string[],
  options: SpawnOptions,
  endedBy: NodeJS.Signals = 'SIGKILL',
): ChildProcess => {
  const child = spawn(program, args, { ...options, detached: true });
  keepGroup(child, endedBy);
  return child;
};

/** For a group that somebody else started. */
export const keepGroup = (child: ChildProcess, endedBy: NodeJS.Signals = 'SIGKILL'): void => {
  groups.set(child, endedBy);
  child.once('close', () => groups.delete(child));
};

export const endGroup = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (!groups.has(child)) return;
  const ended = once(child, 'close');
  signalGroup(child, signal);
  await ended;
};

const signalGroup = ({ pid }: ChildProcess, signal: NodeJS.Signals): void => {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It ended by itself just now.
  }
};
