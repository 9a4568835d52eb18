import { managerAlerts } from './en/manager-alerts.ts';
import { saying } from './speech.ts';

export const say = saying(managerAlerts);
