import type { DeskDeed } from '../../contract/desk-inbox.ts';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager-inbox.ts';
import { clockTime, dayInWords } from '../../words/time.ts';
import { dateAlone } from '../inbox/moment-words.ts';

/** What became of a moment since it came, oldest first. */
export const History = (props: { history: readonly DeskDeed[]; now: number }) => (
  <details class="mind history">
    <summary>
      {say('history.title')}
      <Mark name="chevron" />
    </summary>
    <ol class="history-list">
      {props.history.map((deed, index) => (
        <li key={index}>
          <span>{deedWords(deed)}</span>
          <span class="field-hint">{whenWords(deed, props.now)}</span>
        </li>
      ))}
    </ol>
  </details>
);

const deedWords = ({ what, byName, toName }: DeskDeed): string => {
  const name = byName === null ? {} : { name: byName };
  if (what === 'taken-back' || what === 'wrote-back' || what === 'told-back') {
    return say(`history.${what}`);
  }
  const deed = what === 'assigned' && toName === null ? 'freed' : what;
  const to = toName === null ? {} : { to: toName };
  return say(byName === null ? `history.${deed}` : `history.${deed}.by`, { ...name, ...to });
};

const whenWords = ({ at, isDayAlone }: DeskDeed, now: number): string =>
  isDayAlone
    ? dayInWords(dateAlone(at), now)
    : say('history.at', { day: dayInWords(at, now), time: clockTime(at) });
