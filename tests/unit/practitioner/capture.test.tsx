// @vitest-environment happy-dom
import {
  act,
  configure,
  fireEvent,
  render,
  screen,
  waitFor,
  within,
} from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PushRequest } from '../../../src/contract/push.ts';
import { announceChange } from '../../../src/device/changes.ts';
import { type StorageTrouble, StorageError } from '../../../src/device/database.ts';
import { draftIdOf, keepDraft } from '../../../src/device/drafts.ts';
import { endHold } from '../../../src/device/outbox.ts';
import { keepChoices, readChoices } from '../../../src/device/inbox.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import { Capture } from '../../../src/practitioner/capture/capture.tsx';
import { fakeLocks } from '../../support/locks.ts';
import { AISHA, BEN, everythingIn, NOON, receiptFor } from '../../support/phone.ts';
import {
  draftOf,
  field,
  JOB_CLUB,
  keptMoment,
  operationsOf,
  type PhoneAtHand,
  phoneAtHand,
  plain,
  saying,
  sendAll,
  tap,
  TUESDAY,
  write,
  writeAndSave,
} from './at-hand.ts';

// A busy machine is slow; nothing here waits for time to pass.
vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

const WORDS = 'I used to sit by the door.';

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => undefined);
  Object.defineProperty(navigator, 'locks', { value: fakeLocks(), configurable: true });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const open = (phone: PhoneAtHand | null, typed = '') =>
  render(<Capture phone={phone} typed={typed} />);

const ownMoments = (phone: PhoneAtHand) => listMoments(phone.outbox, AISHA, NOON);
const bodyOfLast = async (phone: PhoneAtHand) => (await ownMoments(phone))[0]?.body;
const chip = (name: string) => screen.getByLabelText(name);

/** The outbox fails in this way at every write, until it is mended. */
const breakWrites = (phone: PhoneAtHand, trouble: StorageTrouble) => {
  const real = phone.outbox.write;
  phone.outbox.write = () => Promise.reject(new StorageError(trouble, undefined));
  return () => (phone.outbox.write = real);
};

test('the field is there at once, focused, without a phone', () => {
  open(null);
  expect(document.activeElement).toBe(field());
});

test('[S1] "Saved" is said only after the transaction completed', async () => {
  const phone = await phoneAtHand();
  let complete = (): void => undefined;
  const completed = new Promise<void>((resolve) => (complete = resolve));
  let isWritten = false;
  const real = phone.outbox.write;
  phone.outbox.write = async (stores, work) => {
    const result = await real(stores, work);
    if (stores.includes('operations')) {
      isWritten = true;
      await completed;
    }
    return result;
  };
  open(phone);
  write(WORDS);
  tap('Moment to shine');
  await waitFor(() => expect(isWritten).toBe(true));
  expect(screen.queryByText(/Saved on this phone/)).toBeNull();
  expect(field().value).toBe(WORDS);

  complete();
  await screen.findByText('Saved on this phone. It will be sent when you have signal.');
  await waitFor(() => expect(field().value).toBe(''));
});

test('one tap saves the words exactly, with the kind, and says how many wait', async () => {
  const phone = await phoneAtHand();
  open(phone);
  const words = '  <b>"He" said</b> \u202Eمرحبا\u202C\n\n';
  await writeAndSave(words, 'Could be better');
  expect(await bodyOfLast(phone)).toEqual({
    words,
    kind: 'improve',
    audience: 'team',
    whose: 'theirs',
    programmeId: TUESDAY,
    group: null,
    about: null,
    stage: null,
    principles: [],
    saidAt: new Date(NOON).toISOString(),
  });
  const status = await screen.findByRole('link', { name: /1 waiting to be sent/ });
  expect(status.getAttribute('href')).toBe('/waiting');
});

test('[S3] a save ends the draft, also one that was being kept at that moment', async () => {
  const phone = await phoneAtHand();
  const real = phone.outbox.write;
  let letDraftGo = (): void => undefined;
  const draftGoes = new Promise<void>((resolve) => (letDraftGo = resolve));
  let isDraftHeld = false;
  phone.outbox.write = async (stores, work) => {
    if (stores.length === 1 && stores[0] === 'drafts' && !isDraftHeld) {
      isDraftHeld = true;
      await draftGoes;
    }
    return await real(stores, work);
  };
  open(phone);
  await screen.findByText('Tuesday drop-in');
  write(WORDS);
  await waitFor(() => expect(isDraftHeld).toBe(true));
  await writeAndSave(WORDS);

  letDraftGo();
  await waitFor(async () => expect(await draftOf(phone)).toBe(WORDS));
  await waitFor(async () => expect(await draftOf(phone)).toBe(''));
});

