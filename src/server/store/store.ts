import type { DeskNote, InboxFilter, StateCounts } from '../../contract/desk-inbox.ts';
import type { Audience, MomentKind } from '../../contract/moment.ts';
import type { OperationKind } from '../../contract/push.ts';
import type { Change, Programme, Role } from '../../contract/pull.ts';
import type { BoardMoment } from '../../contract/board.ts';
import type { AuditAction, AuditRow } from '../../contract/desk-audit.ts';
import type { DeskMoment, DeskPerson, DeskSetAside, DeskVersion } from '../../contract/desk.ts';
import type { Passkey } from '../../contract/passkey.ts';
import type { DeskOffered } from '../../contract/offered.ts';
import type { AlertFacts, DailyFacts } from '../../domain/alert.ts';
import type { Standing } from '../../domain/moment.ts';

/**
 * What the server keeps, whatever engine keeps it. Whoever reads or writes names an organisation first, and sees
 * nothing of any other. Instants are ISO 8601 in UTC with milliseconds; hashes are lower-case hex.
 */
export interface Store {
  /** Changes when the database was restored from a backup (L3). */
  readonly epoch: string;
  /**
   * Whether the database is older than the file of what was withdrawn, as one that was brought back by hand is: how
   * many moments were withdrawn again when it was opened, and whether it got a new epoch then.
   */
  readonly cameBack: { withdrawnAgain: number; isEpochNew: boolean };
  /** Whether the database answers. @throws StorageAway */
  check(): Promise<void>;
  /** Whether anybody has an account yet. */
  hasOrganisation(): Promise<boolean>;
  /** Every organisation of this installation; for commands on the server, never for a request. */
  organisationIds(): Promise<string[]>;
  of(organisationId: string): Reads;
  /**
   * What `of` shows, as it is now, for however long it takes to read it. Every one has to be ended: until then SQLite
   * cannot cut off its log, and PostgreSQL clears nothing away.
   */
  snapshot(organisationId: string): Promise<Snapshot>;
  /** A link or code names no organisation: whoever holds its secret may look it up. */
  findInvitation(secret: { tokenHash: string } | { codeHash: string }): Promise<Invitation | null>;
  findSetUpLink(tokenHash: string): Promise<SetUpLink | null>;
  /** Where the link of a programme leads, by its secret; null for one that is not in use. */
  findSpeakingLink(secret: string): Promise<Place | null>;
  findProgramme(programmeId: string): Promise<Place | null>;
  /** All that a receipt code was given for, expired or not. */
  findReceipts(codeHash: string): Promise<Receipt[]>;
  /** Alerts that are due and that nobody is at, in whichever organisation; the longest due first. */
  dueDeliveries(now: string, limit: number): Promise<DueDelivery[]>;
  /** Whose hour for the day's news has come. */
  dueDaily(now: string, limit: number): Promise<(AlertTarget & { organisationId: string })[]>;
  /** Makes this the one set-up link: older ones that were not used are gone. */
  replaceSetUpLink(link: {
    tokenHash: string;
    createdAt: string;
    expiresAt: string;
  }): Promise<void>;
  /**
   * Runs `task` in a transaction and resolves with its value once that is committed and on disk. Writes that wait
   * at the same time share a commit; one that throws takes back its own changes only. A task may be run again when
   * another write was in its way: it changes nothing but the database.
   *
   * @throws what the task threw; StorageUnavailable when the disk is full or does not take the write; StorageAway.
   */
  write<Value>(
    organisationId: string,
    task: (transaction: WriteTransaction) => Promise<Value>,
  ): Promise<Value>;
  /** Tells of each commit that changed something others may wait for. Returns how to stop listening. */
  onCommit(listener: (notice: CommitNotice) => void): () => void;
  /** Takes no more writes, finishes those it took, and closes the database. */
  close(): Promise<void>;
}

/** The disk is full or does not take the write. Nothing was stored. */
export class StorageUnavailable extends Error {
  override name = 'StorageUnavailable';
}

/**
 * The database cannot be reached, or went away in the middle. Whether the last write was stored nobody knows: the same
 * again finds out.
 */
export class StorageAway extends Error {
  override name = 'StorageAway';
}

/** The database may not be used as it is. The message says why and what to do, for whoever starts the server. */
export class DatabaseUnfit extends Error {
  override name = 'DatabaseUnfit';
}

