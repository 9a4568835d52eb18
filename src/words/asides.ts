import { asides } from './en/asides.ts';
import { saying } from './speech.ts';

export const say = saying(asides);
