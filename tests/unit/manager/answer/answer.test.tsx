// @vitest-environment happy-dom
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { LocationProvider, useLocation } from 'preact-iso';
import { beforeEach, expect, test, vi } from 'vitest';
import type { DeskMoment } from '../../../../src/contract/desk.ts';
import { Inbox } from '../../../../src/manager/inbox/inbox.tsx';
import { AnswerShown } from '../../../../src/ui/answer-shown.tsx';
import { aMoment, anEntry, aPhone, type FakeDesk, fakeDesk, plain } from '../fake-desk.ts';

// A busy machine is slow; nothing here waits for time to pass.
vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

class FakeSource extends EventTarget {
  static last: FakeSource;
  constructor() {
    super();
    FakeSource.last = this;
  }
  close(): void {}
}

beforeEach(() => {
  vi.stubGlobal('EventSource', FakeSource);
  vi.stubGlobal('scrollTo', () => undefined);
});

const withoutName: Partial<DeskMoment> = { channel: 'own-phone', byName: null, hasCode: true };

const open = async (said: Partial<DeskMoment>, over: Partial<FakeDesk> = {}) => {
  const moment = aMoment({ seenAt: '2026-11-23T09:30:00.000Z', ...said });
  const desk = fakeDesk({ moments: [moment], ...over });
  history.replaceState(null, '', `/inbox/${moment.momentId}`);
  vi.stubGlobal('fetch', desk.fetch);
  const phone = await aPhone();
  const Page = () => {
    const { path } = useLocation();
    return <Inbox phone={phone} momentId={path.split('/')[2] ?? ''} />;
  };
  render(
    <LocationProvider>
      <Page />
    </LocationProvider>,
  );
  await waitFor(() =>
    expect(desk.asked).toContain(`GET /v1/desk/moments/${moment.momentId}/thread`),
  );
  await waitFor(() => expect(reading().querySelector('.answer .desk-loading')).toBeNull());
  return { desk, moment };
};
const reading = () => screen.getByRole('article');
const text = () => plain(reading().textContent);
const box = () => within(reading()).findByRole<HTMLTextAreaElement>('textbox');
const write = async (words: string) => fireEvent.input(await box(), { target: { value: words } });
const press = (name: string) =>
  fireEvent.click(within(reading()).getByRole('button', { name: new RegExp(`^${name}`) }));
const aTurn = () => {
  let now = (): void => undefined;
  const come = new Promise<void>((resolve) => (now = resolve));
  return { come, now: () => now() };
};
const posts = (desk: FakeDesk) =>
  desk.asked.filter((asked) => asked.startsWith('POST') && !asked.endsWith('/seen'));

test('an answer is seen as the person will see it before anything is sent, and then sent as it was seen', async () => {
  const { desk, moment } = await open(withoutName);
  expect(text()).toContain('They kept a code. With it they can read your answer.');
  await write('  Thank you.\nIt is <b>one</b> page now. ');
  press('See what they will see');
  const preview = await screen.findByRole('group', { name: 'This is what they will see' });
  expect(desk.sent).toEqual({});
  // The very part that their page draws, with the very words.
  const shown = document.createElement('div');
  render(
    <AnswerShown
      head="They answered, 23 November"
      words={'Thank you.\nIt is <b>one</b> page now.'}
    />,
    { container: shown },
  );
  const page = preview.querySelector('.preview-page')!;
  expect(plain(page.innerHTML)).toBe(plain(shown.innerHTML));

  press('Send this answer');
  await waitFor(() => expect(text()).toContain('Your answer is there now.'));
  expect(desk.sent[`/v1/desk/moments/${moment.momentId}/answers`]).toMatchObject({
    words: 'Thank you.\nIt is <b>one</b> page now.',
    isQuestion: false,
  });
  await waitFor(() => expect(document.activeElement?.className).toBe('desk-done'));
  expect(text()).toContain('Rosa Mwangi wrote this today, ');
});

