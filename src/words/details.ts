import { details } from './en/details.ts';
import { saying } from './speech.ts';

export const say = saying(details);