/** The message says why a backup or a restore does nothing, and what to do, for whoever runs it. */
export class CannotKeep extends Error {
  override name = 'CannotKeep';
}

export interface StoreOptions {
  /**
   * For fault tests: awaited just before each COMMIT, when what it withdraws is in the file; when it rejects, the
   * commit has failed.
   */
  atCommit?: () => Promise<void>;
}

export interface CommitNotice {
  organisationId: string;
  /**
   * `moments`: some arrived, changed or were set aside. `sessions`: some ended or were marked as lost. `deliveries`: some
   * are to be made.
   */
  what: 'moments' | 'sessions' | 'deliveries';
}

export interface Snapshot {
  reads: Reads;
  end(): Promise<void>;
}

export interface Reads {
  session(sessionId: string): Promise<Session | null>;
  /** By what the browser calls it; null for one that nobody of this organisation has. */
  passkey(credentialId: string): Promise<KnownPasskey | null>;
  /** One person's, the newest first. */
  passkeysOf(
    personId: string,
  ): Promise<(Passkey & { credentialId: string; transports: string[] })[]>;
  programmes(): Promise<Programme[]>;
  /** One person's own moments that changed after a place in the feed, oldest change first. */
  changes(
    personId: string,
    after: number,
    limit: number,
  ): Promise<{ position: number; change: Change }[]>;
  /** The inbox, newest first: those that came before `before`, or the newest. */
  inbox(
    filter: InboxFilter,
    before: number | null,
    limit: number,
  ): Promise<{ position: number; moment: DeskMoment }[]>;
  /** How many there are in each state, under all of the filter but its state; `areMore` when not all were counted. */
  countStates(filter: InboxFilter): Promise<{ counts: StateCounts; areMore: boolean }>;
  /** What managers wrote to each other about a moment, oldest first. */
  notes(momentId: string): Promise<DeskNote[]>;
  /** Whose a moment was to answer, oldest first. */
  assignments(momentId: string): Promise<KnownAssignment[]>;
  /** Who opened it first, and what phones sent of it. */
  handled(momentId: string): Promise<Handled>;
  /**
   * Of the `newest`, those that wait for an answer and in which some of `terms` stand. A term that stands in more than a
   * tenth of them is left out.
   */
  alike(terms: readonly string[], newest: number): Promise<Alike>;
  /** What stands at these places in the inbox. */
  at(places: readonly number[]): Promise<{ position: number; moment: DeskMoment }[]>;
  /** Null when it is unknown or withdrawn. */
  moment(momentId: string): Promise<DeskMoment | null>;
  /** All that was said of a moment and is not withdrawn, by revision. */
  versions(momentId: string): Promise<KnownVersion[]>;
  /** What was kept aside and looked at, or not, newest first: those before a place. */
  setAside(
    isLookedAt: boolean,
    before: number | null,
    limit: number,
  ): Promise<{ position: number; item: DeskSetAside }[]>;
  /** How much of it nobody has looked at. */
  countSetAside(): Promise<number>;
  /** Everybody, by name, with links that are open at `now`. Sessions carry no `own`: the store does not know who asks. */
  people(now: string): Promise<KnownPerson[]>;

  /** What the board may see, newest first: those that came before `before`, or the newest. */
  boardMoments(
    before: number | null,
    limit: number,
  ): Promise<{ position: number; moment: BoardMoment }[]>;

  // What is said without a name.
  organisationName(): Promise<string>;
  /** What managers and the person who spoke wrote to each other, oldest first; empty once it was erased. */
  thread(momentId: string): Promise<ThreadEntry[]>;
  /** Null for a programme that is not there. */
  voiceOf(programmeId: string): Promise<ProgrammeVoice | null>;
  /** Every programme, by name, whether or not it was set up. */
  voices(): Promise<ProgrammeVoice[]>;
  /** Those without an outcome, oldest first; or those with one, newest first. */
  flagged(isOpen: boolean): Promise<Flagged[]>;
  keepMonths(): Promise<KeepMonths>;
  /** How many are held for each programme that holds any, and what was decided of them. */
  waiting(): Promise<Waiting[]>;
  /** Moments that are due to be erased, `limit` at most: told before a date or arrived before one. Never a flagged one without outcome. */
  tooOld(before: { toldOn: string; arrivedOn: string }, limit: number): Promise<string[]>;

