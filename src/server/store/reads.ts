import type { Engine } from './engine.ts';
import * as feed from './queries/feed.ts';
import * as inbox from './queries/inbox.ts';
import * as operations from './queries/operations.ts';
import * as people from './queries/people.ts';
import * as sessions from './queries/sessions.ts';
import * as setAside from './queries/set-aside.ts';
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
});
