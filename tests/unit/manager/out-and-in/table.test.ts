import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/universal';
import { listedMoment } from '../../../../src/contract/desk-export.ts';
import type { ListedMoment } from '../../../../src/contract/desk-export.ts';
import { harmlessCell } from '../../../../src/domain/cell-text.ts';
import { guessRoles } from '../../../../src/manager/out-and-in/columns.ts';
import { hasSlashedDays, instantIn, orderIn } from '../../../../src/manager/out-and-in/days.ts';
import { type Mapping, linesOf } from '../../../../src/manager/out-and-in/lines-of.ts';
import { type Table, readTable, writeSheet } from '../../../../src/manager/out-and-in/table.ts';
import { CSV_BEGINS, csvLines } from '../../../../src/server/csv.ts';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const PROGRAMME = randomUUID();

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;
const read = async (file: string | ArrayBuffer): Promise<Table> => {
  const table = await readTable(typeof file === 'string' ? bytesOf(file) : file);
  if (!table.ok) throw new Error(table.trouble);
  return table.value;
};
const troubleOf = async (file: ArrayBuffer): Promise<string> => {
  const table = await readTable(file);
  return table.ok ? 'none' : table.trouble;
};
const mapping = (table: Table, more: Partial<Mapping> = {}): Mapping => ({
  roles: guessRoles(table),
  kind: 'celebrate',
  programmeId: PROGRAMME,
  audience: 'team',
  dayOrder: 'day-first',
  ...more,
});
const excel = async (rows: (string | number | Date | null)[][]): Promise<ArrayBuffer> =>
  (await writeXlsxFile(rows, { dateFormat: 'm/d/yy h:mm:ss' }).toBlob()).arrayBuffer();

/** Words that a spreadsheet, XML or a careless reader would make something else of. */
const TRICKY = [
  '=HYPERLINK("https://example.org","Click")',
  '+44 20 7946 0000',
  '-1',
  '@SUM(A1)',
  '  =1+1  ',
  "'=1+1",
  "''quoted''",
  '\t=tab',
  '＝1',
  '<b>&amp;</b> ]]> <!-- -->',
  'one, "two"; three\nand\r\nanother\rand a third',
  'שלום "עולם"',
  '🙂 \u202Eback\u202C\u2028next',
  '01234',
  '1e5',
  'TRUE',
  '_x0041_ and _x005F_',
  'control \u0001\u000B\u007F\u0085 and \uFFFD\uFFFE\u{1FFFE}',
  'a'.repeat(4000),
];

const ours = (words: string): ListedMoment => ({
  moment_id: randomUUID(),
  words,
  kind: 'idea',
  audience: 'board',
  whose: 'mine',
  state: 'answered',
  programme: 'Job club',
  group: '=Tuesday',
  about: 'group',
  stage: 'during',
  principles: 'assets networks',
  said: '2026-03-04T10:00:00.000Z',
  received: '2026-03-05',
  channel: 'practitioner',
  written_by: '@Pat',
});

describe('what was taken out can be brought in again, to the letter', () => {
  const rows = TRICKY.map(ours);
  const columns = Object.keys(listedMoment.shape) as (keyof ListedMoment)[];
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];

  test.each([
    ['CSV', async () => bytesOf(CSV_BEGINS + csvLines(lines))],
    ['Excel', () => writeSheet(lines.map((line) => line.map(harmlessCell)))],
  ])('%s', async (_, file) => {
    const table = await read(await file());
    const { lines: found, problems } = await linesOf(table, mapping(table), NOW);
    expect(problems).toEqual([]);
    expect(found.map(({ body }) => body.words)).toEqual(TRICKY);
    expect(found.map(({ momentId }) => momentId)).toEqual(rows.map(({ moment_id }) => moment_id));
    expect(found[0]!.body).toEqual({
      words: TRICKY[0],
      kind: 'idea',
      audience: 'board',
      whose: 'mine',
      programmeId: PROGRAMME,
      group: '=Tuesday',
      about: 'group',
      stage: 'during',
      principles: ['assets', 'networks'],
      saidAt: '2026-03-04T10:00:00.000Z',
    });
  });
});

const FORM = [
  [
    'ID',
    'Start time',
    'Completion time',
    'Email',
    'Name',
    'What went well?',
    'What could be better?',
    'Which group?',
  ],
  [
    1,
    new Date('2025-11-03T09:00:00Z'),
    new Date('2025-11-03T09:05:00Z'),
    'anonymous',
    null,
    'The tea',
    null,
    'Choir',
  ],
  [
    2,
    new Date('2025-11-04T14:00:00Z'),
    new Date('2025-11-04T14:30:00Z'),
    'anonymous',
    null,
    'The songs',
    'The stairs',
    null,
  ],
  [
    3,
    new Date('2025-11-05T14:00:00Z'),
    new Date('2025-11-05T14:30:00Z'),
    'anonymous',
    null,
    null,
    null,
    null,
  ],
  [
    4,
    new Date('2025-11-06T14:00:00Z'),
    new Date('2025-11-06T14:30:00Z'),
    'anonymous',
    null,
    'a'.repeat(4001),
    null,
    null,
  ],
];