test('[S2] words are kept while they are typed, and steady typing does not put it off', async () => {
  const phone = await phoneAtHand();
  open(phone);
  await screen.findByText('Tuesday drop-in');
  write('I');
  await waitFor(async () => expect(await draftOf(phone)).toBe('I'));
  const keeping = vi.spyOn(phone.outbox, 'write');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    for (const words of ['I u', 'I us', 'I use', 'I used']) {
      write(words);
      vi.advanceTimersByTime(240);
    }
    expect(keeping).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
  }
  await waitFor(async () => expect(await draftOf(phone)).toMatch(/^I us/));
});

test.each([
  ['the page goes', () => void dispatchEvent(new Event('pagehide'))],
  ['another screen is opened', () => void view.unmount()],
])('[S2] the last letters are kept when %s', async (_title, leave) => {
  const phone = await phoneAtHand();
  view = open(phone);
  await screen.findByText('Tuesday drop-in');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  write('The last letters');
  await act(leave);
  vi.useRealTimers();
  await waitFor(async () => expect(await draftOf(phone)).toBe('The last letters'));
});
let view: ReturnType<typeof open>;

test('[S2] a draft comes back, before what was typed meanwhile, and stays kept', async () => {
  const phone = await phoneAtHand();
  await keepDraft(phone.outbox, draftIdOf(AISHA), 'From before', NOON);
  const { rerender } = open(null);
  write('Typed at once');
  rerender(<Capture phone={phone} typed="" />);
  await waitFor(() => expect(field().value).toBe('From before\nTyped at once'));
  await waitFor(async () => expect(await draftOf(phone)).toBe('From before\nTyped at once'));
});

test('[S2] a draft is never covered by what was typed before it could be read', async () => {
  const phone = await phoneAtHand();
  await keepDraft(phone.outbox, draftIdOf(AISHA), 'From before', NOON);
  const real = phone.outbox.read;
  let letGo = (): void => undefined;
  const goes = new Promise<void>((resolve) => (letGo = resolve));
  phone.outbox.read = async (stores, work) => {
    await goes;
    return await real(stores, work);
  };
  open(phone);
  write('Typed at once');
  dispatchEvent(new Event('pagehide'));
  letGo();
  await waitFor(() => expect(field().value).toBe('From before\nTyped at once'));
  await waitFor(async () => expect(await draftOf(phone)).toBe('From before\nTyped at once'));
});

test('[S2] a draft that the browser had put back itself is not doubled', async () => {
  const phone = await phoneAtHand();
  await keepDraft(phone.outbox, draftIdOf(AISHA), 'From before', NOON);
  const { rerender } = open(null, 'From before');
  rerender(<Capture phone={phone} typed="From before" />);
  await screen.findByText('Tuesday drop-in');
  write('From before and on');
  await waitFor(async () => expect(await draftOf(phone)).toBe('From before and on'));
  expect(field().value).toBe('From before and on');
});

test('[S1] a tap before the phone is open saves as soon as it is, and once', async () => {
  const phone = await phoneAtHand();
  const { rerender } = open(null);
  write(WORDS);
  tap('Idea');
  tap('Idea');
  tap('Moment to shine');
  rerender(<Capture phone={phone} typed="" />);
  await screen.findByRole('region', { name: 'Saved on this phone' });
  const moments = await ownMoments(phone);
  expect(moments.map(({ body }) => [body?.kind, body?.words])).toEqual([['idea', WORDS]]);
});

test('what is typed between the tap and "Saved" stays in the field', async () => {
  const phone = await phoneAtHand();
  const { rerender } = open(null);
  write(WORDS);
  tap('Idea');
  write(`${WORDS} And then`);
  rerender(<Capture phone={phone} typed="" />);
  await waitFor(() => expect(field().value).toBe('And then'));
  expect((await bodyOfLast(phone))?.words).toBe(WORDS);
});

