import { momentState } from './desk-inbox.ts';
import { audience, momentKind } from './moment.ts';
import { id, instant, z } from './schema.ts';

export const LIST_FORMAT = 'moments-list/1';

/**
 * Who is to read a list that is taken out: only what they may see is in it. For the board and for everybody, nothing is
 * in it that was flagged for safety, nor who wrote it down, nor the time of day.
 */
export const listFor = z.enum(['team', 'board', 'public']);
export type ListFor = z.infer<typeof listFor>;

/** One moment in a list that is taken out, by the names of its columns, in their order. */
export const listedMoment = z.object({
  moment_id: id,
  words: z.string(),
  kind: momentKind,
  audience,
  whose: z.enum(['theirs', 'mine']),
  state: momentState,
  programme: z.string(),
  group: z.nullable(z.string()),
  about: z.nullable(z.enum(['group', 'person'])),
  stage: z.nullable(z.string()),
  /** Separated by blanks: each is one word. */
  principles: z.string(),
  /** The phone's clock; the date alone where no more is known or is to be told. */
  said: z.string(),
  /** The server's clock; so, too. */
  received: z.string(),
  channel: z.string(),
  written_by: z.nullable(z.string()),
});
export type ListedMoment = z.infer<typeof listedMoment>;

/** `GET /v1/desk/export?format=json&for&…`: with the filter of the inbox. With `format=csv`, the same as a table. */
export const momentList = z.object({
  format: z.literal(LIST_FORMAT),
  organisation: z.string(),
  for: listFor,
  takenOutAt: instant,
  moments: z.array(listedMoment),
});