  // The audit trail.
  trail(): Promise<Trail>;
  /** Rows as they stand, in their order, behind a place. */
  auditFrom(after: number, limit: number): Promise<ChainedEntry[]>;
  /** Newest first, before a place, with the names of now. */
  auditRows(filter: AuditFilter, before: number | null, limit: number): Promise<KnownAuditRow[]>;
  // Alerts.
  /** Null while the person chose nothing. */
  alertSettings(personId: string): Promise<AlertSettings | null>;
  /** Whether any administrator gave an address. */
  reachesAdministrators(): Promise<boolean>;
  /** In the order in which they were added. */
  webhooks(): Promise<KnownWebhook[]>;
  /** What was given up and nobody looked at, and what failed and is tried again; the latest first. */
  troubledDeliveries(limit: number): Promise<TroubledDelivery[]>;
  /** Stages and principles, also those that are offered no more; prompts and groups. */
  offered(): Promise<KnownOffered>;
}

/** What one request by staff did (X3): ids, and neither names nor words. */
export interface AuditEntry {
  at: string;
  action: AuditAction;
  /** Null where a command on the server did it. */
  personId: string | null;
  sessionId: string | null;
  /** The moment, person, programme or session that it was about. */
  about: string | null;
  /** How many moments were read, sent or taken out. */
  count: number | null;
}

export interface ChainedEntry extends AuditEntry {
  /** From 1, without a gap. */
  position: number;
  /** Of this row and the one before it. */
  hash: string;
}

/** A place in a trail: position 0 and an empty hash stand before the first row. */
export type TrailEnd = Pick<ChainedEntry, 'position' | 'hash'>;

export interface Trail {
  end: TrailEnd;
  /** The last row that was taken out at the beginning because it was old. */
  cut: TrailEnd;
}

export interface AuditFilter {
  personId?: string;
  about?: string;
}

export type KnownAuditRow = AuditRow;

/** A programme, found without its organisation. */
export interface Place {
  organisationId: string;
  programmeId: string;
}

export interface Receipt {
  organisationId: string;
  momentId: string;
  /** A date: from then on the code opens nothing. */
  expiresOn: string;
}

export interface ThreadEntry {
  entryId: string;
  from: 'manager' | 'speaker';
  /** Empty where the person only said whether it changed. */
  words: string;
  isQuestion: boolean;
  /** From the person who spoke: did it change? Null in all else. */
  changed: 'yes' | 'partly' | 'no' | null;
  /** Of the person who spoke the date alone, at midnight. */
  writtenAt: string;
  /** The manager. */
  byName: string | null;
  /** A manager took it back: the person no longer sees it. */
  takenBackAt: string | null;
}

export interface NewThreadEntry extends Omit<ThreadEntry, 'byName' | 'takenBackAt'> {
  /** The manager; null for the person who spoke. */
  personId: string | null;
}

/** What a programme has for those who speak without a name. */
export interface ProgrammeVoice {
  programmeId: string;
  programmeName: string;
  /** Of its link; null while that is switched off. */
  secret: string | null;
  safeguarding: (Safeguarding & { leadName: string }) | null;
  releaseHours: number;
}

export interface Safeguarding {
  leadPersonId: string;
  /** When the lead reads it, in words. */
  hours: string;
  /** What to do in an emergency, in words. */
  emergency: string;
}

/** A moment of which somebody said that someone may be at risk (A7). */
export interface Flagged {
  momentId: string;
  programmeId: string;
  /** The name of whoever kept it; null for what was said without a name. */
  keptBy: string | null;
  /** The hour in which it arrived; once there is an outcome, the date at midnight. */
  arrivedAt: string;
  outcome: string | null;
  outcomeAt: string | null;
  /** A name. */
  outcomeBy: string | null;
}

/** How many months words are kept after they were told back, and after they arrived. */
export interface KeepMonths {
  afterTold: number;
  afterArrival: number;
}

/** What is held for one programme. Both instants are times of release, which tell of no arrival. */
export interface Waiting {
  programmeId: string;
  count: number;
  releaseHours: number;
  /** The last time of release that was looked at. */
  lookedAt: string | null;
  /** The first one at which too few were waiting. */
  waitingSince: string | null;
}

