import { missing } from './en/missing.ts';
import { saying } from './speech.ts';

export const say = saying(missing);
