import { left } from './en/left.ts';
import { saying } from './speech.ts';

export const say = saying(left);
