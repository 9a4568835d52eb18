import { handOver } from './en/hand-over.ts';
import { saying } from './speech.ts';

export const say = saying(handOver);
