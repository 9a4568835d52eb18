import type { Migration } from 'kysely/migration';
import { begin } from './001-begin.ts';
import { setAside } from './002-set-aside.ts';
import { voice } from './003-voice.ts';
import { desk } from './004-desk.ts';
import { doors } from './005-doors.ts';
import { audit } from './006-audit.ts';
import { alerts } from './007-alerts.ts';

/** In the order in which they run. A released one is never changed, renamed or taken out. */
export const MIGRATIONS: Record<string, Migration> = {
  '001-begin': begin,
  '002-set-aside': setAside,
  '003-voice': voice,
  '004-desk': desk,
  '005-doors': doors,
  '006-audit': audit,
  '007-alerts': alerts,
};
