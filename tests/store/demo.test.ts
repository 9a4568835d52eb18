// `npm run demo`: what a newcomer looks at first. Its words came in as a phone's do, and read as real.

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { DeskMoment } from '../../src/contract/desk.ts';
import { loadHarbourHouse } from '../../src/server/commands/demo/load.ts';
import type { House } from '../../src/server/commands/demo/move-in.ts';
import { storyUpTo } from '../../src/server/commands/demo/story.ts';
import { variantsOf } from '../../src/server/commands/demo/utterances.ts';
import { openSqlite, type SqliteStore } from '../../src/server/store/sqlite.ts';
import { temporaryFolder } from '../support/server.ts';

vi.setConfig({ testTimeout: 60_000 });

const TODAY = new Date(2026, 10, 23, 12, 0);
const SCRIPTS = ['Latin', 'Arab', 'Cyrl', 'Han', 'Guru', 'Beng', 'Ethi', 'Taml'];

let store: SqliteStore;
let house: House;
/** Newest first. */
let inbox: DeskMoment[];

beforeAll(async () => {
  store = await openSqlite(temporaryFolder());
  house = await loadHarbourHouse(store, TODAY);
  const found = await store.of(house.organisationId).inbox({}, null, 1000);
  inbox = found.map(({ moment }) => moment);
});
afterAll(() => store.close());

test('about 600 moments in four programmes, by eight people, over nine months', () => {
  expect(inbox.length).toBeGreaterThan(570);
  expect(inbox.length).toBeLessThan(630);
  expect(new Set(inbox.map(({ programmeName }) => programmeName)).size).toBe(4);
  expect(new Set(inbox.map(({ byName }) => byName)).size).toBe(8);
  const arrived = inbox.map(({ receivedAt }) => receivedAt);
  expect(arrived.toSorted().reverse()).toEqual(arrived);
  expect(arrived[0]! < new Date(2026, 10, 23).toISOString()).toBe(true);
  expect(arrived.at(-1)! < new Date(2026, 2, 10).toISOString()).toBe(true);
});

test('all kinds, audiences and details; words short and long, with emoji', () => {
  const values = (field: (moment: DeskMoment) => unknown): Set<unknown> =>
    new Set(inbox.map(field));
  expect(values(({ kind }) => kind)).toEqual(new Set(['celebrate', 'improve', 'idea']));
  expect(values(({ audience }) => audience)).toEqual(new Set(['team', 'board', 'public']));
  expect(values(({ whose }) => whose)).toEqual(new Set(['theirs', 'mine']));
  expect(values(({ about }) => about)).toEqual(new Set(['group', 'person', null]));
  expect(values(({ stage }) => stage).size).toBe(5);
  expect(values(({ principles }) => principles[0]).size).toBe(7);
  const lengths = inbox.map(({ words }) => words.length);
  expect(Math.min(...lengths)).toBeLessThan(25);
  expect(lengths.filter((length) => length > 2000).length).toBeGreaterThanOrEqual(3);
  expect(inbox.some(({ words }) => /\p{Extended_Pictographic}/u.test(words))).toBe(true);
});

test.each(SCRIPTS)('somebody speaks in the script %s', (script) => {
  const letters = new RegExp(`\\p{Script=${script}}{2}`, 'u');
  expect(inbox.some(({ words }) => letters.test(words))).toBe(true);
});

test('every operation was stored; some amended, some taken back', () => {
  const count = (sql: string): unknown => Object.values(store.writer.statement(sql).all()[0]!)[0];
  expect(count("select count(*) from operation where status <> 'stored'")).toBe(0);
  expect(count("select count(*) from operation where kind = 'amend'")).toBeGreaterThan(10);
  expect(count("select count(*) from operation where kind = 'withdraw'")).toBeGreaterThan(3);
  expect(inbox.some(({ revision }) => revision === 2)).toBe(true);
});

test('no two moments say the same, and no two on one page begin alike', () => {
  expect(new Set(inbox.map(({ words }) => words)).size).toBe(inbox.length);
  const alike = inbox.filter(({ words }, index) =>
    inbox.slice(index + 1, index + 50).some((other) => other.words.startsWith(words.slice(0, 18))),
  );
  expect(alike.map(({ words }) => words)).toEqual([]);
});

test('no choice is left open in the words', () => {
  expect(inbox.filter(({ words }) => /[{}|]|undefined/.test(words))).toEqual([]);
  expect(variantsOf('I {sing|dance}. {Badly.|Alone.}')).toEqual([
    'I sing. Badly.',
    'I dance. Alone.',
  ]);
  expect(() => variantsOf('{one|two} {three}')).toThrow('different number');
});

test('the newest 14 are new, and all others were read by a manager after they came', async () => {
  const { counts } = await store.of(house.organisationId).countStates({});
  expect(counts.new).toBe(14);
  expect(inbox.slice(0, 14).every(({ seenAt }) => seenAt === null)).toBe(true);
  expect(
    inbox.slice(14).every(({ seenAt, receivedAt }) => seenAt !== null && seenAt > receivedAt),
  ).toBe(true);
});

test('the desk also shows a lost phone, and one that holds words unsent', async () => {
  const people = await store.of(house.organisationId).people(TODAY.toISOString());
  const sessions = people.flatMap((person) => person.sessions);
  expect(people).toHaveLength(10);
  expect(sessions.filter(({ wipedAt }) => wipedAt !== null)).toHaveLength(1);
  expect(sessions.map(({ pendingCount }) => pendingCount).filter((count) => count > 0)).toEqual([
    3,
  ]);
});

test('the same all day long, and as full on any other day', () => {
  const early = storyUpTo(new Date(2026, 10, 23, 0, 5));
  expect(storyUpTo(new Date(2026, 10, 23, 23, 55))).toEqual(early);
  for (const today of [new Date(2027, 0, 2), new Date(2027, 2, 29), new Date(2028, 1, 29)]) {
    const told = storyUpTo(today);
    expect(told).toHaveLength(early.length);
    const times = told.flatMap((each) => [
      each.receivedAt,
      each.amended?.receivedAt ?? each.receivedAt,
      each.withdrawnAt ?? each.receivedAt,
      each.seen?.at ?? each.receivedAt,
    ]);
    expect(times.every((time, index) => time >= told[index >> 2]!.receivedAt)).toBe(true);
    expect(times.every((time) => time < today.toISOString())).toBe(true);
    expect(told.filter(({ seen }) => seen === null)).toHaveLength(14);
  }
});
