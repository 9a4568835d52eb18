import { inboxFilter } from '../../contract/desk-inbox.ts';
import type { InboxFilter } from '../../contract/desk-inbox.ts';
import { termsOf } from '../../domain/search.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';

const NAMES = Object.keys(inboxFilter.shape);

/** Which moments a query asks for. A search without any word in it, and what is empty, asks for nothing. */
export const readFilter = (query: URLSearchParams): InboxFilter | Refusal => {
  const asked = NAMES.flatMap((name): [string, string][] => {
    const value = query.get(name);
    return value ? [[name, value]] : [];
  });
  const read = inboxFilter.safeParse(Object.fromEntries(asked));
  if (!read.success) {
    return refuse('not_valid', { field: String(read.error.issues[0]?.path[0] ?? '') });
  }
  const { search, ...filter } = read.data;
  if (search === undefined || termsOf(search).length === 0) return filter;
  return { ...filter, search };
};
