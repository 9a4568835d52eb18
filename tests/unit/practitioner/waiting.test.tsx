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
import { readFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import { StorageError } from '../../../src/device/database.ts';
import { draftIdOf, keepDraft } from '../../../src/device/drafts.ts';
import {
  changeMoment,
  returnBatch,
  takeBatch,
  updateSender,
  withdrawMoment,
} from '../../../src/device/outbox.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import { Waiting } from '../../../src/practitioner/waiting/waiting.tsx';
import { aMoment } from '../../support/operations.ts';
import { AISHA, BEN, everythingIn, NOON, receiptFor, storedAll } from '../../support/phone.ts';
import {
  draftOf,
  keptMoment,
  operationsOf,
  type PhoneAtHand,
  phoneAtHand,
  plain,
  saying,
  sendAll,
  tap,
  TUESDAY,
} from './at-hand.ts';

// A busy machine is slow; nothing here waits for time to pass.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

let phone: PhoneAtHand;
beforeEach(async () => {
  phone = await phoneAtHand();
});

const open = (over: Partial<Parameters<typeof Waiting>[0]> = {}) =>
  render(<Waiting phone={phone} {...over} />);

/** Each moment under the heading that is named so: its words and its state. */
const listUnder = async (heading: string): Promise<string[]> => {
  const region = await screen.findByRole('region', { name: heading });
  return within(region)
    .getAllByRole('listitem')
    .map((item) =>
      plain(
        [item.querySelector('.words')?.textContent, item.querySelector('.state')?.textContent]
          .filter(Boolean)
          .join(' | '),
      ),
    );
};
const clock = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(
    new Date(instant),
  );
const SENT = `Sent to Harbour House, ${clock('2026-11-23T12:00:01.000Z')}`;

const openMoment = async (words: string): Promise<HTMLTextAreaElement> => {
  fireEvent.click(await screen.findByLabelText(labelled(`Change or take back: ${words}`)));
  return await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'The words' });
};
const labelled = (wanted: string) => (label: string) => plain(label) === wanted;

const ownWords = async () =>
  (await listMoments(phone.outbox, AISHA, NOON)).map(({ body }) => body?.words ?? null);

test('[O7] each moment shows the one state that its rows have', async () => {
  await keptMoment(phone, 'This is sent');
  await sendAll(phone);
  await keptMoment(phone, 'This is on its way', { saidBeforeMs: 1_000 });
  await takeBatch(phone.outbox, AISHA, { operations: 1, bytes: 1e6 }, NOON);
  await keptMoment(phone, 'This waits');
  open();
  expect(await listUnder('2 waiting to be sent')).toEqual([
    'This waits | Waiting',
    'This is on its way | Sending…',
  ]);
  expect(await listUnder('Sent today')).toEqual([`This is sent | ${SENT}`]);
});

test('[O7] what was sent on another day says which', async () => {
  await keptMoment(phone, 'Sent then');
  await sendAll(phone);
  phone.test.clock.now += 3 * 86_400_000;
  open();
  expect(await listUnder('Sent earlier')).toEqual([
    `Sent then | Sent 23 November, ${clock('2026-11-23T12:00:01.000Z')}`,
  ]);
});

test('[O7] a refusal is shown with its reason, and a sign-in that is needed as that', async () => {
  await keptMoment(phone, 'Refused');
  phone.test.answer(({ operations }) => ({
    kind: 'answered',
    epoch: 'one',
    results: operations.map((operation) => ({
      ...receiptFor(operation),
      status: 'rejected',
      code: 'too_large',
    })),
  }));
  await sendAll(phone);
  await keptMoment(phone, 'Waits for a sign-in');
  await updateSender(phone.outbox, AISHA, { signInNeeded: true });
  open();
  expect(await listUnder('Needs attention')).toEqual(['Refused | Needs attention']);
  expect(await listUnder('1 waiting to be sent')).toEqual(['Waits for a sign-in | Sign-in needed']);
  screen.getByText(
    saying('Harbour House could not take it: it is too long. Make it shorter, then send it again.'),
  );
  expect(screen.queryByRole('button', { name: 'Send now' })).toBeNull();
});

test('[O7] a state changes on the screen when it changes in the outbox', async () => {
  await keptMoment(phone, 'On its way');
  open();
  expect(await listUnder('1 waiting to be sent')).toEqual(['On its way | Waiting']);
  await act(() => sendAll(phone));
  expect(await listUnder('Sent today')).toEqual([`On its way | ${SENT}`]);
});

test('words are shown exactly as text', async () => {
  const words = '<img src=x onerror=alert(1)> \u202Eabc\u202C "quoted" 🙂';
  await keptMoment(phone, words);
  open();
  expect(await listUnder('1 waiting to be sent')).toEqual([`${words} | Waiting`]);
  expect(document.querySelector('img')).toBeNull();
});