test('a kind without words says so at the field', async () => {
  open(await phoneAtHand());
  write('  \n');
  tap('Idea');
  await screen.findByText('Write what they said first.');
  expect(field().getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(field());
  write('Now');
  await waitFor(() => expect(screen.queryByText('Write what they said first.')).toBeNull());
});

test('[S8] more than 4,000 letters are not cut: it says how many are too many', async () => {
  const phone = await phoneAtHand();
  open(phone);
  write('a'.repeat(4_012));
  tap('Idea');
  await screen.findByText(/^That is 12 letters too many/);
  write('a'.repeat(4_001));
  await screen.findByText(/^That is 1 letter too many/);
  expect(field().value).toHaveLength(4_001);
  await writeAndSave('a'.repeat(4_000), 'Idea');
  expect((await bodyOfLast(phone))?.words).toHaveLength(4_000);
});

test.each([
  ['full', /The phone has no room left/],
  ['unavailable', /does not let Moments keep anything/],
  ['hangs', /did not answer/],
  ['blocked', /Close the other Moments tab/],
  ['lost', /The browser closed what Moments keeps/],
  ['damaged', /cannot be read/],
  ['newer', /A newer Moments was opened/],
] as const)(
  '[S4] an outbox that is %s leaves the words on the screen, with the reason',
  async (trouble, reason) => {
    const phone = await phoneAtHand();
    const mend = breakWrites(phone, trouble);
    open(phone);
    write(WORDS);
    tap('Moment to shine');
    await screen.findByText(reason);
    expect(screen.getByRole('alert').textContent).toMatch(/^Your words are not saved yet/);
    expect(field().value).toBe(WORDS);
    expect(screen.queryByRole('region', { name: 'Saved on this phone' })).toBeNull();

    mend();
    await writeAndSave(WORDS);
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  },
);

test('[S4] words that cannot be kept can be copied and downloaded', async () => {
  const phone = await phoneAtHand();
  breakWrites(phone, 'full');
  const copied: string[] = [];
  vi.stubGlobal('navigator', {
    clipboard: { writeText: async (text: string) => void copied.push(text) },
  });
  const blobs: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.push(blob as Blob);
    return 'blob:words';
  });
  open(phone);
  write(WORDS);
  tap('Moment to shine');
  await screen.findByRole('button', { name: 'Copy the words' });
  tap('Copy the words');
  await screen.findByRole('button', { name: 'Copied' });
  expect(copied).toEqual([WORDS]);
  tap('Download');
  expect(await blobs[0]?.text()).toBe(WORDS);
});

test('[O4] Undo within the card leaves nothing anywhere but the words in the field', async () => {
  const phone = await phoneAtHand();
  open(phone);
  await writeAndSave(WORDS);
  tap('Undo');
  await waitFor(() => expect(field().value).toBe(WORDS));
  expect(screen.queryByRole('region', { name: 'Saved on this phone' })).toBeNull();
  // The words are a draft again, and nothing else is left of them.
  expect(await everythingIn(phone.outbox)).toEqual([
    { draftId: draftIdOf(AISHA), words: WORDS, updatedAt: NOON },
  ]);
  write('');
  await waitFor(async () => expect(await everythingIn(phone.outbox)).toEqual([]));
});

test('[O4] Undo of what had left the phone says that it is still to be removed', async () => {
  const phone = await phoneAtHand();
  open(phone);
  await writeAndSave(WORDS);
  phone.test.clock.now += 21_000;
  await sendAll(phone);
  await screen.findByText(saying('Sent to Harbour House, ' + timeOf('2026-11-23T12:00:01.000Z')));
  tap('Undo');
  await screen.findByText(/^Taken back. It will be removed when you have signal/);
  expect(field().value).toBe(WORDS);
  const kinds = (await operationsOf(phone)).map(({ kind }) => kind).toSorted();
  expect(kinds).toEqual(['create', 'withdraw']);
});
const timeOf = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(
    new Date(instant),
  );

test('[O4] details are part of the first operation, each kept at once, the last choice wins', async () => {
  const phone = await phoneAtHand();
  open(phone);
  await writeAndSave(WORDS);
  fireEvent.click(await screen.findByLabelText('Board'));
  fireEvent.click(chip('Everyone'));
  fireEvent.click(chip('Board'));
  fireEvent.click(chip('Mine'));
  fireEvent.click(chip('They led'));
  tap('More');
  fireEvent.click(await screen.findByLabelText('We stepped back'));
  fireEvent.click(chip('Joining'));
  fireEvent.click(chip('One person'));
  await waitFor(async () =>
    expect(await bodyOfLast(phone)).toMatchObject({
      audience: 'board',
      whose: 'mine',
      principles: ['assets', 'facilitating'],
      stage: 'joining',
      about: 'person',
    }),
  );
  const operations = await operationsOf(phone);
  expect(operations.map(({ kind, revision }) => [kind, revision])).toEqual([['create', 1]]);
  expect(JSON.parse(operations[0]!.body)).toMatchObject({ audience: 'board', about: 'person' });
});

