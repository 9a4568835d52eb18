import { type Result, trouble } from '../../domain/result.ts';
import { trustedScript } from '../../ui/trusted-script.ts';
import type { Task } from './spreadsheet-worker.ts';
// oxlint-disable-next-line import/default -- The build makes the address of it.
import workerAddress from './spreadsheet-worker.ts?worker&url';
import type { Table, TableTrouble } from './table.ts';

/** Whatever reads and writes spreadsheets. Neither throws. */
export interface Spreadsheets {
  read(file: File): Promise<Result<Table, TableTrouble>>;
  /** Null where none could be made. */
  write(lines: string[][]): Promise<ArrayBuffer | null>;
}

export const spreadsheets: Spreadsheets = {
  async read(file) {
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) return trouble('broken');
    const read = await inWorker({ read: bytes });
    return read === null ? trouble('broken') : (read as Result<Table, TableTrouble>);
  },
  write: async (lines) => (await inWorker({ write: lines })) as ArrayBuffer | null,
};

/** In a worker of its own, which ends with it. Null where it broke or there is none. */
const inWorker = (task: Task): Promise<unknown> =>
  new Promise((resolve) => {
    const worker = new Worker(trustedScript(workerAddress));
    const end = (outcome: unknown): void => {
      worker.terminate();
      resolve(outcome);
    };
    worker.addEventListener('message', ({ data }) => end(data));
    worker.addEventListener('error', () => end(null));
    worker.postMessage(task);
  });
