import type { Engine } from './engine.ts';
import * as alerts from './queries/alerts.ts';
import { troubledDeliveries } from './queries/deliveries.ts';
import * as feed from './queries/feed.ts';
import * as erasing from './queries/erasing.ts';
import * as flags from './queries/flags.ts';
import * as held from './queries/held.ts';
import * as inbox from './queries/inbox.ts';
import { offered } from './queries/offered.ts';
import * as operations from './queries/operations.ts';
import * as people from './queries/people.ts';
import * as sessions from './queries/sessions.ts';
import * as setAside from './queries/set-aside.ts';
import { thread } from './queries/thread.ts';
import * as voice from './queries/voice.ts';
import type { Reads } from './store.ts';

/** What `engine` shows of one organisation. */
export const readsOf = (engine: Engine, organisationId: string): Reads => ({
  session: (sessionId) => sessions.session(engine, organisationId, sessionId),
  programmes: () => people.programmes(engine, organisationId),
  changes: (personId, after, limit) => feed.changes(engine, organisationId, personId, after, limit),
  inbox: (filter, before, limit) => inbox.inbox(engine, organisationId, filter, before, limit),
  countUnseen: (filter) => inbox.countUnseen(engine, organisationId, filter),
  moment: (momentId) => inbox.moment(engine, organisationId, momentId),
  versions: (momentId) => operations.versionsOf(engine, organisationId, momentId),
  setAside: (isLookedAt, before, limit) =>
    setAside.setAside(engine, organisationId, isLookedAt, before, limit),
  countSetAside: () => setAside.countSetAside(engine, organisationId),
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
  webhooks: () => alerts.webhooks(engine, organisationId),
  troubledDeliveries: (limit) => troubledDeliveries(engine, organisationId, limit),
  offered: () => offered(engine, organisationId),
});
