// @vitest-environment happy-dom
// Ways in which typed words were once lost, each found by somebody who looked for them.
import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { announceChange } from '../../../src/device/changes.ts';
import { draftIdOf, keepDraft } from '../../../src/device/drafts.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import { Capture } from '../../../src/practitioner/capture/capture.tsx';
import { Waiting } from '../../../src/practitioner/waiting/waiting.tsx';
import { AISHA, BEN, NOON } from '../../support/phone.ts';
import {
  TUESDAY,
  draftOf,
  keptMoment,
  phoneAtHand,
  plain,
  sendAll,
  tap,
  write,
  writeAndSave,
} from './at-hand.ts';

beforeEach(() => void vi.stubGlobal('scrollTo', () => undefined));
afterEach(() => void vi.unstubAllGlobals());

const opener = (words: string) => (label: string) =>
  plain(label) === `Change or take back: ${words}`;
const changed = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'The words' });

test('[S2] a begun change survives a list that is read again while it is opened', async () => {
  const phone = await phoneAtHand();
  const momentId = await keptMoment(phone, 'First words');
  await keepDraft(phone.outbox, draftIdOf(AISHA, momentId), 'A begun change', NOON);
  render(<Waiting phone={phone} />);
  await screen.findByText('You began to change this');
  announceChange();
  // As a browser does it, not as testing-library does: effects run after the next paint.
  screen.getByLabelText(opener('First words')).click();
  await waitFor(() => expect(changed().value).toBe('A begun change'));
  fireEvent.input(changed(), { target: { value: 'A begun change, ended' } });
  await waitFor(async () => expect(await draftOf(phone, momentId)).toBe('A begun change, ended'));
});

test('[S2] a letter typed before a begun change was read stands beside it', async () => {
  const phone = await phoneAtHand();
  const momentId = await keptMoment(phone, 'First words');
  await keepDraft(phone.outbox, draftIdOf(AISHA, momentId), 'A begun change', NOON);
  render(<Waiting phone={phone} />);
  await screen.findByText('You began to change this');
  fireEvent.click(screen.getByLabelText(opener('First words')));
  fireEvent.input(changed(), { target: { value: 'First words!' } });
  await waitFor(() => expect(changed().value).toBe('A begun change\nFirst words!'));
  await waitFor(async () =>
    expect(await draftOf(phone, momentId)).toBe('A begun change\nFirst words!'),
  );
});

test('[S2] the field in which a change is typed stays while its moment is sent', async () => {
  const phone = await phoneAtHand();
  await keptMoment(phone, 'First words');
  render(<Waiting phone={phone} />);
  fireEvent.click(await screen.findByLabelText(opener('First words')));
  const field = changed();
  fireEvent.input(field, { target: { value: 'A long and careful change' } });
  await sendAll(phone);
  await screen.findByText((text) => plain(text).startsWith('Sent to Harbour House'));
  expect(changed()).toBe(field);
  expect(field.value).toBe('A long and careful change');
});

test('[O5] words that one person asked to save are not saved as those of the next', async () => {
  const phone = await phoneAtHand({});
  const { rerender } = render(<Capture phone={phone} typed="" />);
  write('A word for Aisha alone');
  tap('Idea');
  await screen.findByText(/programme/i, { selector: '.field-error' });
  // Ben signs in in another tab, and has a programme.
  await phone.known.put('programmes', { programmeId: TUESDAY, name: 'Tuesday drop-in' });
  const bens = { ...phone, identity: { ...phone.identity, personId: BEN } };
  rerender(<Capture phone={bens} typed="" />);
  announceChange();
  await screen.findByText((text) => plain(text).includes('Tuesday drop-in'));
  await writeAndSave('What Ben heard');
  const kept = await listMoments(phone.outbox, BEN, NOON);
  expect(kept.map(({ body }) => body?.words)).toEqual(['What Ben heard']);
});

test('[S2] Undo, and the app is hidden at once: the words are somewhere at every instant', async () => {
  const phone = await phoneAtHand();
  render(<Capture phone={phone} typed="" />);
  await writeAndSave('Said words');
  let goOn = (): void => undefined;
  const frozen = new Promise<void>((resolve) => (goOn = resolve));
  const { write: really } = phone.outbox;
  phone.outbox.write = async (stores, work) => {
    const result = await really(stores, work);
    // The withdrawal is committed; the page is frozen before it hears of it.
    if (stores.includes('moments')) await frozen;
    return result;
  };
  tap('Undo');
  await waitFor(async () => expect(await draftOf(phone)).toBe('Said words'));
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  // One write after another: when this one is done, whatever hiding wrote is done too.
  await keepDraft(phone.outbox, 'somebody/new', 'x', NOON);
  expect(await draftOf(phone)).toBe('Said words');
  goOn();
});
