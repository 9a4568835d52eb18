import { momentBody } from './moment.ts';
import { offered } from './offered.ts';
import { handOver } from './say.ts';
import { id, instant, label, z } from './schema.ts';

export const PULL_LIMIT_MAX = 500;

/** `lead`: looks after moments where someone may be at risk. `board`: reads what the board may see. */
export const role = z.enum(['practitioner', 'manager', 'administrator', 'lead', 'board']);
export type Role = z.infer<typeof role>;

/** The signed-in person, as the phone keeps them to open offline. */
export const identity = z.object({
  organisationId: id,
  organisationName: label,
  personId: id,
  personName: label,
  roles: z.array(role),
});
export type Identity = z.infer<typeof identity>;

export const programme = z.object({ programmeId: id, name: label });
export type Programme = z.infer<typeof programme>;

/** One of this person's own moments, as the server knows it. `moment` is null once it was withdrawn. */
export const change = z.object({
  momentId: id,
  revision: z.int(),
  receivedAt: instant,
  moment: z.nullable(momentBody),
});
export type Change = z.infer<typeof change>;

export const pullAnswer = z.object({
  protocol: z.string(),
  epoch: z.string(),
  identity,
  programmes: z.array(programme),
  /** For each programme in which this phone can be handed over. */
  handOver: z.optional(z.array(handOver)),
  /** What the organisation offers while words are kept. */
  offered: z.optional(offered),
  changes: z.array(change),
  /** Opaque. The next pull begins after it. */
  cursor: z.string(),
  more: z.boolean(),
});
export type PullAnswer = z.infer<typeof pullAnswer>;
