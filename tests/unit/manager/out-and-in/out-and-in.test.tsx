// @vitest-environment happy-dom
import { configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test, vi } from 'vitest';
import { LIST_FORMAT, type ListedMoment } from '../../../../src/contract/desk-export.ts';
import type { ImportAsked } from '../../../../src/contract/desk-import.ts';
import { PROTOCOL } from '../../../../src/contract/version.ts';
import { BringIn } from '../../../../src/manager/out-and-in/bring-in.tsx';
import type { Spreadsheets } from '../../../../src/manager/out-and-in/spreadsheets.ts';
import { readTable, writeSheet } from '../../../../src/manager/out-and-in/table.ts';
import { TakeOut } from '../../../../src/manager/out-and-in/take-out.tsx';
import { NOW, plain } from '../fake-desk.ts';

vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

/** As in the worker, without one. */
const spreadsheets: Spreadsheets = {
  read: async (file) => readTable(await file.arrayBuffer()),
  write: writeSheet,
};

const PROGRAMMES = [
  { programmeId: '00000000-0000-4000-8000-000000000001', name: 'Job club' },
  { programmeId: '00000000-0000-4000-8000-000000000002', name: 'Choir' },
];

/** What the endpoint has by now, by key; and what it refuses. */
let kept: Set<string>;
let asks: ImportAsked[];
let isAway: (asked: ImportAsked) => boolean;

beforeEach(() => {
  kept = new Set();
  asks = [];
  isAway = () => false;
});

const bring = async (_: string, init: RequestInit): Promise<Response> => {
  const asked = JSON.parse(init.body as string) as ImportAsked;
  if (isAway(asked)) throw new TypeError('no connection');
  asks.push(asked);
  const results = asked.lines.map(({ key }) => {
    const status = kept.has(key) ? 'here' : 'new';
    if (!asked.isTrial) kept.add(key);
    return { key, status };
  });
  return Response.json({ protocol: PROTOCOL, results });
};

const showBringIn = () =>
  render(<BringIn programmes={PROGRAMMES} fetch={bring} spreadsheets={spreadsheets} now={NOW} />);
const choose = (content: string, name = 'answers.csv') =>
  fireEvent.change(screen.getByLabelText('An Excel or CSV file'), {
    target: { files: [new File([content], name)] },
  });
const pick = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const page = () => plain(document.body.textContent);

const FORM =
  'ID,Completion time,What went well?,Anything else?\n1,13/11/2025,The tea,\n2,14/11/2025,The songs,Thanks\n3,x,The view,\n';

test('a table is read, its columns are named, it is looked at, and then it is taken in, once', async () => {
  showBringIn();
  choose(FORM);
  await screen.findByText(/3 lines/);
  expect(
    screen.getByLabelText<HTMLSelectElement>('What is in “\u2068What went well?\u2069”?').value,
  ).toBe('words-celebrate');
  press('Look at it first');
  expect(page()).toContain('The programme is missing. Choose one.');
  expect(asks).toEqual([]);
  pick('Which programme does it belong to?', PROGRAMMES[1]!.programmeId);
  pick('What is in “\u2068Anything else?\u2069”?', 'words-improve');
  press('Look at it first');
  await screen.findByText('3 moments are new.');
  expect(page()).toContain('Line 4: its date cannot be read.');
  expect(kept.size).toBe(0);

  press('Bring in 3 moments');
  await screen.findByText('3 moments were brought in');
  expect(asks.at(-1)!.isTrial).toBe(false);
  expect(
    asks.at(-1)!.lines.map(({ body }) => [body.words, body.kind, body.audience, body.programmeId]),
  ).toEqual([
    ['The tea', 'celebrate', 'team', PROGRAMMES[1]!.programmeId],
    ['The songs', 'celebrate', 'team', PROGRAMMES[1]!.programmeId],
    ['Thanks', 'improve', 'team', PROGRAMMES[1]!.programmeId],
  ]);

  press('Bring in another table');
  choose(`${FORM}4,15/11/2025,The stairs,\n`);
  await screen.findByText(/4 lines/);
  pick('Which programme does it belong to?', PROGRAMMES[1]!.programmeId);
  press('Look at it first');
  await screen.findByText('1 moment is new.');
  expect(page()).toContain('2 are here already, and stay as they are.');
});

