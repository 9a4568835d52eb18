import type { AuditRow } from '../../contract/desk-audit.ts';
import { isWordOf, say } from '../../words/manager-audit.ts';
import { clockTime, dayInWords } from '../../words/time.ts';

const HOUR_MS = 3_600_000;

/** Rows of which only the hour is kept: what is shown must not look more exact than it is. */
const BY_THE_HOUR = /^(own|inbox|flagged|aside|similar|board)_read$/;

/** What they did to a moment that can be opened. */
const ABOUT_MOMENT =
  /^(moment_(read|seen)|versions_read|thread_read|handling_read|note_written|answered|answer_taken_back|audience_narrowed|outcome_recorded)$/;

/** One row in plain words: who did what, and when. */
export const AuditRowLine = ({ row, now }: { row: AuditRow; now: number }) => (
  <li class="audit-row">
    <p class="audit-did">
      <strong>{byWords(row)}</strong> <span>{didWords(row)}</span>
    </p>
    <p class="audit-when">
      <span>{whenWords(row, now)}</span>
      {row.about !== null && ABOUT_MOMENT.test(row.action) && (
        <a href={`/inbox/${row.about}`}>{say('audit.about.moment')}</a>
      )}
    </p>
  </li>
);

const byWords = ({ personId, byName }: AuditRow): string => {
  if (personId === null) return say('audit.by.server');
  return byName === null ? say('audit.by.gone') : say('audit.by', { name: byName });
};

/** A build that is newer may write rows that this page has no words for. */
const didWords = ({ action, aboutName, count }: AuditRow): string => {
  const id = `audit.did.${action}`;
  return say(isWordOf(id) ? id : 'audit.did.unnamed', {
    name: aboutName ?? say('audit.somebody'),
    count: count ?? 0,
  });
};

const whenWords = ({ action, at }: AuditRow, now: number): string => {
  const day = dayInWords(at, now);
  if (!BY_THE_HOUR.test(action)) return say('audit.at', { day, time: clockTime(at) });
  const to = clockTime(Date.parse(at) + HOUR_MS);
  return say('audit.at.hour', { day, from: clockTime(at), to });
};
