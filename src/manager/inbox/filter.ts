import { type MomentKind, momentKind } from '../../contract/moment.ts';

/** Which moments the list shows. It stands in the address, so that a reload and Back keep it. */
export interface Filter {
  programmeId: string | null;
  kind: MomentKind | null;
}

/** What an address asks for. What it does not know, it leaves out. */
export const filterOf = (query: Record<string, string>): Filter => {
  const kind = momentKind.safeParse(query['kind']);
  return {
    programmeId: query['programme'] || null,
    kind: kind.success ? kind.data : null,
  };
};

/** The address of the list under `filter`, or of one moment beside it. */
export const addressOf = ({ programmeId, kind }: Filter, momentId?: string): string => {
  const query = new URLSearchParams();
  if (programmeId !== null) query.set('programme', programmeId);
  if (kind !== null) query.set('kind', kind);
  const tail = query.toString();
  const path = momentId === undefined ? '/inbox' : `/inbox/${encodeURIComponent(momentId)}`;
  return tail === '' ? path : `${path}?${tail}`;
};

export const isSameFilter = (one: Filter, other: Filter): boolean =>
  one.programmeId === other.programmeId && one.kind === other.kind;

export const isFiltered = ({ programmeId, kind }: Filter): boolean =>
  programmeId !== null || kind !== null;
