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
  expect(screen.getByText('1 new')).toBeTruthy();
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
  press('j', screen.getByLabelText('Kind'));
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
