import type { Role } from '../contract/pull.ts';

/** In the order in which they are shown. */
const ALL: readonly Role[] = ['practitioner', 'manager', 'administrator', 'lead', 'board'];

/** What one role cannot do without. Who only sits on the board keeps no moments. */
const NEEDS: Record<Role, readonly Role[]> = {
  practitioner: [],
  manager: ['practitioner'],
  administrator: ['practitioner', 'manager'],
  lead: ['practitioner'],
  board: [],
};

/** All roles of somebody who was given `chosen`: they add up. */
export const rolesTogether = (chosen: readonly Role[]): Role[] => {
  const together = new Set(chosen.flatMap((role) => [role, ...NEEDS[role]]));
  return ALL.filter((role) => together.has(role));
};

/** Whoever opens a person's link is that person: so nobody but an administrator makes one for an administrator. */
export const mayLetIn = (own: readonly Role[], theirs: readonly Role[]): boolean =>
  own.includes('administrator') || (own.includes('manager') && !theirs.includes('administrator'));

/** Who reads what says that someone may be at risk, and so may be the one who is told of it. */
export const mayBeLead = (roles: readonly Role[]): boolean =>
  roles.includes('manager') || roles.includes('lead');