/** Something said without a name, as it is held. It has no person, no time and no order. */
export interface HeldEntry {
  momentId: string;
  programmeId: string;
  channel: 'own-phone' | 'handed-phone';
  words: string;
  kind: MomentKind;
  audience: Audience;
  /** The date, by the server's clock. */
  receivedOn: string;
  /** Where the person wanted to hear back: the hash of their code, and the date from which it opens nothing. */
  receipt: { codeHash: string; expiresOn: string } | null;
}

export interface KnownAssignment {
  personId: string | null;
  at: string;
  byName: string | null;
  toName: string | null;
}

/** What became of a moment beside its thread, notes and assignments. */
export interface Handled {
  seen: { at: string; byName: string | null } | null;
  /** The date on which it was first told back. */
  toldOn: string | null;
  /** After the first, oldest first; none where it has no name. */
  changes: { at: string; byName: string | null }[];
}

export interface Alike {
  /** How many were looked at. */
  among: number;
  /** In how many of them each term stands. */
  spread: Map<string, number>;
  /** By their places, the terms that each holds. */
  holding: Map<number, string[]>;
}

export interface KnownPerson extends Omit<DeskPerson, 'sessions'> {
  sessions: (SessionState & {
    sessionId: string;
    device: string;
    signedInAt: string;
  })[];
}

export interface SessionState {
  lastContactAt: string;
  expiresAt: string;
  endedAt: string | null;
  lostAt: string | null;
  wipedAt: string | null;
  pendingCount: number;
  pendingSince: string | null;
  /** When whoever uses it last showed who they are; null from before there were passkeys. */
  provedAt: string | null;
}

/** A session with whose it is. Whether it still holds is for the caller to decide. */
export interface Session extends SessionState {
  sessionId: string;
  secretHash: string;
  organisationId: string;
  organisationName: string;
  personId: string;
  personName: string;
  roles: Role[];
  hasPasskey: boolean;
}

/** A passkey with whose it is. Keys and ids are base64url. */
export interface KnownPasskey {
  organisationId: string;
  organisationName: string;
  personId: string;
  personName: string;
  roles: Role[];
  passkeyId: string;
  credentialId: string;
  publicKey: string;
  counter: number;
  transports: string[];
}

export interface NewPasskey {
  passkeyId: string;
  personId: string;
  credentialId: string;
  publicKey: string;
  counter: number;
  transports: readonly string[];
  isCarried: boolean;
  madeOn: string;
  madeAt: string;
}

export interface PasskeyUse {
  passkeyId: string;
  counter: number;
  isCarried: boolean;
  at: string;
}

export interface Invitation {
  organisationId: string;
  organisationName: string;
  invitationId: string;
  personId: string;
  personName: string;
  roles: Role[];
  purpose: 'join' | 'renew';
  expiresAt: string;
  codeExpiresAt: string;
  usedAt: string | null;
  voidAt: string | null;
}

export interface SetUpLink {
  expiresAt: string;
  usedAt: string | null;
}

/** A receipt: one operation id with one fingerprint, as it was first stored. */
export interface KnownOperation {
  operationId: string;
  fingerprint: string;
  status: 'stored' | 'quarantined';
  code: string | null;
  receivedAt: string;
}

export interface NewOperation extends KnownOperation {
  momentId: string;
  revision: number;
  kind: OperationKind;
  schema: number;
  digest: string;
  /** Null where the moment is withdrawn. */
  body: string | null;
  personId: string;
  sessionId: string;
}

/** What one operation says, as it came. */
export interface StoredOperation {
  operationId: string;
  momentId: string;
  revision: number;
  kind: OperationKind;
  schema: number;
  /** Null where the moment is withdrawn. */
  body: string | null;
}

/** Which one stands is not for the store to say. */
export type KnownVersion = Omit<DeskVersion, 'stands'>;

/** One operation that is to be listed as kept aside. */
export interface NewAside {
  asideId: string;
  position: number;
  operationId: string;
  fingerprint: string;
}

/** What was kept aside, as far as it takes to take it in after all. */
export interface KnownAside extends Omit<StoredOperation, 'operationId'> {
  body: string;
  code: string | null;
  personId: string;
  takenInUnder: string | null;
}

