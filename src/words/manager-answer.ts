import { managerAnswer } from './en/manager-answer.ts';
import { saying } from './speech.ts';

export const say = saying(managerAnswer);