const risk = () => screen.findByRole<HTMLInputElement>('checkbox', { name: /at risk/ });

test('[A7] [O4] that someone may be at risk is one tick, says what it means, and goes with the first operation', async () => {
  const phone = await phoneAtHand();
  open(phone);
  await writeAndSave(WORDS);
  expect(plain(document.body.textContent)).not.toContain('not an emergency line');
  fireEvent.click(await risk());
  for (const line of ['as soon as it is sent', 'never put on a wall', 'not an emergency line']) {
    expect(plain(document.body.textContent)).toContain(line);
  }
  await waitFor(async () => expect(await bodyOfLast(phone)).toMatchObject({ mayBeAtRisk: true }));
  const operations = await operationsOf(phone);
  expect(operations.map(({ kind, revision }) => [kind, revision])).toEqual([['create', 1]]);
  expect(JSON.parse(operations[0]!.body)).toMatchObject({ mayBeAtRisk: true });
  fireEvent.click(await risk());
  await waitFor(async () => expect(await bodyOfLast(phone)).toMatchObject({ mayBeAtRisk: false }));
});

test('[A7] once it was sent with the mark, the card cannot take that back', async () => {
  const phone = await phoneAtHand();
  open(phone);
  await writeAndSave(WORDS);
  fireEvent.click(await risk());
  await waitFor(async () => expect(await bodyOfLast(phone)).toMatchObject({ mayBeAtRisk: true }));
  await endHold(phone.outbox, AISHA);
  await sendAll(phone);
  await act(() => announceChange());
  await waitFor(async () => expect((await risk()).getAttribute('aria-disabled')).toBe('true'));
  fireEvent.click(await risk());
  expect((await risk()).checked).toBe(true);
  expect(await bodyOfLast(phone)).toMatchObject({ mayBeAtRisk: true });
  expect((await operationsOf(phone)).map(({ kind }) => kind)).toEqual(['create']);
});

test('[O4] a choice that is slow to be kept does not cover a later one', async () => {
  const phone = await phoneAtHand();
  open(phone);
  await writeAndSave(WORDS);
  await screen.findByLabelText('Board');
  const real = phone.outbox.write;
  let letGo = (): void => undefined;
  const goes = new Promise<void>((resolve) => (letGo = resolve));
  let writes = 0;
  let ended = 0;
  phone.outbox.write = async (stores, work) => {
    if (writes++ === 0) await goes;
    const result = await real(stores, work);
    ended++;
    return result;
  };
  fireEvent.click(chip('Board'));
  await waitFor(() => expect(writes).toBe(1));
  fireEvent.click(chip('Everyone'));
  tap('Done');
  // Time enough for the later one, were it not waiting for its turn.
  for (let n = 0; n < 10; n++) await ownMoments(phone);
  letGo();
  // Two choices and the end of the hold.
  await waitFor(() => expect(ended).toBe(3));
  expect((await bodyOfLast(phone))?.audience).toBe('public');
});

test('a stage that was chosen can be taken away again', async () => {
  const phone = await phoneAtHand();
  open(phone);
  await writeAndSave(WORDS);
  fireEvent.click(await screen.findByLabelText('Joining'));
  await waitFor(async () => expect((await bodyOfLast(phone))?.stage).toBe('joining'));
  const stages = within(screen.getByRole('group', { name: 'When?', hidden: true }));
  fireEvent.click(stages.getByLabelText('Not said'));
  await waitFor(async () => expect((await bodyOfLast(phone))?.stage).toBe(null));
});

test('a choice that could not be kept is not shown as chosen, and it says so', async () => {
  const phone = await phoneAtHand();
  open(phone);
  await writeAndSave(WORDS);
  await screen.findByLabelText('Board');
  breakWrites(phone, 'full');
  fireEvent.click(chip('Board'));
  await screen.findByText('That could not be kept on this phone. Try again.');
  expect((chip('Board') as HTMLInputElement).checked).toBe(false);
  expect((chip('Team') as HTMLInputElement).checked).toBe(true);
});

