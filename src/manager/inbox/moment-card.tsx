import type { DeskMoment } from '../../contract/desk.ts';
import { KindOf } from '../../ui/kind.tsx';
import { WordsOf } from '../../ui/words-of.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say as sayInbox } from '../../words/manager-inbox.ts';
import { say } from '../../words/manager.ts';
import { dayInWords } from '../../words/time.ts';
import { beginningOf } from './beginning.ts';
import { DrawnMark } from './drawn-mark.tsx';
import { saidAtOf } from './moment-words.ts';
import { Where } from './where.tsx';

/** One moment in the list: the words large, all that we say about them small. The whole card is the link. */
export const MomentCard = (props: {
  moment: DeskMoment;
  href: string;
  isOpened: boolean;
  now: number;
  onOpen: (event: MouseEvent) => void;
}) => {
  const { moment } = props;
  const isNew = moment.seenAt === null;
  return (
    <a
      class={`card card-kind card-${moment.kind} moment-card`}
      href={props.href}
      data-moment={moment.momentId}
      aria-current={props.isOpened ? 'true' : undefined}
      onClick={props.onOpen}
    >
      <WordsOf words={beginningOf(moment.words)} />
      <span class="moment-meta">
        <KindOf kind={moment.kind} label={sayApp(`kind.${moment.kind}`)} drawnBy={DrawnMark} />
        <span class="moment-end">
          {isNew && <span class="moment-new">{say('inbox.new')}</span>}
          {dayInWords(saidAtOf(moment), props.now)}
        </span>
        <span class="moment-where">
          <Where moment={moment} />
        </span>
        {moment.isFlagged && (
          <span class="moment-flagged">
            <DrawnMark name="warning" />
            {say('inbox.flagged')}
          </span>
        )}
        {moment.lastWrote !== null && (
          <span class={`moment-${moment.lastWrote === 'speaker' ? 'wrote-back' : 'answered'}`}>
            <DrawnMark name={moment.lastWrote === 'speaker' ? 'pencil' : 'check'} />
            {say(moment.lastWrote === 'speaker' ? 'inbox.wrote-back' : 'inbox.answered')}
          </span>
        )}
        {moment.assignedTo !== null && (
          <span class="moment-whose">
            <DrawnMark name="people" />
            {sayInbox('whose.of', { name: moment.assignedTo.name })}
          </span>
        )}
        {moment.conflicted && (
          <span class="moment-twice">
            <DrawnMark name="copy" />
            {say('inbox.conflicted')}
          </span>
        )}
      </span>
    </a>
  );
};
