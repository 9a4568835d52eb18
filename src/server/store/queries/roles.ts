import type { Role } from '../../../contract/pull.ts';

/** Roles stand in the row as JSON text: either engine keeps that alike. */
export const rolesOf = (text: string): Role[] => JSON.parse(text) as Role[];