test.each([
  ['Done', () => tap('Done')],
  ['writing on', () => write('The next words')],
])('[O4] %s closes the card, ends the hold and sends', async (_title, close) => {
  const phone = await phoneAtHand();
  open(phone);
  await writeAndSave(WORDS);
  await screen.findByRole('button', { name: 'Done' });
  expect((await operationsOf(phone))[0]?.heldUntil).toBe(NOON + 20_000);
  await act(close);
  await waitFor(() => expect(phone.sent.now).toBe(1));
  expect((await operationsOf(phone))[0]?.heldUntil).toBe(0);
  expect(screen.queryByRole('region', { name: 'Saved on this phone' })).toBeNull();
});

const askedWhere = async (): Promise<PhoneAtHand> => {
  const phone = await phoneAtHand({ [TUESDAY]: 'Tuesday drop-in', [JOB_CLUB]: 'Job club' });
  open(phone);
  await screen.findByText('Choose a programme');
  write(WORDS);
  tap('Idea');
  await screen.findByRole('dialog', { name: 'Where was this said?' });
  return phone;
};

test('the only programme is chosen without asking; among several the first save asks once', async () => {
  const phone = await askedWhere();
  fireEvent.click(chip('Job club'));
  tap('Save here');
  await screen.findByRole('region', { name: 'Saved on this phone' });
  expect((await bodyOfLast(phone))?.programmeId).toBe(JOB_CLUB);
  expect(screen.queryByRole('dialog')).toBeNull();
  await waitFor(async () =>
    expect((await readChoices(phone.known, AISHA)).programmeId).toBe(JOB_CLUB),
  );
  await writeAndSave('The next one');
  expect((await ownMoments(phone)).map(({ body }) => body?.programmeId)).toEqual([
    JOB_CLUB,
    JOB_CLUB,
  ]);
});

test('where words wait to be saved, going through the programmes saves nothing', async () => {
  const phone = await askedWhere();
  // An arrow key chooses the next one.
  fireEvent.click(chip('Job club'));
  fireEvent.click(chip('Tuesday drop-in'));
  expect((chip('Tuesday drop-in') as HTMLInputElement).checked).toBe(true);
  for (let n = 0; n < 10; n++) expect(await ownMoments(phone)).toEqual([]);
  expect((await readChoices(phone.known, AISHA)).programmeId).toBeNull();
  screen.getByRole('dialog');
});

test('where words wait to be saved, Enter chooses as Space does', async () => {
  await askedWhere();
  fireEvent.keyDown(chip('Job club'), { key: 'Enter' });
  expect((chip('Job club') as HTMLInputElement).checked).toBe(true);
});

test('"Save here" without a programme says what is missing, at the programmes', async () => {
  const phone = await askedWhere();
  tap('Save here');
  const group = screen.getByRole('group', { name: 'Programme' });
  within(group).getByText('Choose a programme first.');
  expect(group.contains(document.activeElement)).toBe(true);
  expect(await ownMoments(phone)).toEqual([]);
  fireEvent.click(chip('Job club'));
  expect(screen.queryByText('Choose a programme first.')).toBeNull();
  tap('Save here');
  await screen.findByRole('region', { name: 'Saved on this phone' });
});

test('"Not now" closes without saving, and the words stay in the field', async () => {
  const phone = await askedWhere();
  fireEvent.click(chip('Job club'));
  tap('Not now');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(await ownMoments(phone)).toEqual([]);
  expect(field().value).toBe(WORDS);
  expect(document.activeElement).toBe(field());
  screen.getByText('Choose a programme', { selector: '.session-name' });
});

test('a group that was named among the details is the one from then on, and is offered again', async () => {
  const phone = await phoneAtHand();
  open(phone);
  await writeAndSave(WORDS);
  fireEvent.input(await screen.findByLabelText('Another group'), {
    target: { value: 'Gardeners' },
  });
  fireEvent.focusOut(screen.getByLabelText('Another group'));
  await screen.findByText('Gardeners', { selector: '.session-name' });
  await waitFor(async () => expect((await bodyOfLast(phone))?.group).toBe('Gardeners'));
  await waitFor(async () =>
    expect(await readChoices(phone.known, AISHA)).toMatchObject({
      programmeId: TUESDAY,
      group: 'Gardeners',
      groups: [{ programmeId: TUESDAY, group: 'Gardeners' }],
    }),
  );
  await writeAndSave('The next one');
  expect((await bodyOfLast(phone))?.group).toBe('Gardeners');
  fireEvent.click(await screen.findByLabelText('No group'));
  await screen.findByText('Tuesday drop-in', { selector: '.session-name' });
  await screen.findByLabelText('Gardeners');
});