describe('a spreadsheet of Microsoft Forms', () => {
  test('its columns are guessed, each answer is one moment, and each line that cannot be is named', async () => {
    const table = await read(await excel(FORM));
    expect(guessRoles(table)).toEqual([
      'nothing',
      'nothing',
      'said',
      'nothing',
      'nothing',
      'words-celebrate',
      'words-improve',
      'group',
    ]);
    const { lines, problems } = await linesOf(table, mapping(table), NOW);
    expect(
      lines.map(({ line, body: { words, kind, group } }) => [line, words, kind, group]),
    ).toEqual([
      [2, 'The tea', 'celebrate', 'Choir'],
      [3, 'The songs', 'celebrate', null],
      [3, 'The stairs', 'improve', null],
    ]);
    // By the clock on the wall: a spreadsheet knows no zone.
    expect(lines[0]!.body.saidAt).toBe(new Date('2025-11-03T09:05:00').toISOString());
    expect(problems).toEqual([
      { line: 4, why: 'no-words' },
      { line: 5, why: 'too-long' },
    ]);
  });

  test('the same lines have the same keys, with more lines and more columns too; two alike have two', async () => {
    const keys = async (rows: (typeof FORM)[number][]): Promise<string[]> => {
      const table = await read(await excel(rows));
      return (await linesOf(table, mapping(table), NOW)).lines.map(({ key }) => key);
    };
    const first = await keys(FORM);
    const [header, ...rest] = FORM;
    const wider = [
      [...header!, 'Anything else?'],
      ...rest,
      [5, null, null, null, null, 'New', null, null, 'Yes'],
    ];
    expect((await keys(wider)).slice(0, 3)).toEqual(first);
    const csv = 'Feedback\nGood\nGood\n';
    const table = await read(csv);
    const { lines } = await linesOf(table, mapping(table), NOW);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(2);
  });

  test('one column of words with a column of kinds, in whatever words', async () => {
    const table = await read(
      'Type,Comment,Date\nMoment to Shine,Lovely,03/04/2025\nConstructive,Cold,31/12/2025\nIdea,Bench,\nRhubarb,What,1/1/25\nGood,Old,31/02/2025\n',
    );
    const { lines, problems } = await linesOf(table, mapping(table), NOW);
    expect(lines.map(({ body: { kind, words, saidAt } }) => [kind, words, saidAt])).toEqual([
      ['celebrate', 'Lovely', new Date(2025, 3, 3).toISOString()],
      ['improve', 'Cold', new Date(2025, 11, 31).toISOString()],
      ['idea', 'Bench', new Date(NOW).toISOString()],
    ]);
    expect(problems).toEqual([
      { line: 5, why: 'kind' },
      { line: 6, why: 'date' },
    ]);
  });
});

describe('days', () => {
  test('in which order they stand is seen where one of them shows it', () => {
    expect(orderIn(['1/2/2025', '31/2/2025'])).toBe('day-first');
    expect(orderIn(['1/2/2025', '1/31/2025'])).toBe('month-first');
    expect(orderIn(['1/2/2025', ''])).toBeNull();
    expect(hasSlashedDays(['2025-01-02'])).toBe(false);
  });

  test.each([
    ['3/4/25 2:05:09 PM', 'month-first', new Date(2025, 2, 4, 14, 5, 9)],
    ['3.4.2025 12:00 am', 'day-first', new Date(2025, 3, 3, 0, 0)],
    ['2025-04-03T10:00:00', 'day-first', new Date(2025, 3, 3, 10)],
    ['2025-04-03', 'day-first', new Date(Date.UTC(2025, 3, 3))],
  ] as const)('%s %s', (cell, order, at) => {
    expect(instantIn(cell, order)).toBe(at.toISOString());
  });

  test.each(['yesterday', '13/13/2025', '2025-02-30', '45000'])('%s is none', (cell) => {
    expect(instantIn(cell, 'day-first')).toBeNull();
  });
});

describe('a file', () => {
  test('in semicolons, with tabs, in UTF-16 or in the letters of Windows is read as what it is', async () => {
    expect(await read('a;b\n"x;1";"2,5"\n')).toEqual({
      header: ['a', 'b'],
      rows: [['x;1', '2,5']],
    });
    expect((await read('a\tb\n1\t2\n')).rows).toEqual([['1', '2']]);
    const utf16 = new Uint8Array(Buffer.from('\uFEFFa,b\né,2\n', 'utf16le')).buffer;
    expect((await read(utf16)).rows).toEqual([['é', '2']]);
    expect((await read(new Uint8Array([97, 44, 98, 10, 0xe9, 44, 50, 10]).buffer)).rows).toEqual([
      ['é', '2'],
    ]);
  });

  test('with lines that are short, long or empty loses no cell', async () => {
    expect(await read('a,b\n1\n\n1,2,3\n,\n')).toEqual({
      header: ['a', 'b', ''],
      rows: [
        ['1', '', ''],
        ['1', '2', '3'],
      ],
    });
  });

  test.each([
    ['of an old Excel', 'old-excel', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]).buffer],
    [
      'that is a picture',
      'not-a-table',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]).buffer,
    ],
    ['that is a zip of something else', 'broken', bytesOf('PK\u0003\u0004 and so on')],
    ['with its title alone', 'empty', bytesOf('a,b\n')],
    ['without anything', 'empty', new ArrayBuffer(0)],
    ['that is too large', 'too-large', new ArrayBuffer(10_000_001)],
    ['of 100,000 lines', 'too-long', bytesOf(`a\n${'1\n'.repeat(100_000)}`)],
    ['with a quote that never ends', 'broken', bytesOf('a,b\n"1,2\n')],
  ])('%s is said to be so', async (_, why, bytes) => {
    expect(await troubleOf(bytes)).toBe(why);
  });

  test('with macros is not opened', async () => {
    const bytes = new Uint8Array(await excel([['a'], ['b']]));
    const marked = new Uint8Array([...bytes, ...new TextEncoder().encode('xl/vbaProject.bin')]);
    expect(await troubleOf(marked.buffer)).toBe('macros');
  });
});
