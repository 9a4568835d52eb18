import { AUDIT_PAGE, auditQuery } from '../../contract/desk-audit.ts';
import type { AuditPage, AuditRow } from '../../contract/desk-audit.ts';
import { CSV_BEGINS, csvLines } from '../csv.ts';
import { writeCursor } from '../cursor.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn, Streamed } from '../route.ts';
import type { AuditFilter, Reads } from '../store/store.ts';
import { streamOf } from '../stream-of.ts';
import { isRefusal, readLimit, readPlace } from './page.ts';

/** `GET /v1/desk/audit?person&about&after&limit`: what staff did, newest first (X3). */
export const auditList = async ({
  installation: { store },
  session: { organisationId },
  query,
}: AskedSignedIn<null>): Promise<Answer | Refusal> => {
  const filter = readFilter(query);
  if (isRefusal(filter)) return filter;
  const limit = readLimit(query, AUDIT_PAGE, AUDIT_PAGE);
  if (isRefusal(limit)) return limit;
  const before = readPlace(query, 'after', 'audit', organisationId);
  if (isRefusal(before)) return before;
  const reads = store.of(organisationId);
  const found = await reads.auditRows(filter, before, limit + 1);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  const { end } = await reads.trail();
  const answer: Omit<AuditPage, 'protocol'> = {
    rows,
    next: last === undefined ? null : writeCursor('audit', organisationId, last.position),
    head: end.position === 0 ? null : end,
  };
  return { answer };
};

const readFilter = (query: URLSearchParams): AuditFilter | Refusal => {
  const asked = {
    person: query.get('person') || undefined,
    about: query.get('about') || undefined,
  };
  const known = auditQuery.safeParse(asked);
  if (!known.success) {
    return refuse('not_valid', { field: String(known.error.issues[0]?.path[0] ?? '') });
  }
  const { person, about } = known.data;
  return {
    ...(person === undefined ? {} : { personId: person }),
    ...(about === undefined ? {} : { about }),
  };
};

/** Read at once: few enough that nothing else waits. */
const EXPORT_AT_ONCE = 1000;

/** `GET /v1/desk/audit/export?person&about`: the same as a CSV file, newest first. */
export const auditExport = async ({
  installation: { store },
  session: { organisationId },
  query,
}: AskedSignedIn<null>): Promise<Streamed | Refusal> => {
  const filter = readFilter(query);
  if (isRefusal(filter)) return filter;
  const reads = store.of(organisationId);
  const { end, cut } = await reads.trail();
  return {
    response: new Response(streamOf(csvOf(reads, filter, end.position + 1)), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="audit-trail.csv"',
        'Cache-Control': 'no-store',
      },
    }),
    count: end.position - cut.position,
  };
};

const COLUMNS = {
  position: (row) => row.position,
  at: (row) => row.at,
  action: (row) => row.action,
  person: (row) => row.byName,
  person_id: (row) => row.personId,
  session_id: (row) => row.sessionId,
  about: (row) => row.about,
  about_name: (row) => row.aboutName,
  count: (row) => row.count,
  hash: (row) => row.hash,
} satisfies Record<string, (row: AuditRow) => string | number | null>;

async function* csvOf(
  reads: Reads,
  filter: AuditFilter,
  end: number,
): AsyncGenerator<string, void, undefined> {
  yield CSV_BEGINS + csvLines([Object.keys(COLUMNS)]);
  for (let before = end; ;) {
    const rows = await reads.auditRows(filter, before, EXPORT_AT_ONCE);
    if (rows.length > 0) {
      yield csvLines(rows.map((row) => Object.values(COLUMNS).map((column) => column(row))));
    }
    if (rows.length < EXPORT_AT_ONCE) return;
    before = rows.at(-1)!.position;
  }
}