/** A moment as all its operations leave it. */
export interface KnownMoment {
  momentId: string;
  personId: string;
  channel: string;
  /** Kept after a withdrawal, too; null when a withdrawal came first and named no programme that is known. */
  programmeId: string | null;
  standing: Standing;
  receivedAt: string;
  withdrawnAt: string | null;
  arrivedPosition: number;
  changedPosition: number;
  /** What the person narrowed it to: no operation widens it again (A8). */
  narrowedTo?: Audience | null;
}

/** Everything here belongs to the one organisation that `write` named. */
export interface WriteTransaction {
  readonly organisationId: string;

  // What accept.ts needs.
  operationsById(operationIds: readonly string[]): Promise<KnownOperation[]>;
  momentsById(momentIds: readonly string[]): Promise<KnownMoment[]>;
  /** What is stored of these moments and was not kept aside. */
  storedOf(momentIds: readonly string[]): Promise<StoredOperation[]>;
  programmeIds(): Promise<Set<string>>;
  /** Takes `count` places in a row and returns the first. They become visible in this order (L1). */
  takePositions(count: number, counter?: 'feed' | 'set-aside'): Promise<number>;
  keepOperations(operations: readonly NewOperation[]): Promise<void>;
  /** Lists operations that were kept as quarantined, for managers. */
  keepAside(asides: readonly NewAside[]): Promise<void>;
  /** Inserts or replaces. A moment's place in the inbox and its first arrival stay what they were. */
  putMoments(moments: readonly KnownMoment[]): Promise<void>;
  /** Erases, for good, what the operations of these moments said: all bodies but those of stored withdrawals. */
  eraseBodies(momentIds: readonly string[]): Promise<void>;

  // People and programmes.
  addOrganisation(organisation: { name: string; createdAt: string }): Promise<void>;
  /** False when the name is taken, whatever its case. */
  addProgramme(programme: {
    programmeId: string;
    name: string;
    createdAt: string;
  }): Promise<boolean>;
  addPerson(person: {
    personId: string;
    name: string;
    roles: readonly Role[];
    createdAt: string;
  }): Promise<void>;
  /** Null for whoever is not there, or was removed. */
  person(personId: string): Promise<{ name: string; roles: Role[]; hasSignedIn: boolean } | null>;

  /** Whether this person is in the organisation, or was. */
  wasPerson(personId: string): Promise<boolean>;
  setRoles(personId: string, roles: readonly Role[]): Promise<void>;
  /** Ends all that lets them in; what they kept stays, under another name. */
  removePerson(personId: string, removed: { nameInstead: string; now: string }): Promise<void>;
  /** Ids. Two transactions that ask do so one after the other. */
  administrators(): Promise<string[]>;
  /** Whether a programme tells this person when someone may be at risk. */
  isNamedLead(personId: string): Promise<boolean>;

  // Passkeys.
  /** False when somebody has it already. */
  addPasskey(passkey: NewPasskey): Promise<boolean>;
  notePasskeyUse(use: PasskeyUse): Promise<void>;
  /** False when this person has no such passkey. */
  removePasskey(personId: string, passkeyId: string): Promise<boolean>;
  /** False when it was used before. */
  useChallenge(used: { challenge: string; expiresAt: string; now: string }): Promise<boolean>;

  // Links.
  /** False when it is unknown, used or expired. */
  useSetUpLink(tokenHash: string, now: string): Promise<boolean>;
  hasOrganisation(): Promise<boolean>;
  /** Voids the person's unused links first: one is open at a time. */
  replaceInvitation(invitation: NewInvitation): Promise<void>;
  /** False when it was used or voided meanwhile. */
  useInvitation(invitationId: string, now: string): Promise<boolean>;
  setCode(invitationId: string, code: { codeHash: string; expiresAt: string }): Promise<void>;

  // Sessions.
  addSession(session: NewSession): Promise<void>;
  noteContact(sessionId: string, contact: Contact): Promise<void>;
  noteProof(sessionId: string, now: string): Promise<void>;
  /** False when no such session; ending one twice keeps the first time. */
  endSession(sessionId: string, now: string): Promise<boolean>;
  markLost(sessionId: string, now: string): Promise<boolean>;
  markWiped(sessionId: string, now: string): Promise<void>;

