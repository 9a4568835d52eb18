// @vitest-environment happy-dom
import { configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { deskClient } from '../../../../src/manager/desk-client.ts';
import { HandIn } from '../../../../src/manager/hand-in/hand-in.tsx';
import { readFile } from '../../../../src/manager/hand-in/read-file.ts';
import { aMoment, exportOf, operationOf, withdrawalOf } from '../../../support/operations.ts';
import { type FakeDesk, fakeDesk, NOW, plain } from '../fake-desk.ts';

vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

const aFile = (content: object | string) =>
  new File([typeof content === 'string' ? content : JSON.stringify(content)], 'moments.json');

const show = (over: Partial<FakeDesk> = {}) => {
  const desk = fakeDesk(over);
  render(<HandIn client={deskClient(desk.fetch)} now={NOW} />);
  return desk;
};
const choose = (...files: File[]) =>
  fireEvent.change(screen.getByLabelText('A file from a phone'), { target: { files } });
const page = () => plain(document.body.textContent);

const withEverything = exportOf(
  {},
  operationOf(aMoment({ words: 'new' })),
  operationOf(aMoment({ words: 'known' })),
  operationOf('{"words":"odd"}'),
  operationOf('{}'),
  operationOf(aMoment({ words: 'from tomorrow' })),
  withdrawalOf(operationOf('{}').momentId, 2, aMoment().programmeId),
);

test('[O6] a file is looked at before it is taken in, and then each item says what became of it', async () => {
  const desk = show({
    handedIn: [
      {},
      { status: 'duplicate' },
      { status: 'quarantined', code: 'unknown_programme' },
      { status: 'rejected', code: 'digest_wrong' },
      { status: 'retry', code: 'server_old' },
    ],
  });
  choose(aFile(withEverything));
  await screen.findByText(/This file holds/);
  expect(page()).toContain('This file holds 6 items, kept by Pat. It was saved today.');
  expect(desk.asked).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Take it in' }));
  await screen.findByRole('list', { name: 'What became of each' });
  const items = screen.getAllByRole('listitem').map((item) => plain(item.textContent));
  expect(items).toEqual([
    'newTaken in.',
    'knownWas here already.',
    'oddSet aside: Its programme is not here.',
    'Words that cannot be readRefused: it was changed or damaged after the phone saved it.',
    'from tomorrowNot yet: it was written by a newer Moments. Try again after the next update here.',
    'A moment taken backTaken in.',
  ]);
  expect(screen.getByRole('link').getAttribute('href')).toBe('/inbox/set-aside');
  await waitFor(() =>
    expect(document.activeElement?.textContent).toBe('This is what became of it'),
  );
});

test('[P10] a file that says it was saved in the future: the day is left out', async () => {
  show();
  choose(aFile({ ...withEverything, exportedAt: '2036-11-23T12:00:00.000Z' }));
  await screen.findByText(/This file holds/);
  expect(page()).toContain('This file holds 6 items, kept by Pat.');
  expect(page()).not.toContain('saved');
});

test('[O6] what is wrong with a file is said, and the next file counts', async () => {
  const desk = show({
    refuses: (path) => (path.endsWith('handed-in') ? 'other_organisation' : undefined),
  });
  choose(aFile('a shopping list'));
  await screen.findByText('This file is not one that Moments saved.');
  choose(aFile(withEverything));
  await screen.findByText(/This file holds/);
  expect(page()).not.toContain('not one that Moments saved');
  fireEvent.click(screen.getByRole('button', { name: 'Take it in' }));
  await screen.findByText('This file belongs to another organisation.');
  desk.refuses = () => null;
  fireEvent.click(screen.getByRole('button', { name: 'Take it in' }));
  await screen.findByText('No signal, so nothing was changed.');
  desk.refuses = null;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(page()).toContain('Taken in.'));
});

test.each([
  ['too-large', { size: 1_048_577, text: async () => '' }],
  ['unreadable', { size: 9, text: () => Promise.reject(new Error('gone')) }],
  ['not-ours', aFile('{"format": 1}')],
  ['not-ours', aFile('[]')],
  ['not-ours', aFile('{"format": "recipes/1"}')],
  ['newer', aFile({ ...withEverything, format: 'moments-export/2' })],
  ['broken', aFile(JSON.stringify(withEverything).slice(0, -20))],
  ['broken', aFile({ ...withEverything, operations: [] })],
  ['broken', aFile({ ...withEverything, more: true })],
])('[O6] a file that is %s', async (why, file) => {
  expect(await readFile(file)).toEqual({ ok: false, trouble: why });
});

test('[O6] what a phone writes is read', async () => {
  const path = 'tests/support/fixtures/export-v1.json';
  expect((await readFile(aFile(readFileSync(path, 'utf8')))).ok).toBe(true);
});
