/** Pages of the app that a signed-in phone opens, offline too. A path below one of them belongs to it. */
export const APP_PAGES = [
  '/',
  '/new',
  '/waiting',
  '/hand-over',
  '/inbox',
  '/people',
  '/board',
] as const;

/** The pages whose first paint is the writing field. All others begin with the empty frame. */
export const FIELD_PAGES: readonly string[] = ['/', '/new'];

/**
 * Pages for a device that nobody signed in yet. The secret of a link stands in the fragment, which no server,
 * proxy or log sees: `/join#<token>`.
 */
export const STRANGER_PAGES = ['/welcome', '/join', '/code', '/sign-in'] as const;

/**
 * Pages for people who give no name, at exactly these addresses. What they are made of stands below `PLAIN`, of which a
 * browser keeps nothing.
 */
export const SPEAKER_PAGES = ['/say', '/receipt'] as const;
export const PLAIN = '/plain/';

/** Whether `path` is one of `pages` or stands below one. */
export const isPageOf = (pages: readonly string[], path: string): boolean =>
  pages.some((page) => path === page || (page !== '/' && path.startsWith(`${page}/`)));
