import type { AuditAction } from '../../../contract/desk-audit.ts';
import { BEFORE_THE_FIRST, chained } from '../audit-chain.ts';
import type { Engine } from '../engine.ts';
import type { AuditEntry, AuditFilter, ChainedEntry, KnownAuditRow, Trail } from '../store.ts';

/**
 * Appends to the trail. Nobody else may: SQLite has one writer, and on PostgreSQL the organisation is locked until the
 * commit.
 */
export const appendAudit = async (
  engine: Engine,
  organisationId: string,
  entries: readonly AuditEntry[],
): Promise<void> => {
  const { end } = await trail(engine, organisationId);
  const rows = chained(organisationId, end, entries);
  const { position, hash } = rows.at(-1)!;
  await engine.insertAll(
    'audit',
    rows.map((row) => ({
      organisation_id: organisationId,
      position: row.position,
      at: row.at,
      action: row.action,
      person_id: row.personId,
      session_id: row.sessionId,
      about: row.about,
      count: row.count,
      hash: row.hash,
    })),
  );
  await engine.db
    .insertInto('audit_head')
    .values({ organisation_id: organisationId, position, hash })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet({ position, hash }))
    .execute();
};

/** Where the trail begins and ends. */
export const trail = async ({ db }: Engine, organisationId: string): Promise<Trail> => {
  const head = await db
    .selectFrom('audit_head')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  if (head === undefined) return { end: BEFORE_THE_FIRST, cut: BEFORE_THE_FIRST };
  return {
    end: { position: Number(head.position), hash: head.hash },
    cut: { position: Number(head.cut_position), hash: head.cut_hash },
  };
};

/** Rows as they stand, in their order, behind a place. */
export const auditFrom = async (
  { db }: Engine,
  organisationId: string,
  after: number,
  limit: number,
): Promise<ChainedEntry[]> => {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    position: Number(row.position),
    at: row.at,
    action: row.action as AuditAction,
    personId: row.person_id,
    sessionId: row.session_id,
    about: row.about,
    count: row.count,
    hash: row.hash,
  }));
};

/** Newest first, with the names that people and programmes have now. */
export const auditRows = async (
  { db }: Engine,
  organisationId: string,
  { personId, about }: AuditFilter,
  before: number | null,
  limit: number,
): Promise<KnownAuditRow[]> => {
  const rows = await db
    .selectFrom('audit as a')
    .leftJoin('person as who', (join) =>
      join
        .onRef('who.organisation_id', '=', 'a.organisation_id')
        .onRef('who.person_id', '=', 'a.person_id'),
    )
    .leftJoin('person as whom', (join) =>
      join
        .onRef('whom.organisation_id', '=', 'a.organisation_id')
        .onRef('whom.person_id', '=', 'a.about'),
    )
    .leftJoin('programme as where', (join) =>
      join
        .onRef('where.organisation_id', '=', 'a.organisation_id')
        .onRef('where.programme_id', '=', 'a.about'),
    )
    .selectAll('a')
    .select(['who.name as who_name', 'whom.name as whom_name', 'where.name as where_name'])
    .where('a.organisation_id', '=', organisationId)
    .$if(personId !== undefined, (query) => query.where('a.person_id', '=', personId!))
    .$if(about !== undefined, (query) => query.where('a.about', '=', about!))
    .$if(before !== null, (query) => query.where('a.position', '<', before!))
    .orderBy('a.position', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    position: Number(row.position),
    at: row.at,
    action: row.action,
    personId: row.person_id,
    byName: row.who_name,
    sessionId: row.session_id,
    about: row.about,
    aboutName: row.whom_name ?? row.where_name,
    count: row.count,
    hash: row.hash,
  }));
};

/**
 * Takes out, at the beginning, what is older than `before`. The head says first where the trail begins from now on.
 *
 * @returns How many rows that were.
 */
export const cutAudit = async (
  engine: Engine,
  organisationId: string,
  before: string,
  limit: number,
): Promise<number> => {
  const { cut } = await trail(engine, organisationId);
  const [oldest] = await auditFrom(engine, organisationId, cut.position, 1);
  // Most times there is nothing to do.
  if (oldest === undefined || oldest.at >= before) return 0;
  const rows = await auditFrom(engine, organisationId, cut.position, limit);
  const firstKept = rows.findIndex(({ at }) => at >= before);
  const last = (firstKept === -1 ? rows : rows.slice(0, firstKept)).at(-1)!;
  await engine.db
    .updateTable('audit_head')
    .set({ cut_position: last.position, cut_hash: last.hash })
    .where('organisation_id', '=', organisationId)
    .execute();
  await engine.db
    .deleteFrom('audit')
    .where('organisation_id', '=', organisationId)
    .where('position', '<=', last.position)
    .execute();
  return last.position - cut.position;
};
