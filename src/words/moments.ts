import { moments } from './en/moments.ts';
import { saying } from './speech.ts';

export const say = saying(moments);
