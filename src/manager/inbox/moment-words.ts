import type { DeskMoment } from '../../contract/desk.ts';
import { nameOfChoice } from './own-names.ts';

export const stageName = (stage: string): string => nameOfChoice('stage', stage);
export const principleName = (principle: string): string => nameOfChoice('principle', principle);

/** Whether nobody knows who said it, nor at what time. */
export const isWithoutName = ({ channel }: Pick<DeskMoment, 'channel'>): boolean =>
  channel === 'own-phone' || channel === 'handed-phone';

/** The beginning of a date that stands alone, by this device's calendar: a date is the same day everywhere. */
export const dateAlone = (instant: string): number => {
  const [year = 0, month = 1, day = 1] = instant.slice(0, 10).split('-').map(Number);
  return new Date(year, month - 1, day).getTime();
};

/** When it was said: the phone's claim, but never after the server had it (P10). Of what has no name, the day begins. */
export const saidAtOf = (moment: DeskMoment): string => {
  const { saidAt, receivedAt } = moment;
  const said = saidAt < receivedAt ? saidAt : receivedAt;
  return isWithoutName(moment) ? new Date(dateAlone(said)).toISOString() : said;
};

/** When the server had it, in the same way. */
export const receivedAtOf = (moment: DeskMoment): string =>
  isWithoutName(moment) ? new Date(dateAlone(moment.receivedAt)).toISOString() : moment.receivedAt;
