import type { Engine } from './engine.ts';
import * as alerts from './queries/alerts.ts';
import { troubledDeliveries } from './queries/deliveries.ts';
import { alike } from './queries/alike.ts';
import { assignments } from './queries/assignments.ts';
import * as audit from './queries/audit.ts';
import { boardMoments } from './queries/board.ts';
import * as feed from './queries/feed.ts';
import * as erasing from './queries/erasing.ts';
import * as flags from './queries/flags.ts';
import { handled } from './queries/handled.ts';
import * as held from './queries/held.ts';
import * as inbox from './queries/inbox.ts';
import { offered } from './queries/offered.ts';
import { countStates } from './queries/inbox-counts.ts';
import { notes } from './queries/notes.ts';
import * as operations from './queries/operations.ts';
import * as passkeys from './queries/passkeys.ts';
import * as people from './queries/people.ts';
import * as sessions from './queries/sessions.ts';
import * as setAside from './queries/set-aside.ts';
import { thread } from './queries/thread.ts';
import * as voice from './queries/voice.ts';
import type { Reads } from './store.ts';

/** What `engine` shows of one organisation. */
export const readsOf = (engine: Engine, organisationId: string): Reads => ({
  session: (sessionId) => sessions.session(engine, organisationId, sessionId),
  passkey: (credentialId) => passkeys.passkey(engine, organisationId, credentialId),
  passkeysOf: (personId) => passkeys.passkeysOf(engine, organisationId, personId),
  programmes: () => people.programmes(engine, organisationId),
  changes: (personId, after, limit) => feed.changes(engine, organisationId, personId, after, limit),
  inbox: (filter, before, limit) => inbox.inbox(engine, organisationId, filter, before, limit),
  countStates: (filter) => countStates(engine, organisationId, filter),
  notes: (momentId) => notes(engine, organisationId, momentId),
  assignments: (momentId) => assignments(engine, organisationId, momentId),
  handled: (momentId) => handled(engine, organisationId, momentId),
  alike: (terms, newest) => alike(engine, organisationId, terms, newest),
  at: (places) => inbox.at(engine, organisationId, places),
  moment: (momentId) => inbox.moment(engine, organisationId, momentId),
  versions: (momentId) => operations.versionsOf(engine, organisationId, momentId),
  setAside: (isLookedAt, before, limit) =>
    setAside.setAside(engine, organisationId, isLookedAt, before, limit),
  countSetAside: () => setAside.countSetAside(engine, organisationId),
  boardMoments: (before, limit) => boardMoments(engine, organisationId, before, limit),
  people: (now) => people.people(engine, organisationId, now),

  organisationName: () => voice.organisationName(engine, organisationId),
  thread: (momentId) => thread(engine, organisationId, momentId),
  voiceOf: (programmeId) => voice.voiceOf(engine, organisationId, programmeId),
  voices: () => voice.voices(engine, organisationId),
  flagged: (isOpen) => flags.flagged(engine, organisationId, isOpen),
  keepMonths: () => voice.keepMonths(engine, organisationId),
  waiting: () => held.waiting(engine, organisationId),
  tooOld: (before, limit) => erasing.tooOld(engine, organisationId, before, limit),

  alertSettings: (personId) => alerts.alertSettings(engine, organisationId, personId),
  reachesAdministrators: () => alerts.reachesAdministrators(engine, organisationId),
  webhooks: () => alerts.webhooks(engine, organisationId),
  troubledDeliveries: (limit) => troubledDeliveries(engine, organisationId, limit),
  offered: () => offered(engine, organisationId),
  trail: () => audit.trail(engine, organisationId),
  auditFrom: (after, limit) => audit.auditFrom(engine, organisationId, after, limit),
  auditRows: (filter, before, limit) =>
    audit.auditRows(engine, organisationId, filter, before, limit),
});
