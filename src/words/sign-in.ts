import { signIn } from './en/sign-in.ts';
import { saying } from './speech.ts';

export const say = saying(signIn);
