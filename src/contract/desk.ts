import { momentState, stateCounts } from './desk-inbox.ts';
import { audience, momentKind } from './moment.ts';
import { role } from './pull.ts';
import { operationKind, pushResult } from './push.ts';
import { id, instant, label, z } from './schema.ts';

export const DESK_PAGE = 50;

/** One moment as a manager reads it. */
export const deskMoment = z.object({
  momentId: id,
  revision: z.int(),
  words: z.string(),
  kind: momentKind,
  audience,
  whose: z.enum(['theirs', 'mine']),
  programmeId: id,
  programmeName: z.string(),
  group: z.nullable(z.string()),
  about: z.nullable(z.enum(['group', 'person'])),
  stage: z.nullable(z.string()),
  principles: z.array(z.string()),
  /** The phone's clock: a claim. */
  saidAt: instant,
  /** The server's clock. */
  receivedAt: instant,
  /** Null for what was said without a name. */
  byName: z.nullable(z.string()),
  /** How it came: `practitioner`, `handed-in`; without a name by `own-phone` or `handed-phone`. */
  channel: z.string(),
  /** Somebody said that someone may be at risk: it is never published (A7). */
  isFlagged: z.boolean(),
  /** The person kept a code, and can read an answer. */
  hasCode: z.boolean(),
  /** Who wrote last about it, and did not take it back; null while nobody did. */
  lastWrote: z.nullable(z.enum(['manager', 'speaker'])),
  /** When a manager first opened it; null while it is new. */
  seenAt: z.nullable(instant),
  /** How far it is on its way to an answer. */
  state: momentState,
  /** Whose it is to answer. */
  assignedTo: z.nullable(z.object({ personId: id, name: z.string() })),
  /** Two phones changed it, each without knowing of the other: there are versions to compare (P9). */
  conflicted: z.boolean(),
});
export type DeskMoment = z.infer<typeof deskMoment>;

/** `GET /v1/desk/moments?…&after&limit`: newest first, by keyset; the filter as desk-inbox.ts names it. */
export const deskPage = z.object({
  protocol: z.string(),
  moments: z.array(deskMoment),
  /** Opaque; null when this was the last page. */
  next: z.nullable(z.string()),
  /** How many are in each state, under all of the filter but its state. */
  counts: stateCounts,
  /** Only the newest were counted. */
  areMore: z.boolean(),
  /** How much is set aside that nobody has looked at, whatever the filter. */
  setAside: z.int(),
  /** How many that were flagged for safety have no outcome yet, whatever the filter. */
  atRisk: z.int(),
});
export type DeskPage = z.infer<typeof deskPage>;

/** `GET /v1/desk/moments/:momentId` */
export const deskOne = z.object({ protocol: z.string(), moment: deskMoment });

/** One thing that was said of a moment which two phones changed at once. */
export const deskVersion = z.object({
  operationId: id,
  revision: z.int(),
  /** As the phone sent it: JSON, or what was to be JSON. */
  body: z.string(),
  receivedAt: instant,
  byName: z.nullable(z.string()),
  /** The device that sent it; null where that is not known. */
  device: z.nullable(z.string()),
  /** The words of this one are shown. */
  stands: z.boolean(),
  /** It came under a number that another one had already (P3). */
  isSetAside: z.boolean(),
});
export type DeskVersion = z.infer<typeof deskVersion>;

/** `GET /v1/desk/moments/:momentId/versions`: the one that stands first. Empty without a conflict. */
export const deskVersions = z.object({ protocol: z.string(), versions: z.array(deskVersion) });

/** One operation that broke a rule, kept aside for managers (P8). */
export const deskSetAside = z.object({
  asideId: id,
  momentId: id,
  /** Whether that moment can be opened. */
  isMomentHere: z.boolean(),
  /** A code of refusal.ts. */
  code: z.string(),
  kind: operationKind,
  /** It is about a moment of somebody else. */
  isOfOther: z.boolean(),
  /** As the phone sent it: JSON, or what was to be JSON. */
  body: z.string(),
  receivedAt: instant,
  byName: z.nullable(z.string()),
  device: z.nullable(z.string()),
  /** When a manager said that they looked at it, and who. */
  lookedAt: z.nullable(instant),
  lookedBy: z.nullable(z.string()),
  /** The programme under which a manager took it in. */
  takenInUnder: z.nullable(z.string()),
});
export type DeskSetAside = z.infer<typeof deskSetAside>;

/** `GET /v1/desk/set-aside?looked&after&limit`: newest first; with `looked=yes` what somebody looked at already. */
export const deskSetAsidePage = z.object({
  protocol: z.string(),
  items: z.array(deskSetAside),
  next: z.nullable(z.string()),
});
export type DeskSetAsidePage = z.infer<typeof deskSetAsidePage>;

/** `POST /v1/desk/set-aside/:asideId/take-in`: what named an unknown programme is taken in under this one. */
export const takenIn = z.strictObject({ programmeId: id });

/** `POST /v1/desk/handed-in`: a file as export.ts says. One result for each operation, in their order. */
export const handedIn = z.object({ protocol: z.string(), results: z.array(pushResult) });
export type HandedIn = z.infer<typeof handedIn>;

/** `GET /v1/desk/live`: server-sent events named `arrived`; the data says nothing but that something did. */
export const LIVE_EVENT = 'arrived';

/** One phone or computer that a person is signed in on. */
export const deskSession = z.object({
  sessionId: id,
  /** "Chrome on Android": what the device said of itself at sign-in. */
  device: z.string(),
  signedInAt: instant,
  lastContactAt: instant,
  /** What it last said that it holds unsent, and since when. */
  pendingCount: z.int(),
  pendingSince: z.nullable(instant),
  state: z.enum(['active', 'ended', 'lost', 'wiped', 'expired']),
  /** Whether it is the very session that asks. */
  own: z.boolean(),
});
export type DeskSession = z.infer<typeof deskSession>;

export const deskPerson = z.object({
  personId: id,
  name: z.string(),
  roles: z.array(role),
  /** How many passkeys they have. */
  passkeys: z.int(),
  /** Whether an invitation or renewed link waits to be opened, and until when. */
  invitedUntil: z.nullable(instant),
  sessions: z.array(deskSession),
});
export type DeskPerson = z.infer<typeof deskPerson>;

/** `GET /v1/desk/people` */
export const deskPeople = z.object({
  protocol: z.string(),
  people: z.array(deskPerson),
  programmes: z.array(z.object({ programmeId: id, name: z.string() })),
});
export type DeskPeople = z.infer<typeof deskPeople>;

/** `POST /v1/desk/programmes` */
export const programmeAdded = z.strictObject({ name: label });

/** `POST /v1/desk/invitations`: a new person. `POST /v1/desk/people/:personId/renew` takes an empty object. */
export const personInvited = z.strictObject({ name: label, role });

/** `POST /v1/desk/people/:personId/roles`: all that this person is from now on. What one role needs comes with it. */
export const rolesChosen = z.strictObject({ roles: z.array(role).check(z.minLength(1)) });

/** The answer to both: shown once, as link, QR code and short code. */
export const invitationMade = z.object({
  protocol: z.string(),
  link: z.string(),
  code: z.string(),
  expiresAt: instant,
});
export type InvitationMade = z.infer<typeof invitationMade>;

/** `POST …` whose answer says only that it was done. */
export const done = z.object({ protocol: z.string() });
