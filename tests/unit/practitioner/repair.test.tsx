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
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { exportFile } from '../../../src/contract/export.ts';
import type { PushOutcome } from '../../../src/device/transport.ts';
import { changeMoment, withdrawMoment } from '../../../src/device/outbox.ts';
import { StorageError } from '../../../src/device/database.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import { Waiting } from '../../../src/practitioner/waiting/waiting.tsx';
import { aMoment } from '../../support/operations.ts';
import { AISHA, NOON, everythingIn, receiptFor, storedAll } from '../../support/phone.ts';
import {
  JOB_CLUB,
  type PhoneAtHand,
  TUESDAY,
  draftOf,
  keptMoment,
  phoneAtHand,
  plain,
  saying,
  sendAll,
  tap,
} from './at-hand.ts';

vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

let phone: PhoneAtHand;
beforeEach(async () => {
  phone = await phoneAtHand({ [TUESDAY]: 'Tuesday drop-in', [JOB_CLUB]: 'Job club' });
});
afterEach(() => void vi.restoreAllMocks());

const answerAll = (status: 'rejected' | 'retry', code: string): void =>
  phone.test.answer(({ operations }) => ({
    kind: 'answered',
    epoch: 'one',
    results: operations.map((operation) => ({ ...receiptFor(operation), status, code })),
  }));
const refusedMoment = async (words: string, code: string): Promise<string> => {
  answerAll('rejected', code);
  const momentId = await keptMoment(phone, words);
  await sendAll(phone);
  phone.test.answer(storedAll);
  return momentId;
};
const open = () => render(<Waiting phone={phone} />);
const openMoment = async (words: string): Promise<HTMLTextAreaElement> => {
  const label = (given: string): boolean => plain(given) === `Change or take back: ${words}`;
  fireEvent.click(await screen.findByLabelText(label));
  return await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'The words' });
};
const moments = () => listMoments(phone.outbox, AISHA, NOON);

test('[O6] a refused moment is changed and sent again', async () => {
  await refusedMoment('Much too long', 'too_large');
  open();
  fireEvent.input(await openMoment('Much too long'), { target: { value: 'Shorter' } });
  tap('Save and send again');
  await screen.findByRole('region', { name: '1 waiting to be sent' });
  expect(phone.sent.now).toBe(1);
  await act(() => sendAll(phone));
  expect(await moments()).toMatchObject([{ state: 'sent', body: { words: 'Shorter' } }]);
});

test('[O6] a refused moment is sent as a new one, and stands only once', async () => {
  const momentId = await refusedMoment('Refused', 'not_valid');
  open();
  await openMoment('Refused');
  tap('Send as a new moment');
  await screen.findByRole('region', { name: '1 waiting to be sent' });
  expect(screen.queryByRole('region', { name: 'Needs attention' })).toBeNull();
  const [made, ...more] = await moments();
  expect(more).toEqual([]);
  expect(made).toMatchObject({ state: 'waiting', body: { words: 'Refused' } });
  expect(made?.momentId).not.toBe(momentId);
  expect(await draftOf(phone, momentId)).toBe('');
});

test('[O6] where the programme is the reason, another one is chosen', async () => {
  await refusedMoment('In the wrong place', 'unknown_programme');
  open();
  await screen.findByText(
    saying(
      'Harbour House could not take it: the programme is not there any more. Choose another one.',
    ),
  );
  await openMoment('In the wrong place');
  fireEvent.click(await screen.findByLabelText('Job club'));
  tap('Save and send again');
  await screen.findByRole('region', { name: '1 waiting to be sent' });
  expect((await moments())[0]?.body?.programmeId).toBe(JOB_CLUB);
});

test('[O6] where it is not, no programme is asked for', async () => {
  await refusedMoment('Damaged', 'digest_wrong');
  open();
  await screen.findByText(
    saying('Harbour House could not take it: it was damaged on its way. Send it again.'),
  );
  await openMoment('Damaged');
  expect(screen.queryByText('Programme')).toBeNull();
});

test('[O6] a refused moment is removed at once, and Undo brings it back', async () => {
  await refusedMoment('Refused', 'not_valid');
  open();
  await openMoment('Refused');
  tap('Take it back');
  await screen.findByText('Taken back.');
  expect(await everythingIn(phone.outbox)).toEqual([]);
  tap('Undo');
  await screen.findByRole('region', { name: '1 waiting to be sent' });
});

