import type { DeskMoment } from '../../contract/desk.ts';

/** Where a moment was said: the programme, and the group where one was named. */
export const Where = ({ moment }: { moment: DeskMoment }) => (
  <span>
    <bdi>{moment.programmeName}</bdi>
    {moment.group !== null && (
      <>
        {' · '}
        <bdi>{moment.group}</bdi>
      </>
    )}
  </span>
);
