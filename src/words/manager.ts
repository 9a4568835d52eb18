import { manager } from './en/manager.ts';
import { saying } from './speech.ts';

export const say = saying(manager);
