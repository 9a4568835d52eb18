import { update } from './en/update.ts';
import { saying } from './speech.ts';

export const say = saying(update);
