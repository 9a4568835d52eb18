import { managerAudit } from './en/manager-audit.ts';
import { saying } from './speech.ts';

export const say = saying(managerAudit);

/** Whether there is a text for what is only known when it comes. */
export const isWordOf = (id: string): id is keyof typeof managerAudit =>
  Object.hasOwn(managerAudit, id);
