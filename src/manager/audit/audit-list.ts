import { signal } from '@preact/signals';
import { type AuditPage, type AuditRow, auditPage } from '../../contract/desk-audit.ts';
import { ask, askFile } from '../asking.ts';
import type { Answer, Fetch, Trouble } from '../endpoint.ts';

export interface AuditListing {
  /** Null until something was read. */
  rows: AuditRow[] | null;
  next: string | null;
  head: AuditPage['head'];
  trouble: Trouble | null;
}

/** The trail as it stands in this tab: its newest rows, and as many older ones as were asked for. */
export const createAuditList = (fetch: Fetch, personId: string | null) => {
  const listing = signal<AuditListing>({ rows: null, next: null, head: null, trouble: null });
  const filter = personId === null ? '' : `person=${encodeURIComponent(personId)}`;
  const page = (after: string | null): Answer<AuditPage> => {
    const query = [filter, after === null ? '' : `after=${encodeURIComponent(after)}`];
    return ask(fetch, `/v1/desk/audit?${query.filter(Boolean).join('&')}`, null, auditPage);
  };
  const change = (part: Partial<AuditListing>): void => {
    listing.value = { ...listing.peek(), ...part };
  };
  return {
    listing,
    async load(): Promise<void> {
      const answer = await page(null);
      if (!answer.ok) return change({ trouble: answer.trouble });
      const { rows, next, head } = answer.value;
      change({ rows, next, head, trouble: null });
    },
    /** Resolves with whether there are more on the page now. */
    async more(): Promise<boolean> {
      const { next, rows } = listing.peek();
      if (next === null || rows === null) return false;
      const answer = await page(next);
      if (!answer.ok) {
        change({ trouble: answer.trouble });
        return false;
      }
      change({ rows: [...rows, ...answer.value.rows], next: answer.value.next, trouble: null });
      return true;
    },
    file: (): Answer<Blob> => askFile(fetch, `/v1/desk/audit/export?${filter}`),
  };
};
