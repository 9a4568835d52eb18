// @vitest-environment happy-dom
import { configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { beforeEach, expect, test, vi } from 'vitest';
import { AUDIT_ACTIONS, type AuditRow } from '../../../../src/contract/desk-audit.ts';
import { PROTOCOL } from '../../../../src/contract/version.ts';
import { Audit } from '../../../../src/manager/audit/audit.tsx';
import { isWordOf } from '../../../../src/words/manager-audit.ts';
import { aPhone, NOW, plain } from '../fake-desk.ts';

vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

const aRow = (position: number, over: Partial<AuditRow> = {}): AuditRow => ({
  position,
  at: new Date(NOW - 60_000).toISOString(),
  action: 'signed_in',
  personId: 'p',
  byName: 'Rosa Mwangi',
  sessionId: 's',
  about: null,
  aboutName: null,
  count: null,
  hash: 'f'.repeat(64),
  ...over,
});

let asked: string[];
let pages: Record<string, { rows: AuditRow[]; next: string | null } | null>;

beforeEach(() => {
  asked = [];
  pages = {};
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    if (url === '/v1/desk/people') {
      return Response.json({
        protocol: PROTOCOL,
        people: ['Rosa Mwangi', 'Ada Byrne'].map((name, index) => ({
          personId: `00000000-0000-4000-8000-00000000000${index}`,
          name,
          roles: [],
          passkeys: 0,
          invitedUntil: null,
          sessions: [],
        })),
        programmes: [],
      });
    }
    if (url.startsWith('/v1/desk/audit/export')) {
      return new Response('a,b', { headers: { 'content-disposition': 'attachment' } });
    }
    const page = pages[new URL(url, 'https://x.example').search];
    if (page === null || page === undefined) throw new TypeError('no connection');
    const head = { position: 9, hash: 'e'.repeat(64) };
    return Response.json({ protocol: PROTOCOL, ...page, head });
  });
  return () => vi.unstubAllGlobals();
});

const rows = (): string[] => screen.queryAllByRole('listitem').map((row) => plain(row.textContent));

test('[X3] each row says in plain words who did what, and when; of a list the hour', async () => {
  pages[''] = {
    rows: [
      aRow(6, { action: 'inbox_read', count: 12, at: '2026-11-22T10:00:00.000Z' }),
      aRow(5, { action: 'moment_seen', about: 'm' }),
      aRow(4, { action: 'person_invited', about: 'p', aboutName: 'Noor' }),
      aRow(3, { action: 'trail_cut', personId: null, byName: null, count: 1 }),
      aRow(2, { action: 'moments_sent', byName: null, count: 2 }),
      aRow(1, { action: 'of_a_newer_build' }),
    ],
    next: null,
  };
  render(<Audit phone={await aPhone()} />);
  await screen.findByRole('list', { name: 'The newest first' });
  const hour = (at: number): string =>
    new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const ten = Date.parse('2026-11-22T10:00:00.000Z');
  expect(rows()[0]).toBe(
    `Rosa Mwangi Read 12 moments in the inboxyesterday, between ${hour(ten)} and ${hour(ten + 3_600_000)}`,
  );
  expect(rows()[1]).toContain('Rosa Mwangi Opened a moment');
  expect(screen.getByRole('link', { name: 'Open the moment' }).getAttribute('href')).toBe(
    '/inbox/m',
  );
  expect(rows()[2]).toContain('Rosa Mwangi Invited Noor');
  expect(rows()[3]).toContain('A command on the server 1 row older than two years was taken out');
  expect(rows()[4]).toContain('Somebody who was removed Sent 2 moments');
  expect(rows()[5]).toContain('Did something that has no name here yet');
  expect(document.body.textContent).toContain(`9:${'e'.repeat(64)}`);
});

test('every action that there is has its words', () => {
  expect(AUDIT_ACTIONS.filter((action) => !isWordOf(`audit.did.${action}`))).toEqual([]);
});

test('older rows are added below, and of one person alone are asked for anew', async () => {
  pages[''] = { rows: [aRow(2)], next: 'x y' };
  pages['?after=x%20y'] = { rows: [aRow(1, { byName: 'Ada Byrne' })], next: null };
  pages['?person=00000000-0000-4000-8000-000000000001'] = { rows: [], next: null };
  render(<Audit phone={await aPhone()} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Show older rows' }));
  await waitFor(() => expect(rows()).toHaveLength(2));
  expect(document.activeElement).toBe(screen.getAllByRole('listitem')[1]);
  expect(screen.queryByRole('button', { name: 'Show older rows' })).toBeNull();
  fireEvent.change(await screen.findByLabelText('Person'), {
    target: { value: '00000000-0000-4000-8000-000000000001' },
  });
  await screen.findByText('Nothing here is by this person.');
});

test('without an answer it says so, and asks again when it is told to', async () => {
  pages[''] = null;
  render(<Audit phone={await aPhone()} />);
  const again = await screen.findByRole('button', { name: 'Try again' });
  pages[''] = { rows: [], next: null };
  fireEvent.click(again);
  await screen.findByText('There is nothing here yet.');
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

test('all rows are saved as a file', async () => {
  pages[''] = { rows: [aRow(1)], next: null };
  const saved: string[] = [];
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x');
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push(this.download);
  });
  render(<Audit phone={await aPhone()} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Save all rows as a table (CSV)' }));
  await screen.findByText('The table is in your downloads.');
  expect(saved).toEqual(['who-did-what-2026-11-23.csv']);
  expect(asked.at(-1)).toBe('/v1/desk/audit/export?');
});
