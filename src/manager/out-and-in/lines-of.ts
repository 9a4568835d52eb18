import type { ImportedLine } from '../../contract/desk-import.ts';
import { WORDS_MAX } from '../../contract/limits.ts';
import {
  type Audience,
  type MomentBody,
  type MomentKind,
  audience,
  momentBody,
} from '../../contract/moment.ts';
import { id } from '../../contract/schema.ts';
import { fromHarmlessCell } from '../../domain/cell-text.ts';
import { wellFormed } from '../../domain/moment.ts';
import { type Role, holdsWords, isOurs, kindIn, kindOfRole } from './columns.ts';
import { type DayOrder, instantIn } from './days.ts';
import type { Table } from './table.ts';

/** What a person said of a table: what its columns hold, and what goes for all of its lines. */
export interface Mapping {
  roles: Role[];
  /** For words whose column and line name no kind. */
  kind: MomentKind;
  programmeId: string;
  /** What those who spoke agreed to. */
  audience: Audience;
  dayOrder: DayOrder;
}

/** Why a line, or a cell of it, cannot be taken in. */
export type LineTrouble = 'no-words' | 'too-long' | 'kind' | 'date' | 'group' | 'broken';

export interface LineProblem {
  /** As a spreadsheet counts: its first line is 1. */
  line: number;
  why: LineTrouble;
}

export interface Read {
  /** With the number of the line that each stands in. */
  lines: (ImportedLine & { line: number })[];
  problems: LineProblem[];
}

/** What there is to take in, and what cannot be, line by line. Nothing is left out without a word. */
export const linesOf = async (table: Table, mapping: Mapping, now: number): Promise<Read> => {
  const drafts = table.rows.flatMap((cells, index) => {
    const line = index + 2;
    const read = isOurs(table)
      ? readOurs(table.header, cells, mapping)
      : readTheirs(table.header, cells, mapping, now);
    return read.map((one) => ({ ...one, line }));
  });
  const seen = new Map<string, number>();
  const lines: Read['lines'] = [];
  const problems: LineProblem[] = [];
  for (const draft of drafts) {
    if ('why' in draft) problems.push({ line: draft.line, why: draft.why });
    else {
      // Two people may have written the very same: each is taken in, and each once.
      const nth = (seen.get(draft.same) ?? 0) + 1;
      seen.set(draft.same, nth);
      const key = await digestOf(`${nth} ${draft.same}`);
      lines.push({ key, momentId: draft.momentId, body: draft.body, line: draft.line });
    }
  }
  return { lines, problems };
};

type Draft = { same: string; momentId: string | null; body: MomentBody } | { why: LineTrouble };

/** A form has a column for each question: a line may hold more than one thing that was said. */
const readTheirs = (
  header: readonly string[],
  cells: readonly string[],
  mapping: Mapping,
  now: number,
): Draft[] => {
  const { roles } = mapping;
  const cellOf = (role: Role): string => (cells[roles.indexOf(role)] ?? '').trim();
  const said = cellOf('said');
  const saidAt = said === '' ? new Date(now).toISOString() : instantIn(said, mapping.dayOrder);
  const group = cellOf('group') || null;
  const named = cellOf('kind');
  const inLine = named === '' ? mapping.kind : kindIn(named);
  const spoken = roles.flatMap((role, index) => {
    const words = wellFormed(cells[index] ?? '');
    return holdsWords(role) && words.trim() !== '' ? [{ role, words, title: header[index]! }] : [];
  });
  if (spoken.length === 0) return [{ why: 'no-words' }];
  if (saidAt === null) return [{ why: 'date' }];
  // The line by what stands in it, and not by empty cells: a question that was added later changes no older line.
  const line = header.flatMap((title, index) => (cells[index] ? [[title, cells[index]]] : []));
  return spoken.map(({ role, words, title }): Draft => {
    const kind = kindOfRole(role) ?? inLine;
    if (kind === null) return { why: 'kind' };
    return checked(
      { same: JSON.stringify([title, line]), momentId: null },
      {
        ...NOTHING_MORE,
        words,
        kind,
        group,
        audience: mapping.audience,
        programmeId: mapping.programmeId,
        saidAt,
      },
    );
  });
};

const NOTHING_MORE = { whose: 'theirs', about: null, stage: null, principles: [] } as const;

/** A table that was taken out of Moments says of each moment what it was, but for the programme. */
const readOurs = (
  header: readonly string[],
  row: readonly string[],
  { programmeId, dayOrder }: Mapping,
): Draft[] => {
  const cells = new Map(header.map((name, index) => [name, fromHarmlessCell(row[index] ?? '')]));
  const cell = (name: string): string => cells.get(name) ?? '';
  const momentId = id.safeParse(cell('moment_id')).data ?? null;
  const saidAt = instantIn(cell('said'), dayOrder);
  if (saidAt === null) return [{ why: 'date' }];
  return [
    checked(
      { same: JSON.stringify([...cells]), momentId },
      {
        words: wellFormed(cell('words')),
        kind: cell('kind'),
        // Whoever cannot be asked any more agreed to the least.
        audience: audience.safeParse(cell('audience')).data ?? 'team',
        whose: cell('whose'),
        programmeId,
        group: cell('group') || null,
        about: cell('about') || null,
        stage: cell('stage') || null,
        principles: cell('principles').split(' ').filter(Boolean),
        saidAt,
      },
    ),
  ];
};

const checked = (which: { same: string; momentId: string | null }, body: object): Draft => {
  const read = momentBody.safeParse(body);
  if (read.success) return { ...which, body: read.data };
  const field = read.error.issues[0]?.path[0];
  if (field === 'group' || field === 'kind') return { why: field };
  if (field !== 'words' || !('words' in body) || typeof body.words !== 'string') {
    return { why: 'broken' };
  }
  return { why: body.words.length > WORDS_MAX ? 'too-long' : 'no-words' };
};

const digestOf = async (text: string): Promise<string> => {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};