test('[O5] of another person only how many wait is shown', async () => {
  await keptMoment(phone, 'A secret of Ben', { personId: BEN });
  await keptMoment(phone, 'Another one', { personId: BEN });
  open();
  await screen.findByText('2 moments of another person wait on this phone.');
  expect(document.body.textContent).not.toContain('secret');
  screen.getByText('Nothing here yet.');
});

test('what was sent from another phone is there, without a way to change it', async () => {
  await phone.known.put('changes', {
    momentId: crypto.randomUUID(),
    revision: 1,
    receivedAt: '2026-11-23T09:00:00.000Z',
    moment: aMoment({ words: 'From the other phone' }),
  });
  open();
  const elsewhere = await listUnder('Sent from another phone');
  expect(elsewhere).toEqual([expect.stringMatching(/^From the other phone \| Sent to/)]);
  expect(screen.queryByRole('button', { name: /Change or take back/ })).toBeNull();
});

test('[O4] words are changed in place before they were tried to be sent', async () => {
  const momentId = await keptMoment(phone, 'First words');
  open();
  const words = await openMoment('First words');
  fireEvent.input(words, { target: { value: 'Better words' } });
  await waitFor(async () => expect(await draftOf(phone, momentId)).toBe('Better words'));
  fireEvent.click(screen.getByLabelText('Idea'));
  fireEvent.click(screen.getByLabelText('Board'));
  tap('Save the change');
  await screen.findByText('Better words');
  const operations = await operationsOf(phone);
  expect(operations.map(({ kind, revision }) => [kind, revision])).toEqual([['create', 1]]);
  expect(JSON.parse(operations[0]!.body)).toMatchObject({
    words: 'Better words',
    kind: 'idea',
    audience: 'board',
  });
  expect(await draftOf(phone, momentId)).toBe('');
  expect(phone.sent.now).toBe(1);
});

test('[O4] a change after it was sent is an operation of its own', async () => {
  await keptMoment(phone, 'First words');
  await sendAll(phone);
  open();
  fireEvent.input(await openMoment('First words'), { target: { value: 'Better words' } });
  tap('Save the change');
  await waitFor(async () =>
    expect((await operationsOf(phone)).map(({ kind }) => kind).toSorted()).toEqual([
      'amend',
      'create',
    ]),
  );
});

test('[A7] a change can say that someone may be at risk, and no later one unsays it', async () => {
  const risk = () => screen.getByRole<HTMLInputElement>('checkbox', { name: /at risk/ });
  await keptMoment(phone, 'First words');
  await sendAll(phone);
  open();
  await openMoment('First words');
  fireEvent.click(risk());
  tap('Save the change');
  await waitFor(async () => expect(await operationsOf(phone)).toHaveLength(2));
  const amend = (await operationsOf(phone)).find(({ kind }) => kind === 'amend');
  expect(JSON.parse(amend!.body)).toMatchObject({ mayBeAtRisk: true });
  await openMoment('First words');
  await waitFor(() => expect(risk().getAttribute('aria-disabled')).toBe('true'));
  fireEvent.click(risk());
  expect(risk().checked).toBe(true);
});

test('[S2] a change is kept while it is typed, and stands there when one comes back', async () => {
  const momentId = await keptMoment(phone, 'First words');
  const { unmount } = open();
  fireEvent.input(await openMoment('First words'), { target: { value: 'Half a change' } });
  await waitFor(async () => expect(await draftOf(phone, momentId)).toBe('Half a change'));
  unmount();
  open();
  await screen.findByText('You began to change this');
  const words = await openMoment('First words');
  await waitFor(() => expect(words.value).toBe('Half a change'));
  tap('Leave it');
  await waitFor(async () => expect(await draftOf(phone, momentId)).toBe(''));
  expect(await ownWords()).toEqual(['First words']);
});

test('[S4] a change that cannot be kept stays on the screen, with the reason', async () => {
  await keptMoment(phone, 'First words');
  open();
  const words = await openMoment('First words');
  phone.outbox.write = () => Promise.reject(new StorageError('full', undefined));
  fireEvent.input(words, { target: { value: 'Better words' } });
  tap('Save the change');
  expect((await screen.findByRole('alert')).textContent).toMatch(/The phone has no room left/);
  expect(words.value).toBe('Better words');
});

test('[O4] taking back what was never sent leaves nothing, and Undo saves it again', async () => {
  await keptMoment(phone, 'Not sent yet');
  open();
  await openMoment('Not sent yet');
  tap('Take it back');
  await screen.findByText('Taken back.');
  expect(await everythingIn(phone.outbox)).toEqual([]);
  tap('Undo');
  expect(await listUnder('1 waiting to be sent')).toEqual(['Not sent yet | Waiting']);
  await waitFor(async () =>
    expect(await operationsOf(phone)).toMatchObject([{ kind: 'create', heldUntil: 0 }]),
  );
});

