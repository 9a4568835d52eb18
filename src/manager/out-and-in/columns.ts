import { listedMoment } from '../../contract/desk-export.ts';
import type { MomentKind } from '../../contract/moment.ts';
import type { Table } from './table.ts';

/** What a column holds. `words` are of the kind that the line's `kind` says; the others are of one kind each. */
export const ROLES = [
  'nothing',
  'words',
  'words-celebrate',
  'words-improve',
  'words-idea',
  'kind',
  'said',
  'group',
] as const;
export type Role = (typeof ROLES)[number];

/** What a team's own titles begin with or hold, in the order in which they are tried. */
const GUESSES: readonly [Role, RegExp][] = [
  ['nothing', /^(id|email|e-mail|name|start time|last modified time|language)\b/i],
  ['said', /^(completion time|timestamp|date|when\b|submitted)/i],
  ['kind', /^(kind|type|category)\b/i],
  ['group', /^(group|session|which group)\b/i],
  ['words-idea', /\b(ideas?|suggest\w*)\b/i],
  ['words-improve', /\b(better|improve\w*|change|difficult|not work\w*|didn.t work)\b/i],
  ['words-celebrate', /\b(well|good|great|shine|proud|positive|enjoy\w*|liked?)\b/i],
  ['words', /\b(words?|feedback|comments?|quote|moment|said|say|tell us)\b/i],
];

/** Whether the table was taken out of Moments: then its titles say what each column is. */
export const isOurs = ({ header }: Pick<Table, 'header'>): boolean =>
  Object.keys(listedMoment.shape).every((name) => header.includes(name));

/** What each column seems to hold. A title that says nothing is left for a person to say. */
export const guessRoles = ({ header }: Table): Role[] => {
  const roles = header.map(
    (title) => GUESSES.find(([, like]) => like.test(title))?.[0] ?? 'nothing',
  );
  // Of a date, a kind and a group there is one each.
  return roles.map((role, index) =>
    ['said', 'kind', 'group'].includes(role) && roles.indexOf(role) !== index ? 'nothing' : role,
  );
};

export const kindOfRole = (role: Role): MomentKind | null =>
  role.startsWith('words-') ? (role.slice('words-'.length) as MomentKind) : null;

export const holdsWords = (role: Role): boolean => role === 'words' || kindOfRole(role) !== null;

const KINDS: readonly [MomentKind, RegExp][] = [
  ['idea', /idea|suggest/i],
  ['improve', /better|improve|constructive|negative|complain|concern|bad|no\b/i],
  ['celebrate', /shine|celebrat|good|positive|well|compliment|great|thank|yes\b/i],
];

/** The kind that a cell names, in whatever words a team uses. */
export const kindIn = (cell: string): MomentKind | null =>
  KINDS.find(([, like]) => like.test(cell))?.[0] ?? null;