test('changed after the preview, the words are still in the box', async () => {
  const { desk } = await open(withoutName);
  await write('Thank you.');
  press('See what they will see');
  await screen.findByRole('group', { name: 'This is what they will see' });
  press('Change it');
  expect((await box()).value).toBe('Thank you.');
  await waitFor(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'));
  expect(posts(desk)).toEqual([]);
});

test('without words, or with too many, it says so at the box and goes no further', async () => {
  const { desk } = await open(withoutName);
  await write(' \n ');
  press('See what they will see');
  await waitFor(() => expect(text()).toContain('Your answer is missing. Write it first.'));
  expect((await box()).getAttribute('aria-invalid')).toBe('true');
  await write('x'.repeat(2003));
  expect(text()).not.toContain('is missing');
  press('See what they will see');
  await waitFor(() => expect(text()).toContain('This is 3 letters too long.'));
  expect(posts(desk)).toEqual([]);
});

test('what could not be sent stays, and goes out once as the same answer', async () => {
  let isAway = true;
  const { desk, moment } = await open(withoutName, {
    refuses: (path) => (isAway && path.endsWith('/answers') ? null : undefined),
  });
  const sent: { entryId: string }[] = [];
  const { fetch } = desk;
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (url.endsWith('/answers')) sent.push(JSON.parse(init!.body as string));
    return fetch(url, init);
  });
  await write('Thank you.');
  press('See what they will see');
  press('Send this answer');
  await waitFor(() => expect(text()).toContain('No signal, so nothing was changed.'));
  isAway = false;
  press('Try again');
  await waitFor(() => expect(text()).toContain('Your answer is there now.'));
  expect(desk.entries).toHaveLength(1);
  expect(sent.map(({ entryId }) => entryId)).toEqual([sent[0]?.entryId, sent[0]?.entryId]);
  expect(moment.momentId).toBeTruthy();
});

test('an answer can be taken back while there is time, and its words are in the box again', async () => {
  const entry = anEntry();
  const { desk } = await open(withoutName, { entries: [entry, anEntry({ takeBackMs: null })] });
  expect(within(reading()).getAllByRole('button', { name: 'Take it back' })).toHaveLength(1);
  press('Take it back');
  await waitFor(() => expect(text()).toContain('Taken back. Your words are in the box again.'));
  expect(text()).toContain('They do not see it any more.');
  expect(desk.entries[0]?.takenBackAt).not.toBeNull();
  expect((await box()).value).toBe(entry.words);
});

test('the only answer, taken back: the box opens with its words', async () => {
  const entry = anEntry({ words: 'Not quite right.' });
  await open(withoutName, { entries: [entry] });
  press('Take it back');
  await waitFor(async () => expect((await box()).value).toBe('Not quite right.'));
});

test('once the half hour is over, the button goes by itself', async () => {
  await open(withoutName, { entries: [anEntry({ takeBackMs: 50 })] });
  await waitFor(() =>
    expect(within(reading()).queryByRole('button', { name: 'Take it back' })).toBeNull(),
  );
});

test('one question can be asked, of those who have a code, and only one', async () => {
  const { desk, moment } = await open(withoutName);
  fireEvent.click(within(reading()).getByLabelText('A question'));
  expect(text()).toContain('Never ask who they are.');
  await write('Which day was it?');
  press('See what they will see');
  expect(text()).toContain('They ask you, 23 November');
  press('Send this question');
  await waitFor(() => expect(text()).toContain('Your question is there now.'));
  expect(desk.sent[`/v1/desk/moments/${moment.momentId}/answers`]).toMatchObject({
    isQuestion: true,
  });
  press('Write more');
  await box();
  expect(within(reading()).queryByLabelText('A question')).toBeNull();
});

test.each([
  ['who kept no code', { channel: 'handed-phone', byName: null }, 'so they cannot read this'],
  ['whom a practitioner heard', {}, 'until Amina Khoury or somebody else tells them'],
])('nobody is promised an answer that cannot reach them: %s', async (_who, said, words) => {
  await open(said);
  expect(text()).toContain(words);
  expect(within(reading()).queryByLabelText('A question')).toBeNull();
  await write('Thank you.');
  press('Look at it first');
  expect(text()).toContain('This is how it will stand here');
});

test('what they wrote back appears without a reload, large, by its date alone', async () => {
  const { desk } = await open(withoutName, { entries: [anEntry({ isQuestion: true })] });
  desk.entries = [
    ...desk.entries,
    anEntry({
      from: 'speaker',
      words: 'On a Tuesday.',
      writtenAt: '2026-11-22T00:00:00.000Z',
      byName: null,
      takeBackMs: null,
    }),
    anEntry({ from: 'speaker', words: '', changed: 'no', byName: null, takeBackMs: null }),
  ];
  FakeSource.last.dispatchEvent(new Event('arrived'));
  const words = await screen.findByText('On a Tuesday.');
  expect(words.closest('blockquote')).not.toBeNull();
  expect(text()).toContain('They wrote back yesterday');
  expect(text()).toContain('They say: no, it did not change.');
  // Theirs is the last word: the box is open.
  await box();
});

