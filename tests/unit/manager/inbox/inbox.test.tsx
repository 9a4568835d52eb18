// @vitest-environment happy-dom
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { LocationProvider, useLocation } from 'preact-iso';
import { beforeEach, expect, test, vi } from 'vitest';
import { Inbox } from '../../../../src/manager/inbox/inbox.tsx';
import { aMoment, aPhone, type FakeDesk, fakeDesk, plain, someMoments } from '../fake-desk.ts';

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
  history.replaceState(null, '', '/inbox');
  document.title = 'Moments';
});

const show = async (over: Partial<FakeDesk>, at = '/inbox') => {
  history.replaceState(null, '', at);
  const desk = fakeDesk(over);
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
  return desk;
};

const cards = () => Array.from(document.querySelectorAll<HTMLElement>('a[data-moment]'));
const cardTexts = () => cards().map((card) => plain(card.textContent));

test('the list shows words, kind, programme, group and day; new ones say so in words', async () => {
  await show({
    moments: [
      aMoment({ words: 'Start at ten.', kind: 'idea', group: 'Morning group' }),
      aMoment({ words: 'Seen before.', seenAt: '2026-11-23T10:00:00.000Z' }),
    ],
  });
  await screen.findByText('Start at ten.');
  const [first, second] = cardTexts();
  expect(first).toContain('Idea');
  expect(first).toContain('Job club · Morning group');
  expect(first).toContain('today');
  expect(first).toContain('New');
  expect(second).not.toContain('New');
  expect(screen.getByRole('link', { name: 'New 1' }).getAttribute('href')).toBe('/inbox?state=new');
});

test('words of a person are shown as text, whatever they look like', async () => {
  const words = '<img src=x onerror=alert(1)> \u202Eevil';
  await show({ moments: [aMoment({ words })] });
  const quote = await screen.findByText(words, { normalizer: (text) => text });
  expect(quote.children).toHaveLength(0);
  expect(quote.closest('blockquote')?.getAttribute('dir')).toBe('auto');
});

test('an arrival appears without a reload', async () => {
  const desk = await show({ moments: someMoments(2) });
  await screen.findByText('moment 1');
  desk.moments = [aMoment({ words: 'just now' }), ...desk.moments];
  FakeSource.last.dispatchEvent(new Event('arrived'));
  await screen.findByText('just now');
  expect(cards()).toHaveLength(3);
});

test('filters stand in the address, and the address sets the filters', async () => {
  const moments = [aMoment({ words: 'better' }), aMoment({ words: 'idea', kind: 'idea' })];
  await show({ moments }, '/inbox?kind=idea');
  await screen.findByText('idea');
  expect(cards()).toHaveLength(1);
  fireEvent.click(screen.getByRole('button', { name: 'Filters: 1' }));
  const kind = screen.getByLabelText<HTMLSelectElement>('Kind');
  expect(kind.value).toBe('idea');

  fireEvent.change(kind, { target: { value: '' } });
  await screen.findByText('better');
  expect(location.pathname + location.search).toBe('/inbox');
  fireEvent.change(screen.getByLabelText('Kind'), { target: { value: 'celebrate' } });
  await screen.findByText('Nothing like this has arrived yet.');
  expect(location.search).toBe('?kind=celebrate');
});

test('"Show more" brings the next page and goes on at its first moment', async () => {
  await show({ moments: someMoments(60) });
  fireEvent.click(await screen.findByRole('button', { name: 'Show more' }));
  await screen.findByText('moment 60');
  await waitFor(() => expect(plain(document.activeElement?.textContent)).toContain('moment 51'));
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
});

test('an opened moment shows all that is known, is seen, and keeps the filter in its address', async () => {
  const moment = aMoment({
    words: 'Nobody told me.',
    group: 'Sewing',
    audience: 'board',
    about: 'group',
    stage: 'during',
    principles: ['networks', 'own-principle'],
  });
  const desk = await show({ moments: [moment] }, '/inbox?kind=improve');
  fireEvent.click(await screen.findByText('Nobody told me.'));
  const article = await screen.findByRole('article');
  await waitFor(() => expect(desk.moments[0]?.seenAt).not.toBeNull());
  const text = plain(article.textContent);
  for (const part of [
    'Could be better',
    'the team and the board may see it',
    'Amina Khoury',
    'Job club',
    'Sewing',
    'Their own words',
    'A group',
    'During',
    'They helped each other, own principle',
    'said today, ',
  ]) {
    expect(text).toContain(part);
  }
  const words = within(article).getByText('Nobody told me.');
  expect(words.closest('blockquote')?.className).toContain('words-alone');
  expect(location.pathname + location.search).toBe(`/inbox/${moment.momentId}?kind=improve`);
  expect(document.activeElement).toBe(article);
});

