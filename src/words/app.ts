import { app } from './en/app.ts';
import { saying } from './speech.ts';

export const say = saying(app);
