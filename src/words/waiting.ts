import { waiting } from './en/waiting.ts';
import { saying } from './speech.ts';

export const say = saying(waiting);
