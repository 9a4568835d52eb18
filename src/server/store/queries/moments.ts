import type { MomentState } from '../../../contract/desk-inbox.ts';
import type { MomentBody } from '../../../contract/moment.ts';
import { narrower } from '../../../domain/audience.ts';
import { stateOf } from '../../../domain/loop.ts';
import type { Standing } from '../../../domain/moment.ts';
import type { Selectable } from 'kysely';
import type { Engine } from '../engine.ts';
import type { KnownMoment } from '../store.ts';
import type { Tables } from '../tables.ts';
import { recount, restate, waysOf } from './states.ts';

type Row = Selectable<Tables['moment']>;

/** The columns that are written when a moment changes; those of its arrival and of who saw it stay. */
const CHANGING = [
  'programme_id',
  'revision',
  'operation_id',
  'conflicted',
  'words',
  'kind',
  'audience',
  'whose',
  'group_name',
  'about',
  'stage',
  'principles',
  'said_at',
  'withdrawn_at',
  'changed_position',
  'narrowed_to',
  'state',
] as const;

/** What a person wrote, from the columns that hold it; null for a tombstone. */
export const bodyOf = (row: Omit<Row, 'organisation_id'>): MomentBody | null =>
  row.withdrawn_at !== null
    ? null
    : ({
        words: row.words,
        kind: row.kind,
        audience: row.audience,
        whose: row.whose,
        programmeId: row.programme_id,
        group: row.group_name,
        about: row.about,
        stage: row.stage,
        principles: JSON.parse(row.principles ?? '[]'),
        saidAt: row.said_at,
      } as MomentBody);

const standingOf = (row: Row): Standing => ({
  revision: row.revision,
  operationId: row.operation_id,
  body: bodyOf(row),
  conflicted: row.conflicted === 1,
});

export const momentsById = async (
  { db, oneOf }: Engine,
  organisationId: string,
  momentIds: readonly string[],
): Promise<KnownMoment[]> => {
  const rows = await db
    .selectFrom('moment')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where(oneOf('moment_id', momentIds))
    .execute();
  return rows.map((row) => ({
    momentId: row.moment_id,
    personId: row.person_id,
    channel: row.channel,
    programmeId: row.programme_id,
    standing: standingOf(row),
    receivedAt: row.received_at,
    withdrawnAt: row.withdrawn_at,
    arrivedPosition: Number(row.arrived_position),
    changedPosition: Number(row.changed_position),
    narrowedTo: row.narrowed_to,
  }));
};

/** Which of these are withdrawn. */
export const withdrawnAmong = async (
  { db, oneOf }: Engine,
  organisationId: string,
  momentIds: readonly string[],
): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('moment')
    .select('moment_id')
    .where('organisation_id', '=', organisationId)
    .where(oneOf('moment_id', momentIds))
    .where('withdrawn_at', 'is not', null)
    .execute();
  return new Set(rows.map((row) => row.moment_id));
};

/** Writes moments with all that follows from what they say: how they are counted, and by which words they are found. */
export const putMoments = async (
  engine: Engine,
  organisationId: string,
  moments: readonly KnownMoment[],
): Promise<void> => {
  const known = moments.filter((moment) => !isNew(moment)).map(({ momentId }) => momentId);
  const ways = known.length > 0 ? await waysOf(engine, organisationId, known) : null;
  const rows = moments.map((moment) => {
    const way = ways?.get(moment.momentId) ?? UNTOUCHED;
    const kind = moment.standing.body?.kind;
    return rowOf(organisationId, moment, kind === undefined ? null : stateOf({ ...way, kind }));
  });
  await engine.insertAll('moment', rows, {
    key: ['organisation_id', 'moment_id'],
    columns: CHANGING,
  });
  await recount(
    engine,
    organisationId,
    rows.map(({ moment_id, programme_id, kind, state }) => ({
      before: ways?.get(moment_id)?.counted ?? null,
      after: state === null ? null : { programmeId: programme_id ?? '', kind: kind!, state },
    })),
  );
  await engine.search.index(
    organisationId,
    moments.map((moment) => ({
      position: moment.arrivedPosition,
      words: moment.standing.body?.words ?? null,
      isNew: isNew(moment),
    })),
  );
};

/** Its place in the inbox is that of its last change, then. */
const isNew = ({ arrivedPosition, changedPosition }: KnownMoment): boolean =>
  arrivedPosition === changedPosition;

const UNTOUCHED = { isSeen: false, isAnswered: false, isToldBack: false };

const rowOf = (organisationId: string, moment: KnownMoment, state: MomentState | null): Row => {
  const { standing } = moment;
  const { body } = standing;
  return {
    organisation_id: organisationId,
    moment_id: moment.momentId,
    person_id: moment.personId,
    channel: moment.channel,
    programme_id: moment.programmeId,
    revision: standing.revision,
    operation_id: standing.operationId,
    conflicted: standing.conflicted ? 1 : 0,
    words: body?.words ?? null,
    kind: body?.kind ?? null,
    audience: body === null ? null : narrower(body.audience, moment.narrowedTo ?? body.audience),
    whose: body?.whose ?? null,
    group_name: body?.group ?? null,
    about: body?.about ?? null,
    stage: body?.stage ?? null,
    principles: body === null ? null : JSON.stringify(body.principles),
    said_at: body?.saidAt ?? null,
    received_at: moment.receivedAt,
    withdrawn_at: moment.withdrawnAt,
    arrived_position: moment.arrivedPosition,
    changed_position: moment.changedPosition,
    seen_at: null,
    seen_by: null,
    narrowed_to: moment.narrowedTo ?? null,
    told_on: null,
    state,
    assigned_to: null,
  };
};

/** A withdrawn moment is nobody's to see: false, as for one that never was. */
export const markSeen = async (
  engine: Engine,
  organisationId: string,
  momentId: string,
  personId: string,
  now: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await engine.db
    .updateTable('moment')
    .set(({ fn, val }) => ({
      seen_at: fn.coalesce('seen_at', val(now)),
      seen_by: fn.coalesce('seen_by', val(personId)),
    }))
    .where('organisation_id', '=', organisationId)
    .where('moment_id', '=', momentId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  await restate(engine, organisationId, [momentId]);
  return true;
};
