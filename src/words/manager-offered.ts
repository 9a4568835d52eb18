import { managerOffered } from './en/manager-offered.ts';
import { saying } from './speech.ts';

export const say = saying(managerOffered);
