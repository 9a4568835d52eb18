import { momentBody } from './moment.ts';
import { id, z } from './schema.ts';

/** The most lines of one request. */
export const IMPORT_MAX = 200;

/** One thing that was said, from a line of a table that a team kept elsewhere. */
export const importedLine = z.strictObject({
  /**
   * SHA-256 of all that stands in the line, lower-case hex: the same line, brought again, is the same. Whoever wrote the
   * same twice is told apart by a number that is part of it.
   */
  key: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** Where the table came from here: then the moment is the one that it was. */
  momentId: z.nullable(id),
  body: momentBody,
});
export type ImportedLine = z.infer<typeof importedLine>;

/** `POST /v1/desk/imports`: with `isTrial`, nothing is stored, and the answer says what would be. */
export const importAsked = z.strictObject({
  isTrial: z.boolean(),
  lines: z.array(importedLine).check(z.minLength(1), z.maxLength(IMPORT_MAX)),
});
export type ImportAsked = z.infer<typeof importAsked>;

/** One for each line, in their order. */
export const importAnswer = z.object({
  protocol: z.string(),
  results: z.array(
    /** `here`: it came before, and nothing was changed; also where it was withdrawn or erased since. */
    z.object({ key: z.string(), status: z.enum(['new', 'here', 'unknown_programme']) }),
  ),
});
export type ImportAnswer = z.infer<typeof importAnswer>;