test('[O6] a refused change can be given up: asked first, for it cannot be undone', async () => {
  const momentId = await keptMoment(phone, 'As it was sent');
  await sendAll(phone);
  const body = aMoment({ words: 'The change' });
  await changeMoment(phone.outbox, { momentId, body }, phone.means());
  answerAll('rejected', 'not_valid');
  await sendAll(phone);
  open();
  await openMoment('The change');
  tap('Leave it as it was sent');
  expect(await moments()).toMatchObject([{ state: 'needs attention' }]);
  tap('Throw the change away');
  await screen.findByRole('region', { name: 'Sent today' });
  expect(await moments()).toMatchObject([{ state: 'sent', body: { words: 'As it was sent' } }]);
});

test('[O6] a refused removal is said, since the words can still be read, and is tried again', async () => {
  const momentId = await keptMoment(phone, 'Taken back');
  await sendAll(phone);
  await withdrawMoment(phone.outbox, { momentId, programmeId: TUESDAY }, phone.means());
  answerAll('rejected', 'digest_wrong');
  await sendAll(phone);
  open();
  await screen.findByText(
    saying(
      'You took this back, but Harbour House could not remove it yet. People there may still read it. Reason: digest_wrong.',
    ),
  );
  tap('Try again');
  await screen.findByText('Taken back. It will be removed when you have signal.');
  phone.test.answer(storedAll);
  await act(() => sendAll(phone));
  await screen.findByText('Nothing here yet.');
  expect(await moments()).toEqual([]);
});

/** What the browser was given to save, by name. */
const savedFiles = (): { name: string; content: Blob }[] => {
  const saved: { name: string; content: Blob }[] = [];
  let content: Blob;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((given) => {
    content = given as Blob;
    return 'blob:saved';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push({ name: this.download, content });
  });
  return saved;
};

test('[O6] [S4] what waits is saved as a file that a manager can take in, and still waits', async () => {
  await keptMoment(phone, 'Waits here');
  const saved = savedFiles();
  open();
  fireEvent.click(await screen.findByRole('button', { name: 'Save what waits as a file' }));
  const ways = await screen.findByRole('group', { name: 'Save what waits as a file' });
  expect(saved).toEqual([]);
  const first = within(ways).getByRole('button', { name: 'Save the file' });
  await waitFor(() => expect(document.activeElement).toBe(first));
  // This browser shares no files.
  expect(within(ways).queryByRole('button', { name: 'Share it' })).toBeNull();
  tap('Save the file');
  await screen.findByText('Look for it among your downloads.');
  expect(saved.map(({ name }) => name)).toEqual(['moments-2026-11-23.txt']);
  const file = exportFile.parse(JSON.parse(await saved[0]!.content.text()));
  expect(file).toMatchObject({ personId: AISHA, personName: 'Aisha' });
  expect(file.operations).toHaveLength(1);
  expect(await moments()).toMatchObject([{ state: 'waiting' }]);
  tap('Done');
  const way = await screen.findByRole('button', { name: 'Save what waits as a file' });
  await waitFor(() => expect(document.activeElement).toBe(way));
});

test('[O6] where the browser shares files, the very file is shared', async () => {
  await keptMoment(phone, 'Waits here');
  const shared: File[] = [];
  Object.assign(navigator, {
    canShare: () => true,
    share: async ({ files }: { files: File[] }) => void shared.push(...files),
  });
  try {
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Save what waits as a file' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Share it' }));
    expect(shared.map(({ name, type }) => [name, type])).toEqual([
      ['moments-2026-11-23.txt', 'text/plain'],
    ]);
  } finally {
    Object.assign(navigator, { canShare: () => false });
  }
});

test('[O6] one refused moment is given out alone', async () => {
  await refusedMoment('Refused', 'not_valid');
  await keptMoment(phone, 'Another');
  const saved = savedFiles();
  open();
  await openMoment('Refused');
  tap('Save it as a file for your manager');
  fireEvent.click(await screen.findByRole('button', { name: 'Save the file' }));
  const file = exportFile.parse(JSON.parse(await saved[0]!.content.text()));
  expect(file.operations.map(({ body }) => (JSON.parse(body) as { words: string }).words)).toEqual([
    'Refused',
  ]);
});

