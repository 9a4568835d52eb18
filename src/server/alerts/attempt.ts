import type { AlertTrouble } from '../../contract/desk-alerts.ts';

/** How one try to deliver ended. `isFinal`: the same again would end alike. */
export type Attempt = { ok: true } | { ok: false; trouble: AlertTrouble; isFinal: boolean };

export const DELIVERED: Attempt = { ok: true };

export const notYet = (trouble: AlertTrouble): Attempt => ({ ok: false, trouble, isFinal: false });
export const never = (trouble: AlertTrouble): Attempt => ({ ok: false, trouble, isFinal: true });
