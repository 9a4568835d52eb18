// What a manager takes out, on each engine.

import { parse } from 'csv-parse/sync';
import { beforeEach, expect, test } from 'vitest';
import { momentList } from '../../src/contract/desk-export.ts';
import type { ListedMoment } from '../../src/contract/desk-export.ts';
import type { Operation } from '../../src/contract/push.ts';
import { fromHarmlessCell } from '../../src/domain/cell-text.ts';
import { accept } from '../../src/server/accept.ts';
import { NOON, type Organisation, openInstallation } from '../support/installation.ts';
import type { TestInstallation } from '../support/installation.ts';
import { aMoment, operationOf, withdrawalOf } from '../support/operations.ts';

let here: TestInstallation;
let house: Organisation;
let isBroken: boolean;

beforeEach(async () => {
  isBroken = false;
  here = await openInstallation({
    atCommit: async () => {
      if (isBroken) throw new Error('the disk is gone');
    },
  });
  house = await here.organisation();
  return () => here.close();
});

const take = async (operations: Operation[]): Promise<void> => {
  const { organisationId, personId, sessionId } = house.practitioner;
  const sender = { organisationId, personId, sessionId, channel: 'practitioner' };
  await accept(here.store, sender, operations, NOON);
};
const saying = (more: Parameters<typeof aMoment>[0]): Operation =>
  operationOf(aMoment({ programmeId: house.programmeId, ...more }));
const ask = (query = ''): Promise<Response> =>
  here.get(`/v1/desk/export${query}`, { Cookie: house.manager.cookie });
const asJson = async (query = ''): Promise<ListedMoment[]> =>
  momentList.parse(await (await ask(`?format=json${query}`)).json()).moments;
const asCsv = async (query = ''): Promise<Record<string, string>[]> =>
  parse(await (await ask(`?format=csv${query}`)).text(), { columns: true, bom: true });

/** Words that a spreadsheet, a browser or a careless reader would make something else of. */
const TRICKY = [
  '=HYPERLINK("https://example.org","Click")',
  '+44 20 7946 0000',
  '-1',
  '@SUM(A1:A9)',
  '  =1+1',
  "'=1+1",
  "''quoted''",
  '\t=tab',
  '＝1＋1',
  '<img src=x onerror="alert(1)">&amp;',
  'one, "two"; three\nand a new line\r\nand another\rand a third',
  'שלום "עולם", כאן',
  '🙂 \u202Eright to left\u202C',
  '01234',
  'a'.repeat(4000),
];

test('[X3] what is taken out holds every word to the letter, and no spreadsheet runs any of it', async () => {
  await take(TRICKY.map((words) => saying({ words })));
  const wanted = TRICKY.toReversed();
  expect((await asJson()).map(({ words }) => words)).toEqual(wanted);
  const cells = (await asCsv()).map(({ words }) => words!);
  expect(cells.map(fromHarmlessCell)).toEqual(wanted);
  expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠\t\r]/.test(cell))).toEqual([]);
});

test('[X2] what is for the board or for everybody holds only what they may see', async () => {
  await take([
    saying({ words: 'for the team', audience: 'team' }),
    saying({ words: 'for the board', audience: 'board' }),
    saying({ words: 'for everybody', audience: 'public' }),
    saying({ words: 'for everybody, at risk', audience: 'public' }),
  ]);
  const [{ moment_id: momentId }] = (await asJson()) as [ListedMoment];
  await here.store.write(house.organisationId, (transaction) =>
    transaction.flag({ momentId, programmeId: house.programmeId, arrivedAt: NOON }),
  );
  const wordsFor = async (who: string) => (await asJson(who)).map(({ words }) => words);
  expect(await wordsFor('')).toHaveLength(4);
  expect(await wordsFor('&for=board')).toEqual(['for everybody', 'for the board']);
  expect(await wordsFor('&for=public')).toEqual(['for everybody']);
  const [shown] = await asJson('&for=public');
  expect(shown).toMatchObject({ written_by: null, received: NOON.slice(0, 10) });
  expect(shown!.said).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect((await asJson())[0]).toMatchObject({ written_by: 'Pat of Riverside', received: NOON });
});

test('a filter of the inbox holds for it, and what cannot be read is said', async () => {
  await take([saying({ kind: 'idea' }), saying({ kind: 'improve' })]);
  expect((await asJson('&kind=idea')).map(({ kind }) => kind)).toEqual(['idea']);
  for (const [field, value] of Object.entries({ format: 'pdf', for: 'me', kind: 'rant' })) {
    const response = await ask(`?${field}=${value}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'not_valid', field });
  }
});

test('[X3] it is one picture of one instant, however much changes while it is read', async () => {
  const before = Array.from({ length: 700 }, (_, index) => saying({ words: `before ${index}` }));
  await take(before);
  const response = await ask();
  const reader = response.body!.getReader();
  const chunks = [(await reader.read()).value!];
  await take(
    before.slice(0, 400).map(({ momentId }) => withdrawalOf(momentId, 2, house.programmeId)),
  );
  await take(Array.from({ length: 300 }, (_, index) => saying({ words: `later ${index}` })));
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    chunks.push(value);
  }
  const rows = parse(Buffer.concat(chunks), { columns: true, bom: true }) as { words: string }[];
  expect(rows.map(({ words }) => words)).toEqual(
    Array.from({ length: 700 }, (_, index) => `before ${699 - index}`),
  );
  // It held the log open. Now that is cut off.
  expect(await here.holds('before 17')).toBe(false);
  expect(await asJson()).toHaveLength(600);
  expect(await here.store.of(house.organisationId).auditFrom(0, 10)).toMatchObject([
    { action: 'moments_exported', count: 700, personId: house.manager.personId },
    { action: 'moments_exported', count: 600 },
  ]);
});

test('whoever stops reading, or whose row is not on disk, gets no more and holds nothing', async () => {
  const gone = saying({ words: 'gone soon' });
  await take([saying({ words: 'kept' }), gone]);
  await (await ask()).body!.cancel();
  isBroken = true;
  expect((await ask()).status).toBe(500);
  isBroken = false;
  await take([withdrawalOf(gone.momentId, 2, house.programmeId)]);
  expect(await here.holds('gone soon')).toBe(false);
});
