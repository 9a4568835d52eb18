import { doors } from './en/doors.ts';
import { saying } from './speech.ts';

export const say = saying(doors);
