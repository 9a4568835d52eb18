import { said } from './en/say.ts';
import { saying } from './speech.ts';

export const say = saying(said);
