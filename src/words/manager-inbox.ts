import { managerInbox } from './en/manager-inbox.ts';
import { saying } from './speech.ts';

export const say = saying(managerInbox);
