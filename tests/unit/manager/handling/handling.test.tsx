// @vitest-environment happy-dom
import { configure, fireEvent, render, screen, within } from '@testing-library/preact';
import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { deskClient } from '../../../../src/manager/desk-client.ts';
import { HandlingPart } from '../../../../src/manager/handling/handling-part.tsx';
import { NOW, aMoment, type FakeDesk, fakeDesk, plain } from '../fake-desk.ts';

vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

const ROSA = { personId: '00000000-0000-4000-8000-00000000000a', name: 'Rosa Mwangi' };
const at = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

const show = (over: Partial<FakeDesk> = {}) => {
  const moment = aMoment({ assignedTo: over.moments?.[0]?.assignedTo ?? null });
  const desk = fakeDesk({ moments: [moment], managers: [ROSA], ...over });
  desk.moments = [moment];
  const changed = vi.fn<() => void>();
  render(
    <HandlingPart
      client={deskClient(desk.fetch)}
      moment={moment}
      news={0}
      means={() => ({ now: NOW, newId: () => randomUUID() })}
      onChanged={changed}
    />,
  );
  return { desk, moment, changed };
};

test('it is given to somebody by choosing them, and to nobody again', async () => {
  const { desk, changed } = show();
  const choice = await screen.findByLabelText<HTMLSelectElement>('Whose it is to answer');
  expect(Array.from(choice.options, ({ text }) => plain(text))).toEqual([
    'Nobody’s yet',
    'Rosa Mwangi',
  ]);
  fireEvent.change(choice, { target: { value: ROSA.personId } });
  await screen.findByText(/^It is for .*Rosa Mwangi.* now\.$/);
  expect(desk.moments[0]?.assignedTo).toEqual(ROSA);
  expect(changed).toHaveBeenCalled();
});

test('somebody who manages no longer is still shown as the one whose it is', async () => {
  const gone = { personId: randomUUID(), name: 'Ada Byrne' };
  show({ moments: [aMoment({ assignedTo: gone })] });
  const choice = await screen.findByLabelText<HTMLSelectElement>('Whose it is to answer');
  expect(choice.value).toBe(gone.personId);
});

test('a note is written, checked and kept, and says who wrote it', async () => {
  const { desk, moment } = show();
  fireEvent.click(await screen.findByRole('button', { name: 'Add a note' }));
  const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'A note' });
  expect(document.activeElement).toBe(box);
  fireEvent.click(screen.getByRole('button', { name: 'Keep this note' }));
  expect(screen.getByRole('alert').textContent).toContain('The note is missing.');
  fireEvent.input(box, { target: { value: ' Ask the caretaker.\n<b>Soon</b> ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Keep this note' }));
  const list = await screen.findByRole('list', { name: 'Notes, oldest first' });
  expect(plain(list.textContent)).toContain('Ask the caretaker.\n<b>Soon</b>');
  expect(plain(list.textContent)).toContain('Rosa Mwangi, today');
  expect(desk.sent[`/v1/desk/moments/${moment.momentId}/notes`]).toMatchObject({
    words: 'Ask the caretaker.\n<b>Soon</b>',
  });
  expect(screen.getByText('Your note is there now.')).toBeTruthy();
});

test('a note that did not get through stays in the box and is sent again as the same', async () => {
  const { desk } = show();
  fireEvent.click(await screen.findByRole('button', { name: 'Add a note' }));
  fireEvent.input(screen.getByRole('textbox'), { target: { value: 'Ask.' } });
  desk.refuses = (path) => (path.endsWith('/notes') ? null : undefined);
  fireEvent.click(screen.getByRole('button', { name: 'Keep this note' }));
  await screen.findByText('No signal, so nothing was changed.');
  desk.refuses = null;
  fireEvent.click(screen.getByRole('button', { name: 'Keep this note' }));
  await screen.findByText('Your note is there now.');
  expect(desk.notes).toHaveLength(1);
});

test('what became of it is told in plain words, with the day alone where only that is known', async () => {
  const by = { byName: 'Rosa Mwangi', toName: null, isDayAlone: false };
  show({
    history: [
      {
        what: 'arrived',
        at: '2026-11-23T00:00:00.000Z',
        byName: null,
        toName: null,
        isDayAlone: true,
      },
      { what: 'seen', at: at(50), ...by },
      { what: 'assigned', at: at(40), ...by, toName: 'Ada Byrne' },
      { what: 'assigned', at: at(30), ...by },
      { what: 'answered', at: at(20), ...by },
      { what: 'taken-back', at: at(10), ...by, byName: null },
    ],
  });
  const summary = await screen.findByText('What became of it');
  const items = within(summary.closest('details')!).getAllByRole('listitem', { hidden: true });
  const said = items.map(({ textContent }) => plain(textContent));
  expect(said[0]).toBe('It arrived.today');
  expect(said.slice(1).map((text) => text.split('.')[0])).toEqual([
    'Rosa Mwangi opened it first',
    'Rosa Mwangi gave it to Ada Byrne',
    'Rosa Mwangi gave it to nobody',
    'Rosa Mwangi answered',
    'That was taken back',
  ]);
  expect(said[1]).toMatch(/today, \d\d:\d\d$/);
});

test('without signal it says so, and can be asked again', async () => {
  const { desk } = show({ refuses: () => null });
  await screen.findByText('No signal.');
  desk.refuses = null;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByLabelText('Whose it is to answer');
  expect(screen.queryByText('No signal.')).toBeNull();
});
