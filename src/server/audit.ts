import { auditedAs } from './audited.ts';
import { isRefusal } from './endpoint/page.ts';
import type { Installation } from './installation.ts';
import type { OpenRoute } from './route.ts';
import type { AuditEntry, Session, Store } from './store/store.ts';

/** The audit trail of one call by staff. */
export interface Auditing {
  /** What the handler gets: where the call changes something, its first write that does leaves the row. */
  installation: Installation;
  /** Names what the row is about, where the path does not say. */
  about: (id: string) => void;
  /** Leaves the row of a call that returns words. They may go out once this is resolved. */
  returned: (answer: object) => Promise<void>;
}

/** One place for all calls of staff: what is noted of each stands in audited.ts. */
export const auditing = (
  installation: Installation,
  route: OpenRoute,
  session: Session | null,
  { body, params }: { body: unknown; params: Record<string, string> },
): Auditing => {
  const audited = session === null ? null : auditedAs(route);
  if (audited === null || session === null) {
    return { installation, about: () => {}, returned: async () => {} };
  }
  const { store, now } = installation;
  let about = Object.values(params)[0] ?? null;
  const entryOf = (answer: object): AuditEntry | null => {
    const count = audited.count?.({ body, answer });
    if (count === null) return null;
    const at = now().toISOString();
    return {
      at: audited.byTheHour === true ? `${at.slice(0, 13)}:00:00.000Z` : at,
      action: audited.action,
      personId: session.personId,
      sessionId: session.sessionId,
      about,
      count: count ?? null,
    };
  };
  return {
    installation: audited.changes
      ? { ...installation, store: withRow(store, () => entryOf({})) }
      : installation,
    about: (id) => {
      about = id;
    },
    async returned(answer) {
      const entry = audited.changes ? null : entryOf(answer);
      if (entry === null) return;
      await store.write(session.organisationId, async (transaction) => transaction.note(entry));
    },
  };
};

/** The store, whose first write that changes something is committed together with the row. */
const withRow = (store: Store, entryNow: () => AuditEntry | null): Store => {
  let isNoted = false;
  return {
    ...store,
    get epoch() {
      return store.epoch;
    },
    async write(organisationId, task) {
      let didNote = false;
      const value = await store.write(organisationId, async (transaction) => {
        // A write may be run again.
        didNote = false;
        const done = await task(transaction);
        const entry = isNoted || isNothing(done) ? null : entryNow();
        if (entry !== null) {
          transaction.note(entry);
          didNote = true;
        }
        return done;
      });
      isNoted ||= didNote;
      return value;
    },
  };
};

/** What a write resolves with that found nothing to change. */
const isNothing = (value: unknown): boolean => value === false || isRefusal(value);
