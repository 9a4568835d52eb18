// Every schema imports `z` from here, so that the setting stands before the first schema is made:
// without it zod compiles with `new Function`, which the content security policy refuses and reports.
import * as z from 'zod/mini';

z.config({ jitless: true });

/** A random (version 4) UUID, lower case. Random, not time-ordered: an id must not tell when somebody spoke. */
export const id = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));

/** An instant as ISO 8601 in UTC, with milliseconds: `2026-11-23T10:42:00.000Z`. */
export const instant = z.iso.datetime({ precision: 3 });

/** A name that people gave to a thing: a programme, a group, a person. Trimmed, one line, at most 80 UTF-16 units. */
export const label = z
  .string()
  .check(z.minLength(1), z.maxLength(80), z.regex(/^\S(?:[^\p{Cc}\u2028\u2029]*\S)?$/u));

/** A short permanent id of a stage or principle: `joining`. The organisation's own may join the known ones. */
export const slug = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/));

export { z };
