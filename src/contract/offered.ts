import { id, label, slug, z } from './schema.ts';

/** A stage or a principle. `name` is null while it has the name that it comes with. */
const choice = z.object({ id: slug, name: z.nullable(label) });
export type OfferedChoice = z.infer<typeof choice>;

/** With pull: what an organisation offers while words are kept. Where none is there, what Moments comes with. */
export const offered = z.object({
  stages: z.array(choice),
  principles: z.array(choice),
  /** What may be asked: one of them stands in the empty field each day. */
  prompts: z.array(label),
  groups: z.array(z.object({ programmeId: id, name: label })),
});
export type Offered = z.infer<typeof offered>;

export const CHOICES_MAX = 12;
export const GROUPS_MAX = 30;

/** What is kept of a choice that is offered no more: moments name it still. */
const deskChoice = z.object({ ...choice.shape, isRetired: z.boolean() });
export type DeskChoice = z.infer<typeof deskChoice>;

/** `GET /v1/desk/offered` */
export const deskOffered = z.object({
  protocol: z.string(),
  stages: z.array(deskChoice),
  principles: z.array(deskChoice),
  prompts: z.array(z.string()),
  groups: z.array(z.object({ programmeId: id, name: z.string() })),
});
export type DeskOffered = z.infer<typeof deskOffered>;

/** One that is new has no id yet. */
const choiceSet = z.union([
  z.strictObject({ id: slug, name: z.nullable(label) }),
  z.strictObject({ id: z.null(), name: label }),
]);
export type ChoiceSet = z.infer<typeof choiceSet>;

const choices = z.array(choiceSet).check(z.maxLength(CHOICES_MAX));

/** `POST /v1/desk/offered`: all of them, in their order. What is left out is offered no more. */
export const offeredSet = z.strictObject({
  stages: choices,
  principles: choices,
  prompts: z.array(label).check(z.maxLength(CHOICES_MAX)),
});
export type OfferedSet = z.infer<typeof offeredSet>;

/** `POST /v1/desk/programmes/:programmeId/groups`: all of them, in their order. */
export const groupsSet = z.strictObject({
  groups: z.array(label).check(z.maxLength(GROUPS_MAX)),
});
