import {
  type ImportAnswer,
  type ImportedLine,
  IMPORT_MAX,
  importAnswer,
} from '../../contract/desk-import.ts';
import { BATCH_MAX_BYTES } from '../../contract/limits.ts';
import { ask } from '../asking.ts';
import type { Fetch, Trouble } from '../endpoint.ts';

export type LineStatus = ImportAnswer['results'][number]['status'];

/** Half of what a request may have, since letters outside of English take more than one byte. */
const LETTERS_MAX = BATCH_MAX_BYTES / 4;

export interface Sending {
  /** One for each line that was answered, in their order. */
  statuses: LineStatus[];
  /** Null when all were. */
  trouble: Trouble | null;
}

/**
 * Sends lines one batch after the other, from `statuses` on: what was answered is not sent again, and if it is, it is
 * not doubled. Ends early when `isStopped`.
 */
export const sendLines = async (
  fetch: Fetch,
  lines: readonly ImportedLine[],
  how: {
    isTrial: boolean;
    before?: readonly LineStatus[];
    onProgress: (done: number) => void;
    isStopped?: () => boolean;
  },
): Promise<Sending> => {
  const statuses = [...(how.before ?? [])];
  while (statuses.length < lines.length && how.isStopped?.() !== true) {
    const batch = batchFrom(lines, statuses.length);
    const body = {
      isTrial: how.isTrial,
      lines: batch.map(({ key, momentId, body: said }) => ({ key, momentId, body: said })),
    };
    const answer = await ask(fetch, '/v1/desk/imports', body, importAnswer);
    if (!answer.ok) return { statuses, trouble: answer.trouble };
    statuses.push(...answer.value.results.map(({ status }) => status));
    how.onProgress(statuses.length);
  }
  return { statuses, trouble: null };
};

const batchFrom = (lines: readonly ImportedLine[], from: number): ImportedLine[] => {
  const batch: ImportedLine[] = [];
  let letters = 0;
  for (const line of lines.slice(from, from + IMPORT_MAX)) {
    letters += JSON.stringify(line).length;
    if (batch.length > 0 && letters > LETTERS_MAX) break;
    batch.push(line);
  }
  return batch;
};
