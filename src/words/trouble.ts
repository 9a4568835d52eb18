import { trouble } from './en/trouble.ts';
import { saying } from './speech.ts';

export const say = saying(trouble);
