import type { DeskMoment } from '../../contract/desk.ts';
import { PRINCIPLES, STAGES } from '../../contract/limits.ts';
import { say as sayApp } from '../../words/app.ts';

/** A stage's name. One that an organisation added itself is shown by its id, which it wrote. */
export const stageName = (stage: string): string => {
  const known = STAGES.find((one) => one === stage);
  return known === undefined ? stage.replaceAll('-', ' ') : sayApp(`stage.${known}`);
};

/** A principle's short name, or the organisation's own id. */
export const principleName = (principle: string): string => {
  const known = PRINCIPLES.find((one) => one === principle);
  return known === undefined ? principle.replaceAll('-', ' ') : sayApp(`principle.${known}`);
};

/** When it was said: the phone's claim, but never after the server had it (P10). */
export const saidAtOf = ({ saidAt, receivedAt }: DeskMoment): string =>
  saidAt < receivedAt ? saidAt : receivedAt;
