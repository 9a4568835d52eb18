import type { DeskFlagged } from '../../contract/desk-flagged.ts';
import { hoursLeft } from '../../domain/at-risk.ts';
import { KindOf } from '../../ui/kind.tsx';
import { Mark } from '../../ui/mark.tsx';
import { WordsOf } from '../../ui/words-of.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/manager-flagged.ts';
import { clockTime, dayInWords } from '../../words/time.ts';
import type { Answer } from '../desk-client.ts';
import { dateAlone } from '../inbox/moment-words.ts';
import { Where } from '../inbox/where.tsx';
import { OutcomeForm } from './outcome-form.tsx';

/** One of them: how long there is left, the words, who looks after it, and what was done. */
export const FlaggedCard = (props: {
  item: DeskFlagged;
  now: number;
  /** Who is no manager sees what stands here, and not the desk around it. */
  mayOpen: boolean;
  onRecord: (outcome: string) => Answer<unknown>;
}) => {
  const { item, now } = props;
  const { moment } = item;
  const isOpen = item.outcome === null;
  return (
    <article class="card flagged-card">
      {isOpen && <Clock dueAt={item.dueAt} now={now} />}
      {moment === null ? <p>{say('at-risk.erased')}</p> : <WordsOf words={moment.words} />}
      <p class="flagged-line">
        {moment !== null && (
          <>
            <KindOf kind={moment.kind} label={sayApp(`kind.${moment.kind}`)} />
            <Where moment={moment} />
          </>
        )}
        {item.keptBy !== null && <span>{say('at-risk.kept-by', { name: item.keptBy })}</span>}
        <span>{arrivedWords(item, now)}</span>
      </p>
      {isOpen && <p class="flagged-lead">{leadWords(item)}</p>}
      {moment !== null && props.mayOpen && (
        <a class="button flagged-open" href={`/inbox/${item.momentId}`}>
          {say('at-risk.open')}
        </a>
      )}
      {isOpen ? (
        <OutcomeForm isNamed={item.keptBy !== null} onRecord={props.onRecord} />
      ) : (
        <div class="flagged-outcome">
          <p class="flagged-line">{recordedWords(item, now)}</p>
          <blockquote class="flagged-words" dir="auto">
            {item.outcome}
          </blockquote>
        </div>
      )}
    </article>
  );
};

const Clock = ({ dueAt, now }: { dueAt: string; now: number }) => {
  const hours = hoursLeft(dueAt, now);
  return (
    <p class={`flagged-clock ${hours < 0 ? 'flagged-late' : ''}`}>
      <Mark name={hours < 0 ? 'warning' : 'clock'} />
      <strong>{clockWords(hours)}</strong>
      <span class="flagged-line">
        {say('at-risk.until', { day: dayInWords(dueAt, now), time: clockTime(dueAt) })}
      </span>
    </p>
  );
};

const clockWords = (hours: number): string => {
  if (hours > 0) return say('at-risk.hours', { count: hours });
  if (hours === 0) return say('at-risk.hours.last');
  // Rounded down, so what is a minute late is -1 here.
  return hours === -1 ? say('at-risk.late.just') : say('at-risk.late', { count: -hours - 1 });
};

const arrivedWords = ({ arrivedAt, outcome }: DeskFlagged, now: number): string =>
  outcome === null
    ? say('at-risk.arrived', { day: dayInWords(arrivedAt, now), time: clockTime(arrivedAt) })
    : say('at-risk.arrived-on', { day: dayInWords(dateAlone(arrivedAt), now) });

const leadWords = ({ leadName, isOwn }: DeskFlagged): string => {
  if (isOwn) return say('at-risk.lead.you');
  return leadName === null ? say('at-risk.lead.nobody') : say('at-risk.lead', { name: leadName });
};

const recordedWords = ({ outcomeAt, outcomeBy }: DeskFlagged, now: number): string => {
  const at = { day: dayInWords(outcomeAt ?? '', now), time: clockTime(outcomeAt ?? '') };
  return outcomeBy === null
    ? say('at-risk.recorded.nobody', at)
    : say('at-risk.recorded.by', { ...at, name: outcomeBy });
};
