import type { ComponentChildren } from 'preact';
import type { DeskMoment } from '../../contract/desk.ts';
import { AnswerPart } from '../answer/answer-part.tsx';
import { ChangeOfMind } from '../answer/change-of-mind.tsx';
import { HintedWords } from '../answer/hinted-words.tsx';
import { AT_RISK } from '../flagged/at-risk-link.tsx';
import { HandlingPart } from '../handling/handling-part.tsx';
import { KindOf } from '../../ui/kind.tsx';
import { Notice } from '../../ui/notice.tsx';
import { WordsOf } from '../../ui/words-of.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say as sayInbox } from '../../words/manager-inbox.ts';
import { say } from '../../words/manager.ts';
import { clockTime, dayInWords, daysAgo } from '../../words/time.ts';
import { QuietLoading } from '../quiet-loading.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { isWithoutName, principleName, receivedAtOf, saidAtOf, stageName } from './moment-words.ts';
import type { Inbox, Opened } from './opened.ts';
import { Versions } from './versions.tsx';
import { Where } from './where.tsx';

/** The opened moment with what can be done about it, or why it cannot be shown. */
export const Reading = (props: {
  opened: Opened;
  inbox: Inbox;
  /** It was opened to be answered: the box has the focus. */
  isToAnswer: boolean;
  means: () => { now: number; newId: () => string };
  onAgain: () => Promise<void>;
}) => {
  const { inbox, onAgain } = props;
  const { moment, gone, trouble } = props.opened;
  if (gone !== null) {
    return (
      <div class="reading-gone" role="status">
        <p class="words words-alone">{say(gone.wasShown ? 'inbox.gone' : 'inbox.missing')}</p>
        <p>{say(gone.wasShown ? 'inbox.gone.next' : 'inbox.missing.next')}</p>
      </div>
    );
  }
  if (moment !== null) {
    const { now } = props.means();
    return (
      <>
        <MomentAlone moment={moment} now={now} />
        <AnswerPart
          key={moment.momentId}
          client={inbox.client}
          moment={moment}
          drafts={inbox.drafts}
          isToAnswer={props.isToAnswer}
          news={inbox.news.value}
          means={props.means}
          onChanged={() => void onAgain()}
        />
        {isUnfinished(moment) && <p class="answer-line">{sayInbox('unfinished.says')}</p>}
        <HandlingPart
          key={`handling-${moment.momentId}`}
          client={inbox.client}
          moment={moment}
          news={inbox.news.value}
          means={props.means}
          onChanged={() => void onAgain()}
        />
        <Details moment={moment} />
        {moment.conflicted && <Versions moment={moment} now={now} read={inbox.client.versions} />}
        <ChangeOfMind
          key={`mind-${moment.momentId}`}
          client={inbox.client}
          moment={moment}
          onChanged={onAgain}
        />
      </>
    );
  }
  if (trouble !== null) {
    return <TroubleNotice trouble={trouble} doing="reading" onAgain={() => void onAgain()} />;
  }
  return <QuietLoading />;
};

/** What could be better and what is an idea stays, though it is answered (B1). */
const isUnfinished = ({ kind, state, lastWrote }: DeskMoment): boolean =>
  kind !== 'celebrate' && state === 'to-answer' && lastWrote === 'manager';

const MomentAlone = ({ moment, now }: { moment: DeskMoment; now: number }) => {
  const [saidAt, receivedAt] = [saidAtOf(moment), receivedAtOf(moment)];
  const at = (time: string) => ({ day: dayInWords(time, now), time: clockTime(time) });
  const isDayAlone = isWithoutName(moment);
  const isLater = daysAgo(saidAt, now) !== daysAgo(receivedAt, now);
  // Who might be found by them should be looked at before others than the team see these words.
  const mayBePublished = moment.audience !== 'team' && !moment.isFlagged;
  return (
    <>
      <p class="reading-line">
        <KindOf kind={moment.kind} label={sayApp(`kind.${moment.kind}`)} />
        <Where moment={moment} />
        <span>{say(isDayAlone ? 'inbox.said-on' : 'inbox.said', at(saidAt))}</span>
        {isLater && (
          <span>{say(isDayAlone ? 'inbox.arrived-on' : 'inbox.arrived-at', at(receivedAt))}</span>
        )}
        <span>{say(`inbox.audience.${moment.audience}`)}</span>
        <span class={`moment-state state-${moment.state}`}>
          {sayInbox(`state.${moment.state}`)}
        </span>
      </p>
      {moment.isFlagged && (
        <Notice tone="warning">
          <p>
            <strong>{say('inbox.flagged.says')}</strong>
          </p>
          <a class="button" href={`/inbox/${AT_RISK}`}>
            {say('inbox.flagged.list')}
          </a>
        </Notice>
      )}
      {mayBePublished ? (
        <HintedWords words={moment.words} />
      ) : (
        <WordsOf words={moment.words} alone />
      )}
    </>
  );
};

const Details = ({ moment }: { moment: DeskMoment }) => {
  const { channel } = moment;
  return (
    <dl class="reading-details">
      {channel === 'own-phone' || channel === 'handed-phone' ? (
        <Detail name={say('inbox.detail.how')}>{say(`inbox.how.${channel}`)}</Detail>
      ) : (
        <>
          {channel === 'imported' && (
            <Detail name={say('inbox.detail.how')}>{sayInbox('filters.channel.imported')}</Detail>
          )}
          <Detail name={say('inbox.detail.by')}>
            {moment.byName === null ? say('inbox.detail.by.nobody') : <bdi>{moment.byName}</bdi>}
          </Detail>
          <Detail name={say('inbox.detail.whose')}>{say(`inbox.whose.${moment.whose}`)}</Detail>
        </>
      )}
      {moment.about !== null && (
        <Detail name={say('inbox.detail.about')}>{sayApp(`about.${moment.about}`)}</Detail>
      )}
      {moment.stage !== null && (
        <Detail name={say('inbox.detail.stage')}>{stageName(moment.stage)}</Detail>
      )}
      {moment.principles.length > 0 && (
        <Detail name={say('inbox.detail.principles')}>
          {moment.principles.map(principleName).join(', ')}
        </Detail>
      )}
    </dl>
  );
};

const Detail = (props: { name: string; children: ComponentChildren }) => (
  <div class="reading-detail">
    <dt>{props.name}</dt>
    <dd>{props.children}</dd>
  </div>
);
