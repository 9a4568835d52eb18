import {
  APP_PAGES,
  FIELD_PAGES,
  PLAIN,
  SPEAKER_PAGES,
  STRANGER_PAGES,
  isPageOf,
} from '../contract/addresses.ts';
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
  const beginsWithField = path === '/' ? !roles.includes('manager') : isPageOf(FIELD_PAGES, path);
  return beginsWithField && roles.includes('practitioner') ? 'index.html' : 'shell.html';
};

/** The file of a page for people who give no name; null at any other address. It is the same for whoever asks. */
export const speakerPageAt = (path: string): string | null =>
  SPEAKER_PAGES.some((page) => page === path) ? `${path}.html` : null;

/** Whether what stands there is for people who give no name: nothing of it may stay in a browser (A1). */
export const isForSpeakers = (path: string): boolean =>
  path.startsWith(PLAIN) || SPEAKER_PAGES.some((page) => path === page || path === `${page}.html`);

/** What stands at every other address. */
export const MISSING = 'missing.html';

/** Only somebody who develops the app meets this: `npm start` builds it. */
export const notBuilt = (): Response =>
  new Response('The app is not built. Start it with: npm start\n', {
    status: 503,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });
