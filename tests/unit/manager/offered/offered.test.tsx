// @vitest-environment happy-dom
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { People } from '../../../../src/manager/people/people.tsx';
import { aPhone, aVoice, type FakeDesk, fakeDesk, plain, someOffered } from '../fake-desk.ts';

// A busy machine is slow; nothing here waits for time to pass.
vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

const show = async (over: Partial<FakeDesk> = {}, page = 'offered', heading = 'Questions') => {
  const desk = fakeDesk(over);
  vi.stubGlobal('fetch', desk.fetch);
  render(<People phone={await aPhone()} programmeId={page} onSignOut={() => undefined} />);
  await screen.findByRole('heading', { name: heading });
  return desk;
};
const text = () => plain(document.body.textContent);
const press = (name: string) =>
  fireEvent.click(screen.getByRole('button', { name: (found) => plain(found) === name }));
const write = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const names = (part: 'Stage' | 'Principle') =>
  screen.getAllByLabelText<HTMLInputElement>(new RegExp(`^${part} \\d+$`)).map((one) => one.value);

test('stages are renamed, moved, added and taken out; what keeps its name is sent without one', async () => {
  const desk = await show();
  expect(names('Stage')).toEqual(['Joining', 'During', 'Leaving', 'After']);
  write('Stage 1', 'Coming in');
  press('Move “Leaving” up');
  expect(names('Stage')).toEqual(['Coming in', 'Leaving', 'During', 'After']);
  await waitFor(() =>
    expect(plain(document.activeElement?.getAttribute('aria-label'))).toBe('Move “Leaving” up'),
  );
  press('Take “After” out');
  expect(text()).toContain('Moments that have it keep it.');
  press('Add a stage');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Stage 4')));
  write('Stage 4', ' A year  later ');
  write('Questions, one on each line', 'What went well?\n\n  What was hard? ');
  press('Save');
  await waitFor(() => expect(text()).toContain('Saved. Phones get it'));
  expect(desk.sent['/v1/desk/offered']).toMatchObject({
    stages: [
      { id: 'joining', name: 'Coming in' },
      { id: 'leaving', name: null },
      { id: 'during', name: null },
      { id: null, name: 'A year later' },
    ],
    prompts: ['What went well?', 'What was hard?'],
  });
  // What was new has its id now.
  press('Save');
  await waitFor(() =>
    expect(desk.asked.filter((each) => each === 'POST /v1/desk/offered')).toHaveLength(2),
  );
  expect(desk.sent['/v1/desk/offered']).toMatchObject({
    stages: [{}, {}, {}, { id: 'own-3', name: 'A year later' }],
  });
});

test.each([
  ['a name is missing', () => write('Principle 1', ' '), 'A name is missing.'],
  ['two are the same', () => write('Stage 1', 'during'), 'Two names are the same.'],
  [
    'there are too many questions',
    () =>
      write(
        'Questions, one on each line',
        Array.from({ length: 13 }, (_, n) => `Q${n}`).join('\n'),
      ),
    'These are more than 12.',
  ],
  [
    'one is too long',
    () => write('Questions, one on each line', 'x'.repeat(81)),
    'One of these is longer than 80 letters.',
  ],
])('where %s, that is said and nothing is sent', async (_what, change, said) => {
  const desk = await show();
  change();
  press('Save');
  // Above and at the field, where the focus is.
  await waitFor(() => expect(text().split(said).length).toBeGreaterThan(2));
  expect(document.activeElement?.getAttribute('aria-invalid')).toBe('true');
  expect(desk.sent['/v1/desk/offered']).toBeUndefined();
});

test('what is offered no more is not listed', async () => {
  await show({
    offered: someOffered({
      stages: [
        { id: 'own', name: 'Our own', isRetired: false },
        { id: 'during', name: null, isRetired: true },
      ],
    }),
  });
  expect(names('Stage')).toEqual(['Our own']);
  expect(names('Principle')[0]).toBe('They led');
});

test('groups stand on their programme’s page, one on each line', async () => {
  const { programmeId } = aVoice();
  const desk = await show(
    {
      offered: someOffered({
        groups: [
          { programmeId, name: 'Tuesday lunch' },
          { programmeId: '00000000-0000-4000-8000-000000000009', name: 'Elsewhere' },
        ],
      }),
    },
    programmeId,
    'Groups',
  );
  const box = await screen.findByLabelText<HTMLTextAreaElement>('Groups, one on each line');
  expect(box.value).toBe('Tuesday lunch');
  const groups = within(box.closest('section')!);
  expect(groups.queryByRole('button')).toBeNull();
  fireEvent.input(box, { target: { value: 'Tuesday lunch\ntuesday LUNCH' } });
  fireEvent.click(groups.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(text()).toContain('Two groups are the same.'));
  fireEvent.input(box, { target: { value: 'Tuesday lunch\nFriday walk' } });
  fireEvent.click(groups.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(text()).toContain('The groups are saved.'));
  expect(desk.sent[`/v1/desk/programmes/${programmeId}/groups`]).toEqual({
    groups: ['Tuesday lunch', 'Friday walk'],
  });
});