test('a group of one programme is not taken into the session of another', async () => {
  const phone = await phoneAtHand({ [TUESDAY]: 'Tuesday drop-in', [JOB_CLUB]: 'Job club' });
  await keepChoices(phone.known, {
    personId: AISHA,
    programmeId: TUESDAY,
    group: null,
    groups: [{ programmeId: JOB_CLUB, group: 'Welders' }],
  });
  open(phone);
  await screen.findByText('Tuesday drop-in', { selector: '.session-name' });
  await writeAndSave(WORDS);
  await screen.findByLabelText('Another group');
  fireEvent.click(screen.getByText('Tuesday drop-in', { selector: '.session-name' }));
  const sheet = await screen.findByRole('dialog', { name: 'Where are you?' });
  fireEvent.click(within(sheet).getByLabelText('Job club'));
  fireEvent.click(within(sheet).getByRole('button', { name: 'Done' }));
  await screen.findByText('Job club', { selector: '.session-name' });
  expect(screen.queryByLabelText('Welders')).toBeNull();
  fireEvent.input(chip('Another group'), { target: { value: 'Gardeners' } });
  fireEvent.focusOut(chip('Another group'));
  await waitFor(async () => expect((await bodyOfLast(phone))?.group).toBe('Gardeners'));
  expect(await readChoices(phone.known, AISHA)).toMatchObject({
    programmeId: JOB_CLUB,
    group: null,
  });
});

test('with a keyboard up, nothing moves under a tap beside the field until it has ended', async () => {
  vi.stubGlobal('innerHeight', 500);
  open(await phoneAtHand());
  const isHidden = () => document.querySelector<HTMLElement>('.below')!.hidden;
  fireEvent.focus(field());
  await waitFor(() => expect(isHidden()).toBe(true));
  await act(() => field().blur());
  expect(isHidden()).toBe(true);
  await waitFor(() => expect(isHidden()).toBe(false));
});

test('more details that open come into view, with the way on below them', async () => {
  open(await phoneAtHand());
  await writeAndSave(WORDS);
  const summary = await screen.findByText('Add more details');
  const shown: [Element, unknown][] = [];
  vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element, how) {
    shown.push([this, how]);
  });
  const more = summary.closest('details')!;
  more.open = true;
  more.open = false;
  expect(shown.map(([, how]) => how)).toEqual([{ block: 'nearest' }]);
  expect(shown[0]![0].contains(more)).toBe(true);
  expect(shown[0]![0].contains(screen.getByRole('button', { name: 'Done' }))).toBe(true);
});

test('a group is sticky, and the head says where one is', async () => {
  const phone = await phoneAtHand({ [TUESDAY]: 'Tuesday drop-in', [JOB_CLUB]: 'Job club' });
  open(phone);
  fireEvent.click(await screen.findByText('Choose a programme'));
  const sheet = await screen.findByRole('dialog');
  fireEvent.click(within(sheet).getByLabelText('Tuesday drop-in'));
  const group = await within(sheet).findByLabelText('Another group');
  fireEvent.input(group, { target: { value: '  Kitchen group ' } });
  fireEvent.focusOut(group);
  fireEvent.click(within(sheet).getByRole('button', { name: 'Done' }));
  await screen.findByText('Kitchen group', { selector: '.session-name' });
  await writeAndSave(WORDS);
  expect((await bodyOfLast(phone))?.group).toBe('Kitchen group');
  expect((await readChoices(phone.known, AISHA)).groups).toEqual([
    { programmeId: TUESDAY, group: 'Kitchen group' },
  ]);
});

test('without any programme it says so, keeps the words, and saves them once there is one', async () => {
  const phone = await phoneAtHand({});
  open(phone);
  write(WORDS);
  tap('Idea');
  await screen.findByText(/^This phone does not know your programmes yet. It needs signal once/);
  expect(field().value).toBe(WORDS);
  expect(screen.queryByRole('dialog')).toBeNull();
  await waitFor(async () => expect(await draftOf(phone)).toBe(WORDS));

  await phone.known.put('programmes', { programmeId: TUESDAY, name: 'Tuesday drop-in' });
  announceChange();
  await screen.findByRole('region', { name: 'Saved on this phone' });
  expect(await bodyOfLast(phone)).toMatchObject({ words: WORDS, kind: 'idea' });
  expect(screen.queryByText(/does not know your programmes/)).toBeNull();
});

