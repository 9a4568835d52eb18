import type { Audience } from '../../../contract/moment.ts';
import { narrower } from '../../../domain/audience.ts';
import type { Engine } from '../engine.ts';
import type { KnownMoment } from '../store.ts';
import { takePositions } from './feed.ts';
import { dropHeld } from './held.ts';
import { momentsById, putMoments } from './moments.ts';
import { eraseBodies } from './operations.ts';
import { restate } from './states.ts';

/**
 * Ends a moment for good: of what was said and answered nothing stays but a tombstone, so that it cannot come again.
 *
 * @returns Whose it was, '' for nobody's; null when there was nothing to erase.
 */
export const eraseMoment = async (
  engine: Engine,
  organisationId: string,
  momentId: string,
  now: string,
): Promise<string | null> => {
  const [before] = await momentsById(engine, organisationId, [momentId]);
  const tombstone =
    before === undefined
      ? await tombstoneOfHeld(engine, organisationId, momentId, now)
      : { ...before, standing: { ...before.standing, body: null, conflicted: false } };
  if (tombstone === null || before?.standing.body === null) return null;
  const changedPosition = await takePositions(engine, organisationId, 1);
  await putMoments(engine, organisationId, [
    {
      ...tombstone,
      withdrawnAt: now,
      arrivedPosition: tombstone.arrivedPosition || changedPosition,
      changedPosition,
    },
  ]);
  await eraseBodies(engine, organisationId, [momentId]);
  await eraseAround(engine, organisationId, [momentId]);
  return tombstone.personId;
};

const tombstoneOfHeld = async (
  { db }: Engine,
  organisationId: string,
  momentId: string,
  now: string,
): Promise<KnownMoment | null> => {
  const row = await db
    .selectFrom('held')
    .select(['programme_id', 'channel', 'received_on'])
    .where('organisation_id', '=', organisationId)
    .where('moment_id', '=', momentId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    momentId,
    personId: '',
    channel: row.channel,
    programmeId: row.programme_id,
    standing: { revision: 1, operationId: momentId, body: null, conflicted: false },
    receivedAt: `${row.received_on}T00:00:00.000Z`,
    withdrawnAt: now,
    arrivedPosition: 0,
    changedPosition: 0,
  };
};

/**
 * What stands of moments outside their own rows and operations. That someone may be at risk stays: the lead's list must
 * not lose an entry because the words are gone.
 */
export const eraseAround = async (
  engine: Engine,
  organisationId: string,
  momentIds: readonly string[],
): Promise<void> => {
  const { db, oneOf } = engine;
  await dropHeld(engine, organisationId, momentIds);
  for (const table of ['thread', 'receipt_code', 'note', 'assignment'] as const) {
    await db
      .deleteFrom(table)
      .where('organisation_id', '=', organisationId)
      .where(oneOf('moment_id', momentIds))
      .execute();
  }
};

/** False when it is unknown, withdrawn, or would be shown to more people than now. */
export const narrowAudience = async (
  engine: Engine,
  organisationId: string,
  momentId: string,
  audience: Audience,
): Promise<boolean> => {
  const { db } = engine;
  const held = await db
    .selectFrom('held')
    .select('audience')
    .where('organisation_id', '=', organisationId)
    .where('moment_id', '=', momentId)
    .executeTakeFirst();
  if (held !== undefined) {
    if (narrower(held.audience, audience) !== audience) return false;
    await db
      .updateTable('held')
      .set({ audience })
      .where('organisation_id', '=', organisationId)
      .where('moment_id', '=', momentId)
      .execute();
    return true;
  }
  const [moment] = await momentsById(engine, organisationId, [momentId]);
  const now = moment?.standing.body?.audience;
  if (moment === undefined || now === undefined || narrower(now, audience) !== audience) {
    return false;
  }
  if (now === audience && moment.narrowedTo === audience) return true;
  const changedPosition = await takePositions(engine, organisationId, 1);
  await putMoments(engine, organisationId, [{ ...moment, narrowedTo: audience, changedPosition }]);
  return true;
};

/** Told before a date or arrived before one, and not waiting for the outcome of a flag. */
export const tooOld = async (
  { db }: Engine,
  organisationId: string,
  { toldOn, arrivedOn }: { toldOn: string; arrivedOn: string },
  limit: number,
): Promise<string[]> => {
  const rows = await db
    .selectFrom('moment as m')
    .select('m.moment_id')
    .where('m.organisation_id', '=', organisationId)
    .where('m.withdrawn_at', 'is', null)
    .where(({ eb, or }) =>
      or([eb('m.received_at', '<', `${arrivedOn}T00:00:00.000Z`), eb('m.told_on', '<', toldOn)]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('flag')
            .select('flag.moment_id')
            .whereRef('flag.organisation_id', '=', 'm.organisation_id')
            .whereRef('flag.moment_id', '=', 'm.moment_id')
            .where('flag.outcome', 'is', null),
        ),
      ),
    )
    .orderBy('m.received_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.moment_id);
};

export const markTold = async (
  engine: Engine,
  organisationId: string,
  momentIds: readonly string[],
  day: string,
): Promise<void> => {
  await engine.db
    .updateTable('moment')
    .set({ told_on: day })
    .where('organisation_id', '=', organisationId)
    .where(engine.oneOf('moment_id', momentIds))
    .where('withdrawn_at', 'is', null)
    .where('told_on', 'is', null)
    .execute();
  await restate(engine, organisationId, momentIds);
};
