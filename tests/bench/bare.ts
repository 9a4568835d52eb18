import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../support/server.ts';

const ENDPOINT = fileURLToPath(new URL('bare-endpoint.ts', import.meta.url));

export interface Bare {
  url: string;
  stop: () => Promise<void>;
}

/** Starts the bare endpoint in a process of its own, on a fresh SQLite or on the empty PostgreSQL database at `where`. */
export const startBare = async (where = join(temporaryFolder(), 'bare.sqlite')): Promise<Bare> => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ENDPOINT, where],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
    child.once('exit', () => reject(new Error('The bare endpoint ended at its start')));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const ended = once(child, 'exit');
      kill();
      process.off('exit', kill);
      await ended;
    },
  };
};