test('an answer that was begun is still there after another moment was read', async () => {
  const { desk } = await open(withoutName);
  const other = aMoment({ words: 'Another one.' });
  desk.moments = [other, ...desk.moments];
  FakeSource.last.dispatchEvent(new Event('arrived'));
  await write('Thank you, we');
  fireEvent.click(await screen.findByText('Another one.'));
  await waitFor(() => expect(text()).toContain('Another one.'));
  expect((await box()).value).toBe('');
  fireEvent.click(document.querySelectorAll('a[data-moment]')[1]!);
  await waitFor(async () => expect((await box()).value).toBe('Thank you, we'));
});

test('though another manager was quicker, what was begun is not put away', async () => {
  const { desk } = await open(withoutName);
  await write('Thank you.');
  press('See what they will see');
  desk.entries = [anEntry({ words: 'We saw it first.' })];
  FakeSource.last.dispatchEvent(new Event('arrived'));
  await waitFor(() => expect(text()).toContain('We saw it first.'));
  expect(text()).toContain('Somebody wrote about this while you did.');
  press('Send this answer');
  await waitFor(() => expect(text()).toContain('Yours was not sent.'));
  expect(desk.entries.map(({ words }) => words)).toEqual(['We saw it first.']);
  press('I have read it');
  await waitFor(() => expect(text()).not.toContain('Somebody wrote about this while you did.'));
  press('Send this answer');
  await waitFor(() => expect(text()).toContain('Your answer is there now.'));
  expect(desk.entries.map(({ words }) => words)).toEqual(['We saw it first.', 'Thank you.']);
});

test('once it is sent the box is put away, though news of it is still being read', async () => {
  const { desk } = await open(withoutName);
  await write('Thank you.');
  press('See what they will see');
  const [begun, later] = [aTurn(), aTurn()];
  let reads = 0;
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (url.endsWith('/thread')) {
      reads += 1;
      if (reads === 1) {
        // The answer's own arrival is told while the thread is read for it, and brings a reading that takes longer.
        FakeSource.last.dispatchEvent(new Event('arrived'));
        await begun.come;
      } else {
        begun.now();
        await later.come;
      }
    }
    return await desk.fetch(url, init);
  });
  press('Send this answer');
  await waitFor(() => expect(text()).toContain('Your answer is there now.'));
  later.now();
  await waitFor(() => expect(text()).toContain('Rosa Mwangi wrote this today, '));
  expect(within(reading()).queryByRole('button', { name: /^Send this answer/ })).toBeNull();
  expect(within(reading()).queryByRole('textbox')).toBeNull();
});

test('of two managers at once, the second sees the first’s answer before anything is sent', async () => {
  const { desk } = await open(withoutName);
  await write('Thank you.');
  press('See what they will see');
  // Nothing told this desk of it yet.
  desk.entries = [anEntry({ words: 'We saw it first.' })];
  press('Send this answer');
  await waitFor(() => expect(text()).toContain('Rosa Mwangi wrote:'));
  expect(text()).toContain('We saw it first.');
  expect(desk.entries).toHaveLength(1);
  press('I have read it');
  press('Send this answer');
  await waitFor(() => expect(desk.entries).toHaveLength(2));
});

test('others that say much the same are offered before it is sent, and get the same answer', async () => {
  const other = {
    momentId: '00000000-0000-4000-8000-0000000000cc',
    words: 'The form asks the same twice.',
    kind: 'improve' as const,
    programmeName: 'Job club',
    receivedAt: '2026-11-22T09:00:00.000Z',
    likeness: 0.8,
  };
  const { desk } = await open({}, { similar: [other] });
  desk.moments = [...desk.moments, aMoment({ momentId: other.momentId })];
  await write('It is one page now.');
  press('Look at it first');
  fireEvent.click(await within(reading()).findByRole('checkbox'));
  press('Send this answer');
  await waitFor(() => expect(text()).toContain('1 other has this answer, too.'));
  expect(desk.sent['/v1/desk/answers']).toMatchObject({
    momentIds: [other.momentId],
    words: 'It is one page now.',
  });
});

