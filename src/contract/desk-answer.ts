import { ANSWER_MAX } from './limits.ts';
import { audience } from './moment.ts';
import { id, instant, z } from './schema.ts';

/** What a manager writes to whoever spoke. Well-formed like a moment's words, and not as long. */
export const answerWords = z.string().check(
  z.minLength(1),
  z.maxLength(ANSWER_MAX),
  z.refine(
    (words) =>
      // `maxLength` counts characters: of emoji, twice as many units would pass.
      words.length <= ANSWER_MAX &&
      words.trim() !== '' &&
      !words.includes('\0') &&
      !/\p{Surrogate}/u.test(words),
  ),
);

/** One thing in what goes to and fro between managers and whoever said a moment. */
export const deskEntry = z.object({
  entryId: id,
  from: z.enum(['manager', 'speaker']),
  /** Empty where the speaker only said whether it changed. */
  words: z.string(),
  /** From the speaker: did it change? */
  changed: z.nullable(z.enum(['yes', 'partly', 'no'])),
  isQuestion: z.boolean(),
  /** The date alone, at midnight, where the speaker wrote it. */
  writtenAt: instant,
  /** The manager; null for the speaker. */
  byName: z.nullable(z.string()),
  takenBackAt: z.nullable(instant),
  /** For how long it can still be taken back, by the server's clock; null where it cannot. */
  takeBackMs: z.nullable(z.int()),
});
export type DeskEntry = z.infer<typeof deskEntry>;

/** `GET /v1/desk/moments/:momentId/thread`: oldest first. */
export const deskThread = z.object({
  protocol: z.string(),
  entries: z.array(deskEntry),
  /** A question was asked already, and stands: there is one for a moment. */
  isAsked: z.boolean(),
});
export type DeskThread = z.infer<typeof deskThread>;

/** `POST /v1/desk/moments/:momentId/answers`. The same entry, sent again because the answer was lost, is the same. */
export const answerGiven = z.strictObject({
  entryId: id,
  words: answerWords,
  isQuestion: z.boolean(),
  /** The last entry that its writer saw, null for none: refused where another came since. Left out, nothing is checked. */
  after: z.optional(z.nullable(id)),
});
export type AnswerGiven = z.infer<typeof answerGiven>;

/** `POST /v1/desk/moments/:momentId/audience`: narrower than it is, never wider. */
export const audienceNarrowed = z.strictObject({ audience });
