import { managerFlagged } from './en/manager-flagged.ts';
import { saying } from './speech.ts';

export const say = saying(managerFlagged);
