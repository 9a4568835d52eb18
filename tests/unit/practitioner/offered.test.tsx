// @vitest-environment happy-dom
// What the organisation offers of its own while words are kept, as this phone heard of it last: without signal, too.
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Offered } from '../../../src/contract/offered.ts';
import { announceChange } from '../../../src/device/changes.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import { Capture } from '../../../src/practitioner/capture/capture.tsx';
import { fakeLocks } from '../../support/locks.ts';
import { AISHA, NOON } from '../../support/phone.ts';
import {
  field,
  JOB_CLUB,
  type PhoneAtHand,
  phoneAtHand,
  tap,
  TUESDAY,
  writeAndSave,
} from './at-hand.ts';

vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

const OFFERED: Offered = {
  stages: [
    { id: 'first-visit', name: 'First visit' },
    { id: 'during', name: null },
  ],
  principles: [
    { id: 'trust', name: 'Trust' },
    { id: 'networks', name: null },
  ],
  prompts: ['What went well today?', 'What was hard?'],
  groups: [
    { programmeId: TUESDAY, name: 'Quiet room' },
    { programmeId: JOB_CLUB, name: 'CV evening' },
  ],
};

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => undefined);
  Object.defineProperty(navigator, 'locks', { value: fakeLocks(), configurable: true });
  return () => vi.unstubAllGlobals();
});

const told = async (phone: PhoneAtHand, offered: Offered): Promise<void> => {
  await phone.known.put('offered', offered, 'here');
  announceChange();
};
const bodyOfLast = async (phone: PhoneAtHand) =>
  (await listMoments(phone.outbox, AISHA, NOON))[0]?.body;
const choicesOf = (legend: string): (string | null)[] =>
  within(screen.getByRole('group', { name: legend }))
    .getAllByRole(legend === 'What does it show?' ? 'checkbox' : 'radio')
    .map((input) => input.closest('label')!.textContent);

test('the organisation’s own stages, principles and groups are chosen, and kept by their ids', async () => {
  const phone = await phoneAtHand();
  await told(phone, OFFERED);
  render(<Capture phone={phone} typed="" />);
  await writeAndSave('I sit by the window now.', 'Moment to shine');
  await screen.findByLabelText('Trust');
  expect(choicesOf('What does it show?')).toEqual(['Trust', 'They helped each other']);
  expect(choicesOf('When?')).toEqual(['First visit', 'During', 'Not said']);
  expect(choicesOf('Which group?')).toEqual(['No group', 'Quiet room']);
  for (const name of ['Trust', 'First visit', 'Quiet room']) {
    fireEvent.click(screen.getByLabelText(name));
  }
  await waitFor(async () =>
    expect(await bodyOfLast(phone)).toMatchObject({
      principles: ['trust'],
      stage: 'first-visit',
      group: 'Quiet room',
    }),
  );
});

test('what is offered no more is not asked', async () => {
  const phone = await phoneAtHand();
  await told(phone, { stages: [], principles: [], prompts: [], groups: [] });
  render(<Capture phone={phone} typed="" />);
  await writeAndSave('I sit by the window now.', 'Moment to shine');
  await screen.findByRole('group', { name: 'Whose words?' });
  await waitFor(() =>
    expect(screen.queryByRole('group', { name: 'What does it show?' })).toBeNull(),
  );
  expect(screen.queryByRole('group', { name: 'When?' })).toBeNull();
});

test('one of the prompts stands in the empty field, another one the next day; its name stays', async () => {
  const phone = await phoneAtHand();
  await told(phone, OFFERED);
  const { unmount } = render(<Capture phone={phone} typed="" />);
  await waitFor(() => expect(OFFERED.prompts).toContain(field().placeholder));
  const today = field().placeholder;
  expect(screen.getByLabelText('What did they say?')).toBe(field());
  unmount();
  phone.test.clock.now += 24 * 3600 * 1000;
  render(<Capture phone={phone} typed="" />);
  await waitFor(() =>
    expect(field().placeholder).toBe(OFFERED.prompts.find((prompt) => prompt !== today)),
  );
});

test('a phone that heard of none offers what Moments comes with', async () => {
  const phone = await phoneAtHand();
  render(<Capture phone={phone} typed="" />);
  expect(field().placeholder).toBe('What did they say?');
  await writeAndSave('I sit by the window now.', 'Moment to shine');
  await screen.findByRole('group', { name: 'What does it show?' });
  tap('More');
  expect(choicesOf('What does it show?')).toHaveLength(6);
  expect(choicesOf('When?')).toEqual(['Joining', 'During', 'Leaving', 'After', 'Not said']);
});
