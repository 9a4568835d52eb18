// What an alert says. Counts, names of programmes and where to read: nobody's words, and nobody who spoke (A7).

import type { AlertFacts, DailyFacts } from '../../domain/alert.ts';
import { say } from '../../words/alerts.ts';
import type { WebhookShape } from '../../contract/desk-alerts.ts';

export interface Around {
  organisationName: string;
  programmeNames: ReadonlyMap<string, string>;
  /** What links begin with. */
  publicUrl: string;
}

interface Told {
  subject: string;
  lines: string[];
  /** Where to read. */
  link: string;
}

export const toldOf = (facts: AlertFacts, around: Around): Told => {
  const { publicUrl, organisationName } = around;
  if (facts.what === 'flagged') {
    return {
      subject: say('alert.flagged.subject'),
      lines: [
        say('alert.flagged', { programme: programmeOf(facts.programmeId, around) }),
        say('alert.flagged.until'),
      ],
      link: `${publicUrl}/inbox/at-risk`,
    };
  }
  const link = `${publicUrl}/inbox`;
  return facts.what === 'daily'
    ? { subject: say('alert.daily.subject'), lines: dailyLines(facts, around), link }
    : {
        subject: say('alert.test.subject'),
        lines: [say('alert.test', { organisation: organisationName })],
        link,
      };
};

const dailyLines = ({ unread, old, flagged, failed }: DailyFacts, around: Around): string[] => [
  ...(flagged > 0 ? [say('alert.daily.flagged', { count: flagged })] : []),
  ...(old === null ? [] : [say('alert.daily.old', { count: old.count, since: dayOf(old.since) })]),
  ...unread.map(({ programmeId, count }) =>
    say('alert.daily.unread', { count, programme: programmeOf(programmeId, around) }),
  ),
  ...(failed > 0 ? [say('alert.daily.failed', { count: failed })] : []),
];

const programmeOf = (programmeId: string | null, { programmeNames }: Around): string =>
  (programmeId === null ? undefined : programmeNames.get(programmeId)) ??
  say('alert.daily.no-programme');

const dayOf = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00.000Z`));

/** The whole text of an email. The link stands alone in its line, so that mail programs know it. */
export const letterText = ({ lines, link }: Told): string =>
  `${[...lines, '', say('alert.no-words'), link, '', say('alert.why')].join('\n')}\n`;

export const messageBody = (
  shape: WebhookShape,
  facts: AlertFacts,
  { madeAt, around }: { madeAt: string; around: Around },
): string => {
  const { subject, lines, link } = toldOf(facts, around);
  const all = [...lines, say('alert.no-words')];
  if (shape === 'slack') {
    return JSON.stringify({ text: [subject, ...all, link].map(escaped).join('\n') });
  }
  if (shape === 'teams') return JSON.stringify(cardOf(subject, all, link));
  const data = { ...factsShown(facts, around), text: [subject, ...all].join('\n'), link };
  return JSON.stringify({ type: `moments.${facts.what}`, timestamp: madeAt, data });
};

/** With the programmes' names: what receives it knows no ids. */
const factsShown = (facts: AlertFacts, around: Around): object => {
  if (facts.what === 'test') return { organisation: around.organisationName };
  if (facts.what === 'flagged') return { programme: programmeOf(facts.programmeId, around) };
  const { old, flagged, failed } = facts;
  const unread = facts.unread.map(({ programmeId, count }) => ({
    programme: programmeOf(programmeId, around),
    count,
  }));
  return { unread, old, flagged, failed };
};

/** Slack reads these three as its own signs. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An adaptive card, as the workflows of Teams and Power Automate take it. */
const cardOf = (subject: string, lines: readonly string[], link: string): object => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [
          { type: 'TextBlock', text: inPlain(subject), weight: 'Bolder', wrap: true },
          ...lines.map((line) => ({ type: 'TextBlock', text: inPlain(line), wrap: true })),
        ],
        actions: [{ type: 'Action.OpenUrl', title: 'Moments', url: link }],
      },
    },
  ],
});

/** A card reads Markdown: a programme's name must not become a link. */
const inPlain = (text: string): string => text.replace(/[\\`*_{}[\]()#+!|<>-]/g, '\\$&');
