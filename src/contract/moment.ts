import { WORDS_MAX } from './limits.ts';
import { id, instant, label, slug, z } from './schema.ts';

/** Shown as "Moment to shine", "Could be better", "Idea". */
export const momentKind = z.enum(['celebrate', 'improve', 'idea']);
export type MomentKind = z.infer<typeof momentKind>;

/** Who may be shown the words. Nested: `board` includes the team, `public` includes everyone. */
export const audience = z.enum(['team', 'board', 'public']);
export type Audience = z.infer<typeof audience>;

/** One piece of feedback, in the speaker's own words. */
export const momentBody = z.strictObject({
  /** Well-formed: no NUL, no lone surrogate. Otherwise exactly what was typed. */
  words: z.string().check(
    z.minLength(1),
    z.maxLength(WORDS_MAX),
    z.refine(
      (words) =>
        // `maxLength` counts characters: of emoji, twice as many units would pass.
        words.length <= WORDS_MAX &&
        words.trim() !== '' &&
        !words.includes('\0') &&
        !/\p{Surrogate}/u.test(words),
    ),
  ),
  kind: momentKind,
  audience,
  /** Whether the practitioner wrote down another's words or their own. */
  whose: z.enum(['theirs', 'mine']),
  programmeId: id,
  group: z.nullable(label),
  /** Whether a group said it or one person. */
  about: z.nullable(z.enum(['group', 'person'])),
  stage: z.nullable(slug),
  principles: z.array(slug).check(z.maxLength(12)),
  /** The phone's clock when it was kept: a claim (P10). */
  saidAt: instant,
  /** "Someone may be at risk": goes to the lead at once and is never published (A7). Since schema 2. */
  mayBeAtRisk: z.optional(z.boolean()),
});
export type MomentBody = z.infer<typeof momentBody>;

/** What a withdrawal says. It carries no words: it would bring back to the server what it takes away. */
export const withdrawalBody = z.strictObject({ programmeId: id, withdrawnAt: instant });
export type WithdrawalBody = z.infer<typeof withdrawalBody>;