test('[B1] what could be better is not finished by an answer, and says so', async () => {
  const answered = { lastWrote: 'manager', state: 'to-answer' } as const;
  await open({ kind: 'improve', ...answered }, { entries: [anEntry()] });
  await waitFor(() => expect(text()).toContain('An answer alone does not finish this.'));
});

test('A leads to the box, and from what is answered opens it again', async () => {
  await open(withoutName, { entries: [anEntry()] });
  await waitFor(() => expect(within(reading()).queryByRole('textbox')).toBeNull());
  fireEvent.keyDown(reading(), { key: 'a' });
  const field = await box();
  await waitFor(() => expect(document.activeElement).toBe(field));
  reading().focus();
  fireEvent.keyDown(reading(), { key: 'a' });
  expect(document.activeElement).toBe(field);
});

test('[A4] what was said without a name says how it came and its day, never a time', async () => {
  await open({
    ...withoutName,
    saidAt: '2026-11-20T00:00:00.000Z',
    receivedAt: '2026-11-23T00:00:00.000Z',
  });
  expect(text()).toContain('Said without a name, on their own phone');
  expect(text()).toContain('said 20 November');
  expect(text()).toContain('arrived today');
  expect(text()).not.toMatch(/\d\d:\d\d/);
  expect(plain(document.querySelector('a[data-moment]')?.textContent)).toContain('Without a name');
});

const NAMES_SOMEBODY = 'Ask my worker Sarah Jones, she is on 07700 900123.';

test('[A9] what could identify somebody is marked where others than the team may see it, and stays in the words', async () => {
  await open({ ...withoutName, audience: 'public', words: NAMES_SOMEBODY });
  const marks = Array.from(reading().querySelectorAll('mark'), (mark) => mark.textContent);
  expect(marks).toEqual(['Sarah Jones', '07700 900123']);
  expect(reading().querySelector('.words-said')?.textContent).toBe(NAMES_SOMEBODY);
  expect(text()).toContain('Phone number: 07700 900123');
});

test('[A7] where nothing may be published, nothing is marked for it', async () => {
  await open({ ...withoutName, audience: 'public', isFlagged: true, words: NAMES_SOMEBODY });
  expect(reading().querySelector('mark')).toBeNull();
  expect(text()).toContain('This can never be published.');
  expect(within(reading()).getByRole('link').getAttribute('href')).toBe('/inbox/at-risk');
});

test('[A8] fewer people, for whoever spoke: only narrower ones are offered, and it is asked about first', async () => {
  const { desk, moment } = await open({ ...withoutName, audience: 'board' });
  expect(within(reading()).queryByRole('button', { name: /board$/ })).toBeNull();
  press('Only the team');
  expect(posts(desk)).toEqual([]);
  press('Show it to fewer people');
  await waitFor(() => expect(text()).toContain('the team may see it'));
  expect(desk.sent[`/v1/desk/moments/${moment.momentId}/audience`]).toEqual({ audience: 'team' });
  expect(within(reading()).queryByRole('button', { name: 'Only the team' })).toBeNull();
});

test('[X2] erased here while the news of it comes too, it says that it was taken back', async () => {
  const { desk } = await open(withoutName);
  press('Erase it');
  const { fetch } = desk;
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const answer = await fetch(url, init);
    if (url.endsWith('/erase')) FakeSource.last.dispatchEvent(new Event('arrived'));
    return answer;
  });
  press('Erase for good');
  await waitFor(() => expect(text()).toContain('These words were taken back.'));
  const reads = () => desk.asked.filter((asked) => /moments\/[^/?]+$/.test(asked)).length;
  await waitFor(() => expect(reads()).toBeGreaterThan(2));
  expect(text()).toContain('These words were taken back.');
});

test('[X2] erased for whoever spoke: asked about first, then gone from the page and the list', async () => {
  const { desk } = await open(withoutName);
  press('Erase it');
  press('Cancel');
  expect(posts(desk)).toEqual([]);
  press('Erase it');
  press('Erase for good');
  await waitFor(() => expect(text()).toContain('These words were taken back.'));
  await waitFor(() => expect(document.querySelectorAll('a[data-moment]')).toHaveLength(0));
});