test('[X2] one that was taken back says so', async () => {
  const desk = await show({ moments: someMoments(2) });
  const card = await screen.findByText('moment 1');
  desk.moments = desk.moments.slice(1);
  fireEvent.click(card);
  await screen.findByText('These words were taken back.');
  await waitFor(() => expect(screen.queryByText('moment 1')).toBeNull());
});

test('J, K and Escape move through the list, but not while somebody chooses in a field', async () => {
  await show({ moments: someMoments(3) });
  await screen.findByText('moment 3');
  const press = (key: string, on: Element = document.activeElement ?? document.body) =>
    fireEvent.keyDown(on, { key });
  // The list has the focus when it comes; elsewhere the keys do nothing.
  press('j', document.body);
  expect(document.activeElement?.className).toBe('desk-list');
  press('j');
  press('j');
  expect(document.activeElement).toBe(cards()[1]);
  press('k');
  expect(document.activeElement).toBe(cards()[0]);
  press('j', screen.getByLabelText('Search the words'));
  expect(document.activeElement).toBe(cards()[0]);
  fireEvent.click(cards()[2]!);
  await screen.findByRole('article');
  press('Escape');
  await waitFor(() => expect(location.pathname).toBe('/inbox'));
});

test('nothing yet: says what to do', async () => {
  await show({});
  await screen.findByText('Nothing has arrived yet.');
  expect(screen.getByRole('link', { name: 'Invite someone' }).getAttribute('href')).toBe('/people');
});

test('an ended session says that signing in is needed', async () => {
  await show({ refuses: () => 'sign_in_needed' });
  await screen.findByText('You are signed out on this device.');
  expect(screen.queryByText('Nothing has arrived yet.')).toBeNull();
});

test('without signal the list stays, and can be asked again', async () => {
  const desk = await show({ refuses: () => null });
  await screen.findByText('No signal.');
  desk.refuses = null;
  desk.moments = someMoments(1);
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('moment 1');
  expect(screen.queryByText('No signal.')).toBeNull();
});

test('states are tabs with their numbers; what nothing can be yet has none', async () => {
  const seen = { seenAt: '2026-11-23T10:00:00.000Z' };
  await show({
    moments: [
      aMoment({ words: 'just came' }),
      aMoment({ words: 'waits', state: 'to-answer', ...seen }),
      aMoment({ words: 'good and answered', kind: 'celebrate', state: 'answered', ...seen }),
    ],
  });
  await screen.findByText('just came');
  const tabs = within(screen.getByRole('navigation', { name: 'How far it is' }));
  expect(tabs.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
    'All',
    'New 1',
    'To answer 1',
    'Answered 1',
    'Told back',
  ]);
  expect(tabs.getByRole('link', { current: 'page' }).textContent).toBe('All');
  fireEvent.click(tabs.getByRole('link', { name: 'Answered 1' }));
  await screen.findByText('good and answered');
  expect(cards()).toHaveLength(1);
  // The numbers are those of all states.
  expect(tabs.getByRole('link', { name: 'New 1' })).toBeTruthy();
});

test('"/" leads to the search, which stands in the address, and goes when it is emptied', async () => {
  await show({ moments: [aMoment({ words: 'hard chairs' }), aMoment({ words: 'cold soup' })] });
  await screen.findByText('cold soup');
  fireEvent.keyDown(document.activeElement!, { key: '/' });
  const field = screen.getByLabelText<HTMLInputElement>('Search the words');
  expect(document.activeElement).toBe(field);
  fireEvent.input(field, { target: { value: ' chairs ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Search' }));
  await waitFor(() => expect(cards()).toHaveLength(1));
  expect(location.search).toBe('?search=chairs');
  expect(
    screen.getByRole('list', { name: /^Moments with “.chairs.”, newest first$/u }),
  ).toBeTruthy();
  fireEvent.input(field, { target: { value: '' } });
  await waitFor(() => expect(cards()).toHaveLength(2));
  expect(location.search).toBe('');
});

