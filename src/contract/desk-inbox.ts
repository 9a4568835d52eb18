import { answerWords } from './desk-answer.ts';
import { audience, momentKind } from './moment.ts';
import { id, instant, label, slug, z } from './schema.ts';

/** How far a moment is on its way to an answer. loop.ts says which one holds. */
export const momentState = z.enum(['new', 'to-answer', 'answered', 'promised', 'told-back']);
export type MomentState = z.infer<typeof momentState>;

/** How moments come in. `practitioner` stands for what a phone handed in as a file, too. */
export const momentChannel = z.enum(['practitioner', 'own-phone', 'handed-phone', 'imported']);

/** The longest text that is searched for, in UTF-16 units. */
export const SEARCH_MAX = 200;

/**
 * Which moments a list shows, by the names of the query that asks for it: on the desk's address, at the endpoint and in
 * the store. What is left out does not matter.
 */
export const inboxFilter = z.object({
  state: z.optional(momentState),
  programme: z.optional(id),
  group: z.optional(label),
  kind: z.optional(momentKind),
  stage: z.optional(slug),
  principle: z.optional(slug),
  audience: z.optional(audience),
  channel: z.optional(momentChannel),
  /** The first and the last day on which it arrived, by the server's clock in UTC. */
  from: z.optional(z.iso.date()),
  to: z.optional(z.iso.date()),
  /** A person, or `nobody`. */
  assigned: z.optional(z.union([z.literal('nobody'), id])),
  /** All of these words stand in it, in whatever form English gives them. */
  search: z.optional(z.string().check(z.maxLength(SEARCH_MAX))),
});
export type InboxFilter = z.infer<typeof inboxFilter>;

/** How many are in each state. */
export const stateCounts = z.object({
  new: z.int(),
  'to-answer': z.int(),
  answered: z.int(),
  promised: z.int(),
  'told-back': z.int(),
});
export type StateCounts = z.infer<typeof stateCounts>;

const person = z.object({ personId: id, name: z.string() });

/** What managers wrote to each other about a moment: never shown to anybody else. */
export const deskNote = z.object({
  noteId: id,
  words: z.string(),
  writtenAt: instant,
  byName: z.nullable(z.string()),
});
export type DeskNote = z.infer<typeof deskNote>;

/** `POST /v1/desk/moments/:momentId/notes`. The same note, sent again because the answer was lost, is the same. */
export const noteWritten = z.strictObject({ noteId: id, words: answerWords });
export type NoteWritten = z.infer<typeof noteWritten>;

/** One thing that became of a moment. */
export const deskDeed = z.object({
  what: z.enum([
    'arrived',
    'changed',
    'seen',
    'answered',
    'asked',
    'taken-back',
    'wrote-back',
    'noted',
    'assigned',
    'told-back',
  ]),
  at: instant,
  /** The date alone is known, at midnight. */
  isDayAlone: z.boolean(),
  byName: z.nullable(z.string()),
  /** Whose it became, with `assigned`; null when it became nobody's. */
  toName: z.nullable(z.string()),
});
export type DeskDeed = z.infer<typeof deskDeed>;

/** `GET /v1/desk/moments/:momentId/handling`: what the desk did about a moment, and whose it may become. */
export const deskHandling = z.object({
  protocol: z.string(),
  /** Oldest first, both. */
  notes: z.array(deskNote),
  history: z.array(deskDeed),
  managers: z.array(person),
});
export type DeskHandling = z.infer<typeof deskHandling>;

/** One moment that says much the same as another. */
export const similarMoment = z.object({
  momentId: id,
  words: z.string(),
  kind: momentKind,
  programmeName: z.string(),
  receivedAt: instant,
  /** From 0 to 1. */
  likeness: z.number(),
});
export type SimilarMoment = z.infer<typeof similarMoment>;

/** `GET /v1/desk/moments/:momentId/similar`: of the newest, those that wait for an answer, most alike first. */
export const deskSimilar = z.object({ protocol: z.string(), moments: z.array(similarMoment) });

/** The most that are answered or assigned together. */
export const TOGETHER_MAX = 100;

const several = z.array(id).check(z.minLength(1), z.maxLength(TOGETHER_MAX));

/** `POST /v1/desk/assignments`: whose these are to answer; null: nobody's. */
export const assignedTo = z.strictObject({ momentIds: several, personId: z.nullable(id) });
export type AssignedTo = z.infer<typeof assignedTo>;

/** `POST /v1/desk/answers`: one answer to each of these. The same entry, sent again, is the same. */
export const answeredTogether = z.strictObject({
  momentIds: several,
  entryId: id,
  words: answerWords,
});
export type AnsweredTogether = z.infer<typeof answeredTogether>;

/** What became of each, in their order. `was-answered`: somebody did already, so it is left alone. */
export const togetherDone = z.object({
  protocol: z.string(),
  results: z.array(z.object({ momentId: id, done: z.enum(['done', 'was-answered', 'gone']) })),
});
export type TogetherDone = z.infer<typeof togetherDone>;
