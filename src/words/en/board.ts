import type { Catalogue } from '../speech.ts';

/** Words of the page that a board member reads. */
export const board = {
  'board.title': 'What people let the board see',
  'board.says':
    'In their own words. Who said it is not shown, and nothing that was meant for the team alone.',
  'board.list': 'What people said',
  'board.empty': 'Nobody has let the board see their words yet.',
  'board.in': 'In {month}',
  'board.more': 'Show more',
} as const satisfies Catalogue;
