import { hash } from 'node:crypto';
import type { AuditEntry, ChainedEntry, TrailEnd } from './store.ts';

/** What the first row of a trail follows. */
export const BEFORE_THE_FIRST: TrailEnd = { position: 0, hash: '' };

/**
 * The hash of a row: of all that stands in it, and of the row before it. So no row can be changed, taken out or put in
 * without all later ones changing too.
 */
export const chainHash = (
  organisationId: string,
  position: number,
  { at, action, personId, sessionId, about, count }: AuditEntry,
  before: string,
): string =>
  hash(
    'sha256',
    JSON.stringify([
      organisationId,
      position,
      at,
      action,
      personId,
      sessionId,
      about,
      count,
      before,
    ]),
  );

/** The rows that these become behind `end`, in their order. */
export const chained = (
  organisationId: string,
  end: TrailEnd,
  entries: readonly AuditEntry[],
): ChainedEntry[] => {
  let { position, hash: before } = end;
  return entries.map((entry) => {
    position += 1;
    before = chainHash(organisationId, position, entry, before);
    return { ...entry, position, hash: before };
  });
};
