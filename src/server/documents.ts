import { APP_PAGES, FIELD_PAGES, STRANGER_PAGES, isPageOf } from '../contract/addresses.ts';
import type { Role } from '../contract/pull.ts';

/** The three documents of the built app: the writing field, the empty frame, and the doors for a stranger. */
export type DocumentName = 'index.html' | 'shell.html' | 'doors.html';

/**
 * Which document stands at a page's address for whoever asks; `roles` is null for a device that nobody signed in.
 * That device never gets the writing field: it would swallow a service user's words (design.md, 12). Null when there
 * is no such page.
 */
export const documentAt = (path: string, roles: readonly Role[] | null): DocumentName | null => {
  if (isPageOf(STRANGER_PAGES, path)) return 'doors.html';
  if (!isPageOf(APP_PAGES, path)) return null;
  if (roles === null) return 'doors.html';
  if (path === '/') return roles.includes('manager') ? 'shell.html' : 'index.html';
  return isPageOf(FIELD_PAGES, path) ? 'index.html' : 'shell.html';
};

/** What stands at every other address. */
export const MISSING = 'missing.html';

/** Only somebody who develops the app meets this: `npm start` builds it. */
export const notBuilt = (): Response =>
  new Response('The app is not built. Start it with: npm start\n', {
    status: 503,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });
