import { deskMoment } from './desk.ts';
import { id, instant, z } from './schema.ts';

export const OUTCOME_MAX = 1_000;

/** One moment of which somebody said that someone may be at risk. */
export const deskFlagged = z.object({
  momentId: id,
  /** Null once its words were taken back: what to do about it still stands. */
  moment: z.nullable(deskMoment),
  /** Who kept it, by name, also once its words were taken back; null for what was said without a name. */
  keptBy: z.nullable(z.string()),
  /** The hour, kept until an outcome is recorded. */
  arrivedAt: instant,
  /** The end of its 24 hours. */
  dueAt: instant,
  /** Who looks after this programme's; null where nobody is named. */
  leadName: z.nullable(z.string()),
  /** Whoever asks is that lead. */
  isOwn: z.boolean(),
  outcome: z.nullable(z.string()),
  outcomeAt: z.nullable(instant),
  outcomeBy: z.nullable(z.string()),
});
export type DeskFlagged = z.infer<typeof deskFlagged>;

/** `GET /v1/desk/flagged?settled`: the most urgent first; with `settled=yes` those that have an outcome, the last first. */
export const deskFlaggedList = z.object({ protocol: z.string(), items: z.array(deskFlagged) });
export type DeskFlaggedList = z.infer<typeof deskFlaggedList>;

/** `POST /v1/desk/flagged/:momentId/outcome`: what was done. The first one stays. */
export const outcomeRecorded = z.strictObject({
  outcome: z.string().check(
    z.minLength(1),
    z.maxLength(OUTCOME_MAX),
    z.refine(
      (words) =>
        words.length <= OUTCOME_MAX &&
        words.trim() !== '' &&
        !words.includes('\0') &&
        !/\p{Surrogate}/u.test(words),
    ),
  ),
});
