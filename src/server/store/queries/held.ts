import { randomUUID } from 'node:crypto';
import type { Engine } from '../engine.ts';
import type { HeldEntry, KnownMoment, Waiting } from '../store.ts';
import { takePositions } from './feed.ts';
import { putMoments } from './moments.ts';
import { keepReceipts } from './receipts.ts';
import { DEFAULT_RELEASE_HOURS } from './voice.ts';

/** False when it came before: it is held, or a moment by now, or the tombstone of one. */
export const hold = async (
  engine: Engine,
  organisationId: string,
  entry: HeldEntry,
): Promise<boolean> => {
  const { db } = engine;
  const known = await db
    .selectFrom('moment')
    .select('moment_id')
    .where('organisation_id', '=', organisationId)
    .where('moment_id', '=', entry.momentId)
    .executeTakeFirst();
  if (known !== undefined) return false;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('held')
    .values({
      organisation_id: organisationId,
      moment_id: entry.momentId,
      programme_id: entry.programmeId,
      channel: entry.channel,
      words: entry.words,
      kind: entry.kind,
      audience: entry.audience,
      received_on: entry.receivedOn,
      code_hash: entry.receipt?.codeHash ?? null,
      code_expires_on: entry.receipt?.expiresOn ?? null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'moment_id']).doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
};

export const heldFor = async (
  { db, oneOf }: Engine,
  organisationId: string,
  programmeId: string,
  momentIds?: readonly string[],
): Promise<HeldEntry[]> => {
  const rows = await db
    .selectFrom('held')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('programme_id', '=', programmeId)
    .$if(momentIds !== undefined, (query) => query.where(oneOf('moment_id', momentIds!)))
    .execute();
  return rows.map((row) => ({
    momentId: row.moment_id,
    programmeId: row.programme_id,
    channel: row.channel as HeldEntry['channel'],
    words: row.words,
    kind: row.kind,
    audience: row.audience,
    receivedOn: row.received_on,
    receipt:
      row.code_hash === null || row.code_expires_on === null
        ? null
        : { codeHash: row.code_hash, expiresOn: row.code_expires_on },
  }));
};

export const waiting = async (
  { db }: Engine,
  organisationId: string,
  programmeId?: string,
): Promise<Waiting[]> => {
  const rows = await db
    .selectFrom('held')
    .leftJoin('voice', (join) =>
      join
        .onRef('voice.organisation_id', '=', 'held.organisation_id')
        .onRef('voice.programme_id', '=', 'held.programme_id'),
    )
    .select(['held.programme_id', 'voice.release_hours', 'voice.looked_at', 'voice.waiting_since'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('held.organisation_id', '=', organisationId)
    .$if(programmeId !== undefined, (query) => query.where('held.programme_id', '=', programmeId!))
    .groupBy(['held.programme_id', 'voice.release_hours', 'voice.looked_at', 'voice.waiting_since'])
    .execute();
  return rows.map((row) => ({
    programmeId: row.programme_id,
    count: Number(row.count),
    releaseHours: row.release_hours ?? DEFAULT_RELEASE_HOURS,
    lookedAt: row.looked_at,
    waitingSince: row.waiting_since,
  }));
};

/** They get their places in the feed, and SQLite's numbers of rows, in the order given. */
export const release = async (
  engine: Engine,
  organisationId: string,
  entries: readonly HeldEntry[],
): Promise<void> => {
  if (entries.length === 0) return;
  const first = await takePositions(engine, organisationId, entries.length);
  await putMoments(
    engine,
    organisationId,
    entries.map((entry, index) => asMoment(entry, first + index)),
  );
  await keepReceipts(engine, organisationId, entries);
  await dropHeld(
    engine,
    organisationId,
    entries.map(({ momentId }) => momentId),
  );
};

export const dropHeld = async (
  { db, oneOf }: Engine,
  organisationId: string,
  momentIds: readonly string[],
): Promise<void> => {
  await db
    .deleteFrom('held')
    .where('organisation_id', '=', organisationId)
    .where(oneOf('moment_id', momentIds))
    .execute();
};

const asMoment = (entry: HeldEntry, position: number): KnownMoment => ({
  momentId: entry.momentId,
  personId: '',
  channel: entry.channel,
  programmeId: entry.programmeId,
  standing: {
    revision: 1,
    // There is no operation: nobody sent one that could be told from another's.
    operationId: randomUUID(),
    body: {
      words: entry.words,
      kind: entry.kind,
      audience: entry.audience,
      whose: 'theirs',
      programmeId: entry.programmeId,
      group: null,
      about: null,
      stage: null,
      principles: [],
      // By the phone's clock it might be another day: a phone whose clock is wrong could be told by it.
      saidAt: midnightOf(entry.receivedOn),
    },
    conflicted: false,
  },
  receivedAt: midnightOf(entry.receivedOn),
  withdrawnAt: null,
  arrivedPosition: position,
  changedPosition: position,
});

const midnightOf = (day: string): string => `${day}T00:00:00.000Z`;
