import { answerShown } from './en/answer-shown.ts';
import { saying } from './speech.ts';

export const say = saying(answerShown);
