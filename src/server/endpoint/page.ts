import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { readCursor } from '../cursor.ts';
import type { CursorUse } from '../cursor.ts';

/** A whole number from 1 to `max` in the query, `otherwise` when it is not there. */
export const readLimit = (
  query: URLSearchParams,
  otherwise: number,
  max: number,
): number | Refusal => {
  const text = query.get('limit');
  if (text === null) return otherwise;
  const limit = /^[1-9]\d{0,5}$/.test(text) ? Number(text) : Number.NaN;
  return limit <= max ? limit : refuse('not_valid', { field: 'limit' });
};

/** The place that the cursor in `field` stands for, `null` when there is none. */
export const readPlace = (
  query: URLSearchParams,
  field: string,
  use: CursorUse,
  organisationId: string,
): number | null | Refusal => {
  const text = query.get(field);
  if (text === null || text === '') return null;
  return readCursor(use, organisationId, text) ?? refuse('not_valid', { field });
};

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value;