test('with nothing to hand in, no file is offered', async () => {
  await keptMoment(phone, 'Sent');
  await sendAll(phone);
  open();
  await screen.findByRole('region', { name: 'Sent today' });
  expect(screen.queryByRole('button', { name: 'Save what waits as a file' })).toBeNull();
});

test('[V2] a moment that waits for an older server says so, in plain words', async () => {
  answerAll('retry', 'server_old');
  await keptMoment(phone, 'From a newer phone');
  await sendAll(phone);
  open();
  const region = await screen.findByRole('region', { name: '1 waiting to be sent' });
  expect(within(region).getAllByText(saying(AHEAD))).toHaveLength(1);
});
const AHEAD =
  'Your phone is ahead of the server at Harbour House. This stays on your phone, and is sent when the server is up to date.';

test.each<[string, PushOutcome, string]>([
  [
    '[V2] too old a phone asks for an update',
    { kind: 'other version', code: 'protocol_unknown', retryAfterMs: 0 },
    'This version of Moments is too old for Harbour House. Your moments are kept on this phone. Get the new version, and they are sent.',
  ],
  [
    '[V2] too old a server is waited for',
    { kind: 'other version', code: 'server_old', retryAfterMs: 0 },
    AHEAD,
  ],
  [
    '[P7] a refused address is said',
    { kind: 'sign-in needed', code: 'foreign_origin' },
    'Harbour House takes nothing from the address where you opened Moments. Everything is kept on this phone. Tell your manager.',
  ],
  [
    '[P7] the session of somebody else is said',
    { kind: 'sign-in needed', code: 'other_person' },
    'Somebody else is signed in here now. Your moments are kept on this phone. Ask your manager for a new link.',
  ],
])('%s, and everything is kept', async (_title, outcome, said) => {
  phone.test.answer(() => outcome);
  await keptMoment(phone, 'Kept');
  await sendAll(phone);
  open();
  await screen.findByText(saying(said), { selector: 'p' });
  screen.getByText('Kept');
  expect((await moments())[0]?.state).not.toBe('needs attention');
});

test('[V2] the new version is looked for when the person asks, and it is said where there is none', async () => {
  phone.test.answer(() => ({ kind: 'other version', code: 'protocol_unknown', retryAfterMs: 0 }));
  await keptMoment(phone, 'Kept');
  await sendAll(phone);
  const registration = {
    installing: null as object | null,
    waiting: null,
    update: vi.fn<() => Promise<void>>().mockResolvedValue(),
  };
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: { getRegistration: async () => registration },
  });
  open();
  fireEvent.click(await screen.findByRole('button', { name: 'Look for the new version' }));
  await screen.findByText('No new version was found. Find signal, and try again later.');
  registration.installing = {};
  tap('Look for the new version');
  await waitFor(() => expect(screen.queryByText(/^No new version/)).toBeNull());
  expect(registration.update).toHaveBeenCalledTimes(2);
});

/** The next save is kept, and its answer never heard. */
const nextSaveUnheard = (): void => {
  const { write } = phone.outbox;
  phone.outbox.write = async (stores, work) => {
    const kept = await write(stores, work);
    if (!stores.includes('moments')) return kept;
    phone.outbox.write = write;
    throw new StorageError('hangs');
  };
};
const SLOW = /Your words are not saved yet/;

test('[S5] what is sent as a new moment, not heard of and asked for again is one moment', async () => {
  await refusedMoment('Refused', 'not_valid');
  open();
  await openMoment('Refused');
  nextSaveUnheard();
  tap('Send as a new moment');
  await screen.findByText(SLOW);
  tap('Send as a new moment');
  await screen.findByRole('region', { name: '1 waiting to be sent' });
  expect(await moments()).toHaveLength(1);
});

test('[S5] what is put back, not heard of and asked for again is one moment', async () => {
  await keptMoment(phone, 'Never sent');
  open();
  await openMoment('Never sent');
  tap('Take it back');
  await screen.findByText('Taken back.');
  nextSaveUnheard();
  tap('Undo');
  await screen.findByText(SLOW);
  tap('Undo');
  await waitFor(() => expect(screen.queryByText('Taken back.')).toBeNull());
  expect(await moments()).toHaveLength(1);
});