test('it goes on where the signal went, and doubles nothing', async () => {
  showBringIn();
  choose(`Feedback\n${Array.from({ length: 450 }, (_, index) => `said ${index}`).join('\n')}`);
  await screen.findByText(/450 lines/);
  pick('Which programme does it belong to?', PROGRAMMES[0]!.programmeId);
  press('Look at it first');
  await screen.findByText('450 moments are new.');
  isAway = ({ isTrial }) => !isTrial && kept.size >= 200;
  press('Bring in 450 moments');
  const again = await screen.findByRole('button', { name: 'Try again' });
  expect(page()).toContain('Bringing in 200 of 450');
  isAway = () => false;
  fireEvent.click(again);
  await screen.findByText('450 moments were brought in');
  expect(kept.size).toBe(450);
});

test.each([
  ['no table at all', '\u0000\u0001\u0002', 'This file is no table.'],
  ['a table without lines', 'a,b\n', 'There is no line in this table below its titles.'],
])('%s is said in words', async (_, content, words) => {
  showBringIn();
  choose(content);
  expect((await screen.findByRole('alert')).textContent).toContain(words);
});

test('a table in which no column holds words is not looked at', async () => {
  showBringIn();
  choose('Colour\nred\n');
  await screen.findByText(/1 line/);
  pick('Which programme does it belong to?', PROGRAMMES[0]!.programmeId);
  press('Look at it first');
  await screen.findByText('No column holds what people said. Say above which one it is.');
  expect(asks).toEqual([]);
});

const listed = (words: string): ListedMoment => ({
  moment_id: randomUUID(),
  words,
  kind: 'idea',
  audience: 'team',
  whose: 'theirs',
  state: 'new',
  programme: 'Job club',
  group: null,
  about: null,
  stage: null,
  principles: '',
  said: '2026-11-23',
  received: '2026-11-23',
  channel: 'own-phone',
  written_by: null,
});

const showTakeOut = (moments: ListedMoment[], filter = {}) => {
  const asked: string[] = [];
  const saved: { name: string; content: Blob }[] = [];
  let content: Blob | null = null;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    content = blob as Blob;
    return 'blob:x';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push({ name: this.download, content: content! });
  });
  const fetch = async (url: string): Promise<Response> => {
    asked.push(url);
    return Response.json(
      {
        format: LIST_FORMAT,
        organisation: 'A',
        for: 'team',
        takenOutAt: new Date(NOW).toISOString(),
        moments,
      },
      { headers: { 'content-disposition': 'attachment' } },
    );
  };
  render(<TakeOut filter={filter} fetch={fetch} spreadsheets={spreadsheets} now={NOW} />);
  return { asked, saved };
};

test('what the inbox showed is taken out as an Excel file that holds each word and runs none', async () => {
  const { asked, saved } = showTakeOut([listed('=1+1'), listed('plain')], { kind: 'idea' });
  press('Save the file');
  await screen.findByText(/The file is in your downloads/);
  expect(asked).toEqual(['/v1/desk/export?kind=idea&format=json&for=team']);
  expect(saved[0]!.name).toBe('moments-2026-11-23.xlsx');
  const table = await readTable(await saved[0]!.content.arrayBuffer());
  expect(table.ok && table.value.rows.map((row) => row[1])).toEqual(["'=1+1", 'plain']);
});

test('for whom it is and as what is chosen, and a refusal is said', async () => {
  const { asked } = showTakeOut([]);
  fireEvent.click(screen.getByLabelText('The board'));
  expect(page()).toContain('Only what people let the board see');
  fireEvent.click(screen.getByLabelText('CSV'));
  press('Save the file');
  await waitFor(() => expect(asked).toEqual(['/v1/desk/export?format=csv&for=board']));
});
