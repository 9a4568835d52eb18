import type { Engine } from './engine.ts';
import { appendAudit } from './queries/audit.ts';
import { eraseAround } from './queries/erasing.ts';
import { takePositions } from './queries/feed.ts';
import { voidOpenInvitations } from './queries/links.ts';
import { newEpoch } from './queries/installation.ts';
import { momentsById, putMoments, withdrawnAmong } from './queries/moments.ts';
import { eraseBodies } from './queries/operations.ts';
import { organisationIds } from './queries/people.ts';
import type { KnownMoment } from './store.ts';
import type { WithdrawnId } from './withdrawn-file.ts';

/** Looked at in one statement. */
const AT_ONCE = 1000;

/**
 * The ids, by organisation, that this database does not hold as withdrawn. Where it does not know the organisation, there
 * are no words and nobody who could send them.
 */
export const notYetWithdrawn = async (
  engine: Engine,
  ids: readonly WithdrawnId[],
): Promise<Map<string, WithdrawnId[]>> => {
  const due = new Map<string, WithdrawnId[]>();
  if (ids.length === 0) return due;
  const known = new Set(await organisationIds(engine));
  for (const [organisationId, all] of byOrganisation(ids)) {
    if (!known.has(organisationId)) continue;
    const left: WithdrawnId[] = [];
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const some = all.slice(from, from + AT_ONCE);
      const momentIds = some.map(({ momentId }) => momentId);
      const done = await withdrawnAmong(engine, organisationId, momentIds);
      left.push(...some.filter(({ momentId }) => !done.has(momentId)));
    }
    if (left.length > 0) due.set(organisationId, left);
  }
  return due;
};

const byOrganisation = (ids: readonly WithdrawnId[]): Map<string, WithdrawnId[]> => {
  const groups = new Map<string, WithdrawnId[]>();
  for (const each of ids) {
    const group = groups.get(each.organisationId);
    if (group === undefined) groups.set(each.organisationId, [each]);
    else group.push(each);
  }
  return groups;
};

/**
 * Withdraws again, in the transaction that is open, what this database holds as said or does not know at all: so that
 * a create that is offered again meets a tombstone.
 *
 * @returns How many moments that were.
 */
export const withdrawAgain = async (
  engine: Engine,
  ids: readonly WithdrawnId[],
  now: string,
): Promise<number> => {
  let count = 0;
  for (const [organisationId, due] of await notYetWithdrawn(engine, ids)) {
    for (let from = 0; from < due.length; from += AT_ONCE) {
      const some = due.slice(from, from + AT_ONCE);
      const momentIds = some.map(({ momentId }) => momentId);
      const known = await momentsById(engine, organisationId, momentIds);
      const before = new Map(known.map((moment) => [moment.momentId, moment]));
      const first = await takePositions(engine, organisationId, some.length);
      const ended = some.map((each, index) =>
        tombstone(each, before.get(each.momentId), first + index, now),
      );
      await putMoments(engine, organisationId, ended);
      await eraseBodies(engine, organisationId, momentIds);
      await eraseAround(engine, organisationId, momentIds);
      count += some.length;
    }
  }
  return count;
};

const tombstone = (
  { momentId, personId }: WithdrawnId,
  before: KnownMoment | undefined,
  position: number,
  now: string,
): KnownMoment => ({
  momentId,
  personId,
  channel: 'unknown',
  programmeId: null,
  receivedAt: now,
  arrivedPosition: position,
  ...before,
  // The withdrawal itself may be offered again, and takes the place of this one.
  standing: {
    revision: before?.standing.revision ?? 1,
    operationId: before?.standing.operationId ?? momentId,
    body: null,
    conflicted: false,
  },
  withdrawnAt: now,
  changedPosition: position,
});

/** Whoever noted where the trail ended finds here why it is another one. */
const BROUGHT_BACK = {
  action: 'backup_restored',
  personId: null,
  sessionId: null,
  about: null,
  count: null,
} as const;

/**
 * What a database needs that was brought back from a backup, in the transaction that is open: what was withdrawn since
 * is withdrawn again, phones learn that it went back in time (L3), and links that may have been used since open nothing.
 *
 * @returns How many moments were withdrawn again.
 */
export const catchUp = async (
  engine: Engine,
  ids: readonly WithdrawnId[],
  now: string,
): Promise<number> => {
  const count = await withdrawAgain(engine, ids, now);
  await voidOpenInvitations(engine, now);
  await newEpoch(engine);
  for (const organisationId of await organisationIds(engine)) {
    await appendAudit(engine, organisationId, [{ ...BROUGHT_BACK, at: now }]);
  }
  return count;
};
