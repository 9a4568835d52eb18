import { managerAudit } from './en/manager-audit.ts';
import { saying } from './speech.ts';

export const say = saying(managerAudit);
