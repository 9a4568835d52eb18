import type { DeskMoment } from '../../contract/desk.ts';
import { say } from '../../words/manager.ts';
import { isWithoutName } from './moment-words.ts';

/** Where a moment was said: the programme, and the group where one was named; and whether it has no name. */
export const Where = ({ moment }: { moment: DeskMoment }) => (
  <span>
    {isWithoutName(moment) && `${say('inbox.without-name')} · `}
    <bdi>{moment.programmeName}</bdi>
    {moment.group !== null && (
      <>
        {' · '}
        <bdi>{moment.group}</bdi>
      </>
    )}
  </span>
);
