import { unsent } from './en/unsent.ts';
import { saying } from './speech.ts';

export const say = saying(unsent);