test('words that were changed while they waited for a programme are not saved by themselves', async () => {
  const phone = await phoneAtHand({});
  open(phone);
  write(WORDS);
  tap('Idea');
  await screen.findByText(/^This phone does not know your programmes yet/);
  write(`${WORDS} And more`);
  await phone.known.put('programmes', { programmeId: TUESDAY, name: 'Tuesday drop-in' });
  announceChange();
  await screen.findByText('Tuesday drop-in');
  expect(await ownMoments(phone)).toEqual([]);
  expect(field().value).toBe(`${WORDS} And more`);
});

test('[O7] what needs a person is said at the head, beside what waits', async () => {
  const phone = await phoneAtHand();
  await keptMoment(phone, 'Refused');
  phone.test.answer(({ operations }) => ({
    kind: 'answered',
    epoch: 'one',
    results: operations.map(({ operationId, digest }) => ({
      operationId,
      digest,
      status: 'rejected',
      code: 'not_valid',
    })),
  }));
  await sendAll(phone);
  await keptMoment(phone, 'Waiting');
  open(phone);
  const status = await screen.findByRole('link', { name: /attention/ });
  expect(status.textContent).toBe('1 needs attention · 1 waiting');
});

test('[O5] words stay with the person who wrote them when another signs in', async () => {
  const phone = await phoneAtHand();
  const { rerender } = open(phone);
  await screen.findByText('Tuesday drop-in');
  write('Aisha wrote this');
  const bens = { ...phone, identity: { ...phone.identity, personId: BEN } };
  rerender(<Capture phone={bens} typed="" />);
  await waitFor(() => expect(field().value).toBe(''));
  await waitFor(async () => expect(await draftOf(phone)).toBe('Aisha wrote this'));
  expect(await draftOf(bens)).toBe('');
});

test('it says whether it may be disturbed', async () => {
  const phone = await phoneAtHand();
  const onBusy = vi.fn<(busy: boolean) => void>();
  render(<Capture phone={phone} typed="" onBusy={onBusy} />);
  await screen.findByText('Tuesday drop-in');
  expect(onBusy.mock.lastCall).toEqual([false]);
  await writeAndSave(WORDS);
  expect(onBusy.mock.lastCall).toEqual([true]);
  fireEvent.click(await screen.findByRole('button', { name: 'Done' }));
  await waitFor(() => expect(onBusy.mock.lastCall).toEqual([false]));
  expect(plain(document.body.textContent)).not.toMatch(/sync|queue|cache|submit/i);
});

/** The endpoint answers the page's own requests like this. */
const endpointAnswers = (how: (url: string, body: PushRequest) => Response) => {
  const asked: PushRequest[] = [];
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const body = JSON.parse((init?.body as string | undefined) ?? '{}') as PushRequest;
    if (url === '/v1/push') asked.push(body);
    return how(url, body);
  });
  return asked;
};
const storedBy = (_url: string, { operations }: PushRequest): Response =>
  Response.json({ protocol: 'moments/1', epoch: 'one', results: operations.map(receiptFor) });

