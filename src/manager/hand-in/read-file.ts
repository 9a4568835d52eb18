import { exportFile, type ExportFile } from '../../contract/export.ts';
import { BATCH_MAX_BYTES } from '../../contract/limits.ts';
import { EXPORT_FORMAT } from '../../contract/version.ts';
import { type Result, success, trouble } from '../../domain/result.ts';

/** Why a file cannot be taken in. */
export type FileTrouble = 'too-large' | 'not-ours' | 'broken' | 'newer' | 'unreadable';

/** What a phone saved, or why this is nothing of that kind. Nothing is sent by it. */
export const readFile = async (
  file: Pick<File, 'size' | 'text'>,
): Promise<Result<ExportFile, FileTrouble>> => {
  if (file.size > BATCH_MAX_BYTES) return trouble('too-large');
  let text: string;
  try {
    text = await file.text();
  } catch {
    // It was moved or deleted since it was chosen.
    return trouble('unreadable');
  }
  const said = parse(text);
  if (said === undefined) return trouble(text.includes(FAMILY) ? 'broken' : 'not-ours');
  const format = formatOf(said);
  if (format === null || !format.startsWith(FAMILY)) return trouble('not-ours');
  if (format !== EXPORT_FORMAT) return trouble('newer');
  const fitting = exportFile.safeParse(said);
  return fitting.success ? success(fitting.data) : trouble('broken');
};

/** `moments-export/`, whatever the version. */
const FAMILY = EXPORT_FORMAT.slice(0, EXPORT_FORMAT.indexOf('/') + 1);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const formatOf = (said: unknown): string | null =>
  typeof said === 'object' && said !== null && 'format' in said && typeof said.format === 'string'
    ? said.format
    : null;
