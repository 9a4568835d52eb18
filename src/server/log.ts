import { pino } from 'pino';
import type { Logger } from 'pino';

/**
 * One line of JSON to stderr for each answered call and each unexpected error. Never words, names, tokens, queries,
 * cookies or addresses: a call is named by the pattern of its route.
 */
export const openLog = (): Logger =>
  pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );

/**
 * What may be written down of an error. Its message may quote what was sent ("… is not valid JSON"), so that only
 * the engine's messages, which name tables and never values, are kept.
 */
export const loggable = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error ? error.code : undefined;
  return {
    error: error.name,
    code,
    ...(code === 'ERR_SQLITE_ERROR' ? { message: error.message } : {}),
    at: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8),
    ...(error.cause === undefined ? {} : { cause: loggable(error.cause) }),
  };
};