describe('words that cannot be kept', () => {
  const failToSave = async () => {
    await screen.findByText('Tuesday drop-in');
    write(WORDS);
    tap('Idea');
    return await screen.findByRole('button', { name: 'Send now' });
  };

  test('[S4] are sent from the screen, and "Sent" is said only with the receipt', async () => {
    const phone = await phoneAtHand();
    const mend = breakWrites(phone, 'full');
    open(phone);
    await failToSave();
    const asked = endpointAnswers(() => new Response('<html>'));
    tap('Send now');
    await screen.findByText(/^There was no answer/);
    expect(field().value).toBe(WORDS);
    expect(document.body.textContent).not.toMatch(/Sent to/);

    // Pressed again, it is the same operation.
    const again = endpointAnswers(storedBy);
    tap('Send now');
    await screen.findByText(
      saying(`Sent to Harbour House, ${timeOf('2026-11-23T12:00:01.000Z')}`),
      { selector: 'p' },
    );
    expect(field().value).toBe('');
    expect(again).toMatchObject([{ sender: AISHA, pending: { count: 1 } }]);
    expect(again[0]?.operations).toEqual(asked[0]?.operations);
    expect(JSON.parse(again[0]!.operations[0]!.body)).toMatchObject({ words: WORDS, kind: 'idea' });
    mend();
  });

  test('[S4] [P3] kept after all, they are the same operation that was sent', async () => {
    const phone = await phoneAtHand();
    const mend = breakWrites(phone, 'hangs');
    open(phone);
    await failToSave();
    const asked = endpointAnswers(() => new Response('<html>'));
    tap('Send now');
    await screen.findByText(/^There was no answer/);
    mend();
    tap('Idea');
    await screen.findByRole('region', { name: 'Saved on this phone' });
    const [kept] = await operationsOf(phone);
    expect(kept).toMatchObject(asked[0]!.operations[0]!);
  });

  test('[S4] are not sent as they were, once they are others', async () => {
    const phone = await phoneAtHand();
    breakWrites(phone, 'full');
    open(phone);
    await failToSave();
    write(`${WORDS} And more`);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Send now' })).toBeNull());
    screen.getByRole('button', { name: 'Copy the words' });
  });

  test('[S4] a session that has ended, and a refusal, are said', async () => {
    const phone = await phoneAtHand();
    breakWrites(phone, 'unavailable');
    open(phone);
    await failToSave();
    endpointAnswers(() =>
      Response.json({ protocol: 'moments/1', code: 'sign_in_needed' }, { status: 401 }),
    );
    tap('Send now');
    await screen.findByText(/^You are no longer signed in/);
    endpointAnswers((_url, { operations }) =>
      Response.json({
        protocol: 'moments/1',
        epoch: 'one',
        results: operations.map(({ operationId, digest }) => ({
          operationId,
          digest,
          status: 'rejected',
          code: 'unknown_programme',
        })),
      }),
    );
    tap('Send now');
    await screen.findByText((text) => plain(text).startsWith('Harbour House could not take it'));
    expect(field().value).toBe(WORDS);
  });

  test('[S4] where what was pulled cannot be read, the programme is asked for, and they are kept', async () => {
    const phone = await phoneAtHand();
    phone.known.getAll = () => Promise.reject(new StorageError('newer'));
    endpointAnswers(() =>
      Response.json({
        protocol: 'moments/1',
        identity: phone.identity,
        programmes: [{ programmeId: TUESDAY, name: 'Tuesday drop-in' }],
      }),
    );
    open(phone);
    await writeAndSave(WORDS);
    expect((await bodyOfLast(phone))?.programmeId).toBe(TUESDAY);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('[S4] a save for which there was no room is kept once what was sent has made some', async () => {
    const phone = await phoneAtHand();
    await keptMoment(phone, 'Sent long ago');
    await sendAll(phone);
    const real = phone.outbox.write;
    phone.outbox.write = async (stores, work) => {
      const rows = await operationsOf(phone);
      if (stores.includes('operations') && stores.includes('drafts') && rows.length > 0) {
        throw new StorageError('full');
      }
      return await real(stores, work);
    };
    open(phone);
    await writeAndSave(WORDS);
    expect((await ownMoments(phone)).map(({ body }) => body?.words)).toEqual([WORDS]);
  });

  test('[S4] what could not be kept is tried again by itself, and the notice goes when it works', async () => {
    const phone = await phoneAtHand();
    open(phone);
    await screen.findByText('Tuesday drop-in');
    const mend = breakWrites(phone, 'blocked');
    write(WORDS);
    await screen.findByText(/Close the other Moments tab/);
    mend();
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(await draftOf(phone)).toBe(WORDS);
  });
});

test('[S2] two tabs that write: each shows and keeps its own words, and a save in one leaves the other its draft', async () => {
  const phone = await phoneAtHand();
  const one = render(<Capture phone={phone} typed="" />);
  await one.findByText('Tuesday drop-in');
  const partOf = (tab: typeof one) => tab.container as HTMLElement;
  const fieldOf = (tab: typeof one) => tab.container.querySelector('textarea')!;
  const type = (tab: typeof one, words: string) =>
    fireEvent.input(fieldOf(tab), { target: { value: words } });
  type(one, 'Typed in the one');
  await waitFor(async () => expect(await draftOf(phone)).toBe('Typed in the one'));
  const other = render(<Capture phone={phone} typed="" />);
  await within(partOf(other)).findByText('Tuesday drop-in');
  type(other, 'Typed in the other');
  await waitFor(async () =>
    expect(await draftOf(phone)).toBe('Typed in the one\nTyped in the other'),
  );
  expect(fieldOf(one).value).toBe('Typed in the one');
  expect(fieldOf(other).value).toBe('Typed in the other');
  fireEvent.click(within(partOf(other)).getByRole('button', { name: 'Idea' }));
  await within(partOf(other)).findByRole('region', { name: 'Saved on this phone' });
  await waitFor(async () => expect(await draftOf(phone)).toBe('Typed in the one'));
  expect(fieldOf(one).value).toBe('Typed in the one');
  expect((await bodyOfLast(phone))?.words).toBe('Typed in the other');
});
