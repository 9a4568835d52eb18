// The screens of who did what, and of tables out and in. The rows of the trail are made up: those of a house would be
// other ones each time.
import type { Page, Route } from 'playwright-core';
import type { AuditPage, AuditRow } from '../../src/contract/desk-audit.ts';
import type { ImportAsked } from '../../src/contract/desk-import.ts';
import { PROTOCOL } from '../../src/contract/version.ts';
import type { Screen } from './screens.ts';

const NOON = Date.parse('2026-11-23T12:00:00.000Z');
const MINUTE_MS = 60_000;

const rowsOf = (...rows: Partial<AuditRow>[]): AuditRow[] =>
  rows.map((row, index) => ({
    position: 400 - index,
    at: new Date(NOON - index * 17 * MINUTE_MS).toISOString(),
    action: 'signed_in',
    personId: 'a',
    byName: 'Rosa Mwangi',
    sessionId: 's',
    about: null,
    aboutName: null,
    count: null,
    hash: '',
    ...row,
  }));

const ROWS = rowsOf(
  { action: 'moments_exported', count: 1204 },
  { action: 'answered', about: '33333333-3333-4333-8333-333333333333' },
  { action: 'moment_seen', about: '33333333-3333-4333-8333-333333333333' },
  { action: 'inbox_read', count: 50, at: '2026-11-23T11:00:00.000Z' },
  { action: 'moments_sent', byName: 'Amina Khoury', count: 3 },
  { action: 'person_invited', aboutName: 'Noor' },
  { action: 'link_renewed', personId: null, byName: null, aboutName: 'Rosa Mwangi' },
  { action: 'signed_in', byName: null },
  { action: 'safeguarding_set', aboutName: 'Saturday allotment, down by the old railway bridge' },
);

const trailOf =
  (rows: AuditRow[]) =>
  (route: Route): Promise<void> => {
    const json: AuditPage = {
      protocol: PROTOCOL,
      rows,
      next: rows.length === 0 ? null : 'more',
      head: rows.length === 0 ? null : { position: 400, hash: '9f86d081884c7d65'.repeat(4) },
    };
    return route.fulfill({ json });
  };

const openTrail = async (page: Page, rows: AuditRow[]): Promise<void> => {
  await page.route('**/v1/desk/audit?*', trailOf(rows));
  await page.goto(new URL('/people/audit', page.url()).href);
};

const TABLE = `ID,Start time,Completion time,Email,Name,What went well?,What could be better?
1,11/3/25 9:00:00,11/3/25 9:05:00,anonymous,,The kettle was on when I came in.,
2,11/4/25 14:00:00,11/4/25 14:30:00,anonymous,,We sang for an hour.,The stairs. I cannot get up them with the pram.
3,11/5/25 14:00:00,11/32/25 14:30:00,anonymous,,Nobody hurried me.,
`;

const chooseTable = (page: Page, content: string): Promise<void> =>
  page.locator('#in-file').setInputFiles({
    name: 'answers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(content),
  });

const lookAtTable = async (page: Page): Promise<void> => {
  await chooseTable(page, TABLE);
  await page.locator('.table-form select').last().selectOption({ index: 1 });
  await page.locator('.table-form [type="submit"]').click();
  await page.locator('.table-look .button-main').waitFor();
};

/** As if all of it were taken in, so that the house stays as it is. */
const takesAllIn = (route: Route): Promise<void> => {
  const { lines } = route.request().postDataJSON() as ImportAsked;
  return route.fulfill({
    json: { protocol: PROTOCOL, results: lines.map(({ key }) => ({ key, status: 'new' })) },
  });
};

export const SCREENS_OUT_AND_IN: readonly Screen[] = [
  {
    name: 'who did what',
    as: 'manager',
    path: '/people',
    reach: async (page) => {
      await openTrail(page, ROWS);
      await page.locator('.audit-end summary').click();
    },
    seen: '.audit-end[open] code',
  },
  {
    name: 'who did what, nothing',
    as: 'manager',
    path: '/people',
    reach: (page) => openTrail(page, []),
    seen: '.desk-empty',
  },
  {
    name: 'who did what, no signal',
    as: 'manager',
    path: '/people',
    reach: async (page) => {
      await page.route('**/v1/desk/audit?*', (route) => route.abort());
      await page.goto(new URL('/people/audit', page.url()).href);
    },
    seen: 'main .notice',
  },
  { name: 'tables out and in', as: 'manager', path: '/people/tables', seen: '#in-file' },
  {
    name: 'tables out, of what the inbox shows',
    as: 'manager',
    path: '/people/tables?kind=idea',
    seen: '#in-file',
  },
  {
    name: 'a table that is none',
    as: 'manager',
    path: '/people/tables',
    reach: (page) => chooseTable(page, 'PK\u0003\u0004vbaProject.bin'),
    seen: '.tables .notice-danger',
  },
  {
    name: 'a table, its columns',
    as: 'manager',
    path: '/people/tables',
    reach: async (page) => {
      await chooseTable(page, TABLE);
      await page.locator('.table-columns select').first().waitFor();
      for (const column of await page.locator('.table-columns select').all()) {
        await column.selectOption('nothing');
      }
      await page.locator('.table-form [type="submit"]').click();
    },
    seen: '.table-form .field-error',
  },
  {
    name: 'a table, looked at',
    as: 'manager',
    path: '/people/tables',
    reach: async (page) => {
      await page.route('**/v1/desk/imports', takesAllIn);
      await lookAtTable(page);
    },
    seen: '.table-look .table-problems',
  },
  {
    name: 'a table, brought in',
    as: 'manager',
    path: '/people/tables',
    reach: async (page) => {
      await page.route('**/v1/desk/imports', takesAllIn);
      await lookAtTable(page);
      await page.locator('.table-look .button-main').click();
    },
    seen: '.table-look .ways',
  },
];
