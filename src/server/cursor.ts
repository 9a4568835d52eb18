import { id, z } from '../contract/schema.ts';

/** What a cursor belongs to: one for the feed is none for the inbox, and one of another organisation is none at all. */
export type CursorUse = 'pull' | 'inbox' | 'set-aside' | 'audit' | 'board';

const cursorContent = z.tuple([
  z.enum(['pull', 'inbox', 'set-aside', 'audit', 'board']),
  id,
  z.int().check(z.gte(0)),
]);

/** A place in an organisation's order, as text that a caller only hands back. */
export const writeCursor = (use: CursorUse, organisationId: string, position: number): string =>
  Buffer.from(JSON.stringify([use, organisationId, position])).toString('base64url');

/** The place, or null when the text is no cursor of this use and organisation. */
export const readCursor = (use: CursorUse, organisationId: string, text: string): number | null => {
  const content = cursorContent.safeParse(parse(Buffer.from(text, 'base64url').toString()));
  if (!content.success) return null;
  const [itsUse, itsOrganisation, position] = content.data;
  return itsUse === use && itsOrganisation === organisationId ? position : null;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