  // The desk.
  /** Keeps the first time and person. False when the moment is unknown or withdrawn. */
  markSeen(momentId: string, personId: string, now: string): Promise<boolean>;
  /** False when the moment is unknown or withdrawn; so for the next. The same note is not added twice. */
  addNote(
    momentId: string,
    note: { noteId: string; words: string; personId: string; now: string },
  ): Promise<boolean>;
  /** `to` is nobody with null. */
  assign(
    momentId: string,
    assigned: { to: string | null; by: string; now: string },
  ): Promise<boolean>;
  /** What was written to and fro, as this write sees it. */
  thread(momentId: string): Promise<ThreadEntry[]>;
  /** What was kept aside; null when it is unknown, or its moment withdrawn. */
  aside(asideId: string): Promise<KnownAside | null>;
  /** Keeps the first time and person. */
  markLooked(
    asideId: string,
    looked: { personId: string; now: string; takenInUnder: string | null },
  ): Promise<void>;

  // What is said without a name.
  /** False when this moment is held, released or erased already: it came before. */
  hold(entry: HeldEntry): Promise<boolean>;
  /** What is held for a programme and what was decided of it; null while it holds nothing. */
  waitingFor(programmeId: string): Promise<Waiting | null>;
  /** Notes that a time of release was looked at. */
  noteLooked(
    programmeId: string,
    looked: { lookedAt: string; waitingSince: string | null },
  ): Promise<void>;
  /** All that is held for a programme, or those that are named. */
  heldFor(programmeId: string, momentIds?: readonly string[]): Promise<HeldEntry[]>;
  /** Makes moments of what is held: they get their places in the feed in the order given. */
  release(entries: readonly HeldEntry[]): Promise<void>;
  /**
   * Someone may be at risk: the programme's lead is to be told, or the administrators where none is named, and the webhooks
   * that want it (A7). `arrivedAt`: the hour. One that is flagged already stays as it is, and nobody is told again.
   */
  flag(flagged: { momentId: string; programmeId: string; arrivedAt: string }): Promise<void>;
  /** False when there is no such flag or it has its outcome. The hour of arrival is forgotten. */
  recordOutcome(
    momentId: string,
    recorded: { outcome: string; personId: string; now: string },
  ): Promise<boolean>;
  /** Forgets codes that expired by `today`. Returns how many. */
  dropReceipts(today: string): Promise<number>;
  /** False when the moment is unknown or withdrawn. Nothing twice: the same entry id, or the speaker's same words. */
  addToThread(momentId: string, entry: NewThreadEntry): Promise<boolean>;
  /** False when it is not there, is the speaker's, or was taken back already. How long one may is for the caller to say. */
  takeBackAnswer(momentId: string, entryId: string, now: string): Promise<boolean>;
  /** Null switches the link off. False when there is no such programme; so for the next two. */
  setSecret(programmeId: string, secret: string | null): Promise<boolean>;
  setSafeguarding(programmeId: string, safeguarding: Safeguarding | null): Promise<boolean>;
  setReleaseHours(programmeId: string, hours: number): Promise<boolean>;
  setKeepMonths(months: KeepMonths): Promise<void>;
  /** For good, whatever comes from a phone later. False when it is unknown, withdrawn, or would be wider than it is. */
  narrowAudience(momentId: string, audience: Audience): Promise<boolean>;
  /** Words, thread, code and operations' bodies are gone for good; a tombstone stays (X2). False when there was nothing. */
  eraseMoment(momentId: string, now: string): Promise<boolean>;
  /** Notes the date on which moments were first told back. */
  markTold(momentIds: readonly string[], day: string): Promise<void>;