test.each([
  ['/inbox?state=to-answer', 'Nothing waits for an answer.'],
  ['/inbox?search=zeppelin', 'No moment has all of these words.'],
  ['/inbox?state=new&kind=idea', 'Nothing like this has arrived yet.'],
])('an empty list says why: %s', async (address, why) => {
  await show({}, address);
  expect(await screen.findByText(why)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Show all moments' }).getAttribute('href')).toBe(
    '/inbox',
  );
});

test('all filters are set by hand, counted, and taken off at once, but not the tab', async () => {
  await show(
    { moments: [aMoment({ words: 'sewn', group: 'Sewing' }), aMoment()] },
    '/inbox?state=new',
  );
  await screen.findByText('sewn');
  fireEvent.click(screen.getByRole('button', { name: 'Filters' }));
  fireEvent.change(screen.getByLabelText('Group'), { target: { value: ' Sewing ' } });
  await waitFor(() => expect(cards()).toHaveLength(1));
  fireEvent.change(screen.getByLabelText('Whose it is'), { target: { value: 'nobody' } });
  fireEvent.change(screen.getByLabelText('Arrived from'), { target: { value: '2026-11-01' } });
  await screen.findByRole('button', { name: 'Filters: 3' });
  expect(location.search).toBe('?state=new&group=Sewing&from=2026-11-01&assigned=nobody');
  fireEvent.click(screen.getByRole('link', { name: 'Take all filters off' }));
  await waitFor(() => expect(location.search).toBe('?state=new'));
});

test('an address with a filter that is none shows the list without it', async () => {
  await show({ moments: someMoments(1) }, '/inbox?state=lost&from=yesterday&kind=improve');
  await screen.findByText('moment 1');
  expect(screen.getByRole('button', { name: 'Filters: 1' })).toBeTruthy();
});

test('several are chosen by X and by hand, answered together, and what became of them is said', async () => {
  const answered = { lastWrote: 'manager', state: 'answered' } as const;
  const desk = await show({
    moments: [
      aMoment({ words: 'one' }),
      aMoment({ words: 'two', ...answered }),
      aMoment({ words: 'three' }),
    ],
  });
  await screen.findByText('three');
  cards()[0]!.focus();
  fireEvent.keyDown(cards()[0]!, { key: 'x' });
  const boxes = await screen.findAllByRole<HTMLInputElement>('checkbox');
  expect(boxes.map(({ checked }) => checked)).toEqual([true, false, false]);
  fireEvent.click(boxes[1]!);
  fireEvent.click(boxes[2]!);
  expect(screen.getByText('3 chosen')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Answer together' }));
  const dialog = await screen.findByRole('dialog', { name: 'One answer for 3 moments' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Look at it first' }));
  expect(within(dialog).getByRole('alert').textContent).toContain('Your answer is missing');
  fireEvent.input(within(dialog).getByRole('textbox'), { target: { value: ' Thank you all. ' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Look at it first' }));
  expect(await within(dialog).findByText('Thank you all.')).toBeTruthy();
  fireEvent.click(within(dialog).getByRole('button', { name: 'Send it to 3' }));
  await screen.findByText('2 are answered. 1 had an answer already, and was left alone.');
  expect(desk.sent['/v1/desk/answers']).toMatchObject({
    momentIds: desk.moments.map(({ momentId }) => momentId),
    words: 'Thank you all.',
  });
  expect(screen.queryAllByRole('checkbox')).toEqual([]);
});

test('several are given to somebody', async () => {
  const rosa = { personId: '00000000-0000-4000-8000-00000000000a', name: 'Rosa Mwangi' };
  const desk = await show({ moments: someMoments(2), managers: [rosa] });
  await screen.findByText('moment 2');
  fireEvent.click(screen.getByRole('button', { name: 'Choose several' }));
  for (const box of await screen.findAllByRole('checkbox')) fireEvent.click(box);
  fireEvent.click(screen.getByRole('button', { name: 'Whose?' }));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText('\u2068Rosa Mwangi\u2069');
  fireEvent.change(within(dialog).getByRole('combobox'), { target: { value: rosa.personId } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Give them' }));
  await screen.findByText('2 are given.');
  expect(desk.moments.map(({ assignedTo }) => assignedTo?.name)).toEqual([
    'Rosa Mwangi',
    'Rosa Mwangi',
  ]);
  await waitFor(() => expect(cardTexts()[0]).toContain('For Rosa Mwangi'));
});
