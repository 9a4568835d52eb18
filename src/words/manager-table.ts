import { managerTable } from './en/manager-table.ts';
import { saying } from './speech.ts';

export const say = saying(managerTable);