  /** A row of the audit trail. It is appended when this write is committed, and not when it fails. */
  note(entry: AuditEntry): void;
  /** Takes out the oldest rows that are older than `before`, `limit` at most. Returns how many. */
  cutAudit(before: string, limit: number): Promise<number>;
  // Alerts.
  setAlerts(
    personId: string,
    settings: AlertSettings & { nextDailyAt: string | null },
  ): Promise<void>;
  addWebhook(webhook: NewWebhook): Promise<void>;
  /** With all that was to be delivered there. False when it is not there. */
  removeWebhook(webhookId: string): Promise<boolean>;
  /** Whoever is there wants to be told no more. */
  noteGone(webhookId: string, now: string): Promise<void>;
  /** Sets the next time of the day's news; null when that was done already. */
  takeDaily(
    target: AlertTarget,
    now: string,
    nextOf: (hour: number, timeZone: string) => string,
  ): Promise<{ wantsDaily: boolean; dueAt: string } | null>;
  /** What there is to say, of what is released alone. `oldBefore`: a date. */
  dailyFacts(oldBefore: string): Promise<DailyFacts>;
  /** Nothing where the same was made before. */
  addDelivery(delivery: NewDelivery): Promise<void>;
  /** Those that are due still and that nobody is at: `claim` is, until `until`, or until it settles them. */
  claimDeliveries(
    deliveryIds: readonly string[],
    by: { claim: string; now: string; until: string },
  ): Promise<ClaimedDelivery[]>;
  /** False when another is at it by now, or it was dropped. */
  settleDelivery(deliveryId: string, claim: string, settled: Settled): Promise<boolean>;
  /** From the beginning. False when it is not there, was sent, or is being tried just now. */
  tryDeliveryAgain(deliveryId: string): Promise<boolean>;
  /** The same for all that did not reach one person. */
  tryAgainFor(personId: string): Promise<void>;
  /** Somebody knows that it was given up. False when it was not. */
  markDeliveryLooked(deliveryId: string, now: string): Promise<boolean>;
  /** Forgets what was made before a time and was sent, or looked at after it was given up. */
  dropDeliveries(before: string): Promise<void>;

  // What is offered while words are kept.
  offered(): Promise<KnownOffered>;
  /** In the place of all there are of a part; `programmeId` for groups, null for all else. */
  putOffered(
    part: 'stage' | 'principle' | 'prompt' | 'group',
    programmeId: string | null,
    rows: readonly NewOffered[],
  ): Promise<void>;
}

export type KnownOffered = Omit<DeskOffered, 'protocol'>;

export interface NewOffered {
  id: string;
  name: string | null;
  isRetired: boolean;
}

/** Who is told. */
export type AlertTarget = { personId: string } | { webhookId: string };

export interface AlertSettings {
  email: string | null;
  wantsDaily: boolean;
  /** 0 to 23, in the zone. */
  hour: number;
  /** Of the IANA's list: `Europe/London`. */
  timeZone: string;
}

export interface KnownWebhook extends Omit<AlertSettings, 'email'> {
  webhookId: string;
  name: string;
  url: string;
  shape: 'plain' | 'slack' | 'teams';
  wantsFlagged: boolean;
  goneAt: string | null;
}

export interface NewWebhook extends Omit<KnownWebhook, 'goneAt'> {
  nextDailyAt: string | null;
  createdAt: string;
}

export interface NewDelivery {
  deliveryId: string;
  /** What it is and for whom: the same is never made twice. */
  once: string;
  target: AlertTarget;
  /** Of what was flagged: it goes once that has its outcome. */
  momentId?: string;
  facts: AlertFacts;
  /** Made and due. Of what was flagged the hour. */
  at: string;
}

export interface DueDelivery {
  organisationId: string;
  deliveryId: string;
  /** So far. */
  tries: number;
}

export interface ClaimedDelivery {
  deliveryId: string;
  target: AlertTarget;
  facts: AlertFacts;
  madeAt: string;
  /** With the one that begins now. */
  tries: number;
}

/** How a try ended. `dueAt`: when it is tried again; absent where that is known to this process alone. */
export interface Settled {
  state: 'sent' | 'waiting' | 'given_up';
  trouble: string | null;
  triedAt: string;
  dueAt?: string;
}

export interface TroubledDelivery {
  deliveryId: string;
  target: AlertTarget;
  /** A person's or webhook's; '' for one that left. */
  targetName: string;
  what: AlertFacts['what'];
  isGivenUp: boolean;
  trouble: string;
  madeAt: string;
  tries: number;
}

export interface NewInvitation {
  invitationId: string;
  personId: string;
  purpose: 'join' | 'renew';
  tokenHash: string;
  codeHash: string;
  createdAt: string;
  expiresAt: string;
}

export interface NewSession {
  sessionId: string;
  personId: string;
  secretHash: string;
  device: string;
  signedInAt: string;
  expiresAt: string;
}

export interface Contact {
  at: string;
  /** When to move the end of the session. */
  expiresAt?: string;
  pending?: Pending;
}

/** What a phone says that it holds unsent, and since when by its own clock. */
export interface Pending {
  count: number;
  since: string | null;
}
