// Reads and writes spreadsheets beside the page, which goes on meanwhile. A file that breaks the reader breaks nothing else.
import { readTable, writeSheet } from './table.ts';

export type Task = { read: ArrayBuffer } | { write: string[][] };

addEventListener('message', ({ data }: MessageEvent<Task>) => {
  const work = 'read' in data ? readTable(data.read) : writeSheet(data.write);
  work.then(postMessage, () => postMessage(null));
});