test('[O4] taking back what was sent is asked about, and shown until it is done', async () => {
  await keptMoment(phone, 'Sent already');
  await sendAll(phone);
  open();
  await openMoment('Sent already');
  tap('Take it back');
  const ask = await screen.findByRole('group', { name: 'Take it back' });
  expect(await ownWords()).toEqual(['Sent already']);
  fireEvent.click(within(ask).getByRole('button', { name: 'Take it back' }));
  await screen.findByText('Taken back. It will be removed when you have signal.');
  expect(await ownWords()).toEqual([null]);
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  await act(() => sendAll(phone));
  await screen.findByText('Nothing here yet.');
});

test.each([
  ['was sent', () => sendAll(phone)],
  ['was tried to be sent', () => sendInVain()],
])('[O4] what %s is asked about too where a change of it is unsent', async (_title, leave) => {
  const momentId = await keptMoment(phone, 'First words');
  await leave();
  await changeMoment(
    phone.outbox,
    { momentId, body: aMoment({ words: 'Better words' }) },
    phone.means(),
  );
  open();
  expect(await listUnder('1 waiting to be sent')).toEqual(['Better words | Waiting']);
  await openMoment('Better words');
  tap('Take it back');
  const ask = await screen.findByRole('group', { name: 'Take it back' });
  expect(document.activeElement).toBe(within(ask).getByRole('button', { name: 'Keep it' }));
  expect(await ownWords()).toEqual(['Better words']);
  fireEvent.click(within(ask).getByRole('button', { name: 'Take it back' }));
  await screen.findByText('Taken back. It will be removed when you have signal.');
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});
const sendInVain = async (): Promise<void> => {
  const [operation] = (await takeBatch(phone.outbox, AISHA, { operations: 1, bytes: 1e6 }, NOON))
    .operations;
  await returnBatch(phone.outbox, [operation!.operationId]);
};

test('[O7] what was taken back counts as waiting, and no words of it are said to be here', async () => {
  await keptMoment(phone, 'Sent already');
  await sendAll(phone);
  const [moment] = await listMoments(phone.outbox, AISHA, NOON);
  await withdrawMoment(
    phone.outbox,
    { momentId: moment!.momentId, programmeId: TUESDAY },
    phone.means(),
  );
  open();
  await screen.findByRole('region', { name: '1 waiting to be sent' });
  screen.getByRole('button', { name: 'Send now' });
  expect(screen.queryByText(/^These words are only on this phone/)).toBeNull();
  await act(async () => void (await keptMoment(phone, 'Not sent yet')));
  await screen.findByRole('region', { name: '2 waiting to be sent' });
  screen.getByText(/^These words are only on this phone/);
});

