import type { ShownMoment } from '../../device/standing.ts';
import { Mark, type MarkName } from '../../ui/mark.tsx';
import { say } from '../../words/details.ts';
import { clockTime, dayInWords, daysAgo } from '../../words/time.ts';

const MARKS: Record<ShownMoment['state'], MarkName> = {
  waiting: 'clock',
  sending: 'send',
  sent: 'check',
  'sign-in needed': 'key',
  'needs attention': 'warning',
};

/** The one true state of a moment, in words (O7). */
export const stateInWords = (
  { state, receivedAt }: Pick<ShownMoment, 'state' | 'receivedAt'>,
  organisation: string,
  now: number,
): string => {
  if (state !== 'sent') return say(`state.${state}`);
  if (!receivedAt) return say('state.sent', { organisation });
  const time = clockTime(receivedAt);
  if (daysAgo(receivedAt, now) === 0) return say('state.sent-today', { organisation, time });
  return say('state.sent-earlier', { day: dayInWords(receivedAt, now), time });
};

/** A moment's state beside it, with its mark. */
export const StateOf = (props: {
  moment: Pick<ShownMoment, 'state' | 'receivedAt'>;
  organisation: string;
  now: number;
}) => (
  <span class={`state state-${props.moment.state.replace(' ', '-')}`}>
    <Mark name={MARKS[props.moment.state]} />
    {stateInWords(props.moment, props.organisation, props.now)}
  </span>
);
