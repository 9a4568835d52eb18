import { z } from '../contract/schema.ts';
import { PROTOCOL } from '../contract/version.ts';
import { success, trouble } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import { refuse } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/**
 * Reads a request's body as JSON that fits `schema`. More than `maxBytes` is refused as soon as it is known, by the
 * announced length or while it streams in: never kept in memory first.
 */
export const readBody = async <Schema extends z.ZodMiniType>(
  request: Request,
  { schema, maxBytes }: { schema: Schema; maxBytes: number },
): Promise<Result<z.infer<Schema>, Refusal>> => {
  if (!/^application\/json\b/i.test(request.headers.get('Content-Type') ?? '')) {
    return trouble(refuse('not_json'));
  }
  const text = await readText(request, maxBytes);
  if (text === null) return trouble(refuse('too_large'));
  const content = parse(text);
  if (content === undefined) return trouble(refuse('not_json'));
  // Before the shape: what speaks another protocol may have another shape, too.
  if (isOfOtherProtocol(content)) return trouble(refuse('protocol_unknown'));
  const fitting = schema.safeParse(content);
  return fitting.success
    ? success(fitting.data)
    : trouble(refuse('not_valid', { field: fieldOf(fitting.error.issues[0]) }));
};

/** The text, or null when it is longer than `maxBytes`. */
const readText = async (request: Request, maxBytes: number): Promise<string | null> => {
  const announced = request.headers.get('Content-Length');
  if (announced !== null) return Number(announced) > maxBytes ? null : request.text();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isOfOtherProtocol = (content: unknown): boolean =>
  typeof content === 'object' &&
  content !== null &&
  'protocol' in content &&
  typeof content.protocol === 'string' &&
  content.protocol !== PROTOCOL;

/** `operations.3.revision`. For a field that is too many, the place where it stands: its name is the caller's words. */
const fieldOf = (issue: z.core.$ZodIssue | undefined): string => issue?.path.join('.') ?? '';