test('an override in the words is set apart from the marks around them', async () => {
  const words = 'said \u202Ebackwards';
  await keptMoment(phone, words);
  open();
  await screen.findByRole('region', { name: '1 waiting to be sent' });
  const quote = document.querySelector('blockquote.words-quoted')!;
  expect(quote.textContent).toBe(words);
  expect([...quote.childNodes]).toEqual([quote.querySelector('.words-said')]);
  const styles = readFileSync('src/ui/parts.css', 'utf8');
  expect(styles).toMatch(/\.words-said \{\s*unicode-bidi: isolate;/);
});

test('[O7] what is being written and is no moment yet is there as that', async () => {
  await keepDraft(phone.outbox, draftIdOf(AISHA), 'Half a thought', NOON);
  open();
  await screen.findByText('Half a thought');
  screen.getByText('Not saved yet');
  expect(screen.getByRole('link', { name: 'Go on writing' }).getAttribute('href')).toBe('/new');
});

test('[S7] what waits for more than a day is said, and that it is only here', async () => {
  await keptMoment(phone, 'Old', { saidBeforeMs: 49 * 3_600_000 });
  open();
  await screen.findByText(/^The oldest has waited since .*21 November/);
  screen.getByText(/^These words are only on this phone/);
  tap('Send now');
  expect(phone.sent.now).toBe(1);
  await screen.findByText('Trying to send.');
});

test('600 moments: 50 at first, more when they are asked for, and the heading counts all', async () => {
  for (let n = 0; n < 600; n++) await phone.test.save(`Moment ${n}`);
  open();
  expect(await listUnder('600 waiting to be sent')).toHaveLength(50);
  tap('Show more');
  await waitFor(async () => expect(await listUnder('600 waiting to be sent')).toHaveLength(100));
});

test('what cannot be read says so, and can be tried again', async () => {
  await keptMoment(phone, 'Here');
  const real = phone.outbox.read;
  phone.outbox.read = () => Promise.reject(new StorageError('hangs', undefined));
  open();
  await screen.findByText(/^This phone cannot show your moments now. The phone did not answer/);
  phone.outbox.read = real;
  tap('Try again');
  expect(await listUnder('1 waiting to be sent')).toEqual(['Here | Waiting']);
  expect(screen.queryByText('This phone cannot show your moments now.')).toBeNull();
});

test('[S6] signing out says that nothing is lost, and that it needs signal where it fails', async () => {
  open({ onSignOut: () => Promise.reject(new Error('no answer')) });
  await screen.findByText(/^What was not sent stays on this phone/);
  tap('Sign out on this phone');
  tap('Sign out');
  await screen.findByText('There is no answer. You need signal to sign out.');
  expect(plain(document.body.textContent)).not.toMatch(/sync|queue|cache|submit/i);
});

test('signing out asks first, for only a manager can let one in again', async () => {
  const onSignOut = vi.fn<() => Promise<void>>().mockResolvedValue();
  open({ onSignOut });
  await screen.findByText(/^What was not sent stays on this phone/);
  tap('Sign out on this phone');
  const ask = screen.getByRole('group', { name: 'Sign out on this phone' });
  within(ask).getByText('You need a new link from a manager to sign in again.');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Stay' }));
  tap('Stay');
  expect(onSignOut).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(
    screen.getByRole('button', { name: 'Sign out on this phone' }),
  );
  tap('Sign out on this phone');
  tap('Sign out');
  expect(onSignOut).toHaveBeenCalledOnce();
});

const DAY_MS = 86_400_000;

test.each([
  ['for a day', 1.1, 'notice-warning', /^The oldest has waited since/],
  ['for three days: more loudly', 3.1, 'notice-danger', /^The oldest has waited since/],
  ['since a clock that was years ahead', -3_650, 'notice-warning', /^The clock of this phone was/],
  ['since a clock that was years behind', 3_650, 'notice-warning', /^The clock of this phone was/],
])('[S7] [P10] what is unsent %s is told', async (_how, days, tone, words) => {
  await keptMoment(phone, 'This waits', { saidBeforeMs: days * DAY_MS });
  open();
  const told = await screen.findByText(words);
  expect(told.closest('.notice')?.classList.contains(tone)).toBe(true);
  expect(told.textContent).not.toMatch(/20[13]6/);
});

test('[S7] what is unsent for less than a day is not warned of', async () => {
  await keptMoment(phone, 'This waits', { saidBeforeMs: 0.9 * DAY_MS });
  open();
  await screen.findByText(/^These words are only on this phone/);
  expect(screen.queryByText(/^The oldest has waited/)).toBeNull();
});

test.each([
  [false, 1],
  [true, 0],
])(
  '[S7] whether the browser promised to keep it (%s) is said with what is long unsent',
  async (isKept, said) => {
    Object.defineProperty(navigator, 'storage', {
      value: { persisted: async () => isKept },
      configurable: true,
    });
    await keptMoment(phone, 'This waits', { saidBeforeMs: 2 * DAY_MS });
    open();
    await screen.findByText(/^The oldest has waited since/);
    await waitFor(() =>
      expect(screen.queryAllByText(/^This browser has not promised/)).toHaveLength(said),
    );
  },
);

test.each([
  [{ isForeign: true } as const, /^There is a network, but it does not let Moments through/],
  [{}, /does not answer now/],
])(
  '[O7] a network that lets nothing through and a server that is down are told apart (%o)',
  async (how, words) => {
    await keptMoment(phone, 'This waits');
    phone.test.answer(() => ({ kind: 'unknown', retryAfterMs: 0, ...how }));
    await sendAll(phone);
    open();
    await screen.findByText(words);
    // Once it gets through, nothing is said any more.
    phone.test.answer(storedAll);
    await sendAll(phone);
    await screen.findByRole('region', { name: 'Sent today' });
    expect(screen.queryByText(words)).toBeNull();
  },
);

test('[S2] what is changed of a moment that another tab has just taken back stays as a draft', async () => {
  const momentId = await keptMoment(phone, 'Here for now');
  open();
  const field = await openMoment('Here for now');
  // This tab has not heard of it yet.
  await phone.outbox.write(['moments', 'operations'], async (tx) => {
    await tx.objectStore('moments').delete(momentId);
    await tx.objectStore('operations').clear();
  });
  fireEvent.input(field, { target: { value: 'Better words' } });
  tap('Save the change');
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'The words' })).toBeNull());
  expect(await draftOf(phone, momentId)).toBe('Better words');
});
