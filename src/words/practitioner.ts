import { practitioner } from './en/practitioner.ts';
import { saying } from './speech.ts';

export const say = saying(practitioner);
