import { alerts } from './en/alerts.ts';
import { saying } from './speech.ts';

export const say = saying(alerts);
