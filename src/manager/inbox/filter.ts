import { type InboxFilter, inboxFilter } from '../../contract/desk-inbox.ts';

/** Which moments the list shows stands in the address, so that a reload and Back keep it. */
type Name = keyof InboxFilter;
const NAMES = Object.keys(inboxFilter.shape) as Name[];

/** What an address asks for. What it does not know, it leaves out. */
export const filterOf = (query: Record<string, string>): InboxFilter => {
  const known = NAMES.flatMap((name): [Name, string][] => {
    const value = query[name];
    return value && inboxFilter.shape[name].safeParse(value).success ? [[name, value]] : [];
  });
  return Object.fromEntries(known);
};

/** The filter as a query, in one order, so that the same one reads the same. */
export const queryOf = (filter: InboxFilter): URLSearchParams => {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = filter[name];
    if (value) query.set(name, value);
  }
  return query;
};

/** The address of the list under `filter`, or of one moment beside it. */
export const addressOf = (filter: InboxFilter, momentId?: string): string => {
  const tail = queryOf(filter).toString();
  const path = momentId === undefined ? '/inbox' : `/inbox/${encodeURIComponent(momentId)}`;
  return tail === '' ? path : `${path}?${tail}`;
};

export const isSameFilter = (one: InboxFilter, other: InboxFilter): boolean =>
  addressOf(one) === addressOf(other);

export const isFiltered = (filter: InboxFilter): boolean => addressOf(filter) !== addressOf({});

/** The filter with a part of it chosen anew; null takes it out. */
export const chosen = (
  filter: InboxFilter,
  part: { [Each in Name]?: InboxFilter[Each] | null },
): InboxFilter => {
  const all = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== null);
  return Object.fromEntries(all);
};
